package dev.fairlead.update.fields;

import dev.fairlead.image.ImageName;
import dev.fairlead.manifest.ManifestSettings;
import dev.fairlead.manifest.field.PolicyName;
import dev.fairlead.update.config.Scope;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is looked for.
 *
 * @param settings which forms are known
 * @param scopes where
 * @param images images whose fields are wanted
 * @param policies markers whose fields are wanted
 * @param automation whether objects of other updaters (Flux image policies, Argo CD annotations) are wanted, and the fields
 *     that their markers name
 */
public record Search(
        ManifestSettings settings,
        Set<Scope> scopes,
        Set<ImageName> images,
        Set<PolicyName> policies,
        boolean automation) {
    private static final List<String> ALWAYS = List.of("fairlead");
    private static final List<String> AUTOMATION =
            List.of("ImagePolicy", "ImageRepository", "argocd-image-updater.argoproj.io", "image-list", "imagepolicy");

    public Search {
        scopes = Set.copyOf(scopes);
        images = Set.copyOf(images);
        policies = Set.copyOf(policies);
    }

    /** Whether any of the scopes holds this file. */
    boolean contains(String path) {
        for (Scope scope : scopes) { // asked of every file: a stream each takes longer than the answer
            if (scope.contains(path)) {
                return true;
            }
        }
        return false;
    }

    /** The folders and files outside which nothing is looked for; empty for the whole repository. */
    List<String> roots() {
        List<List<String>> each = scopes.stream().map(Scope::roots).toList();
        return each.stream().anyMatch(List::isEmpty)
                ? List.of()
                : each.stream().flatMap(List::stream).distinct().sorted().toList();
    }

    /** Whether no path narrows it. */
    public boolean everywhere() {
        return roots().isEmpty();
    }

    /** The words of which a file has to hold one, to be worth a parse. */
    Set<String> words() {
        Set<String> words = new HashSet<>(ALWAYS);
        for (ImageName image : images) {
            String repository = image.repository();
            words.add(repository.substring(repository.lastIndexOf('/') + 1));
        }
        if (automation) {
            words.addAll(AUTOMATION);
        }
        if (!policies.isEmpty()) {
            words.add("imagepolicy");
        }
        settings.customFields()
                .forEach(field -> field.kind().ifPresent(kind -> words.add(kind.substring(kind.lastIndexOf('/') + 1))));
        return words;
    }

    /** Whether the configuration names files, which are then read whatever words they hold. */
    boolean namesFiles() {
        return !settings.textPatterns().isEmpty()
                || settings.customFields().stream()
                        .anyMatch(field -> field.files().isPresent());
    }
}
