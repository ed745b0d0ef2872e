package dev.fairlead.update;

import dev.fairlead.image.ImageName;
import dev.fairlead.image.ImageReference;
import dev.fairlead.manifest.ManifestSettings;
import dev.fairlead.update.choose.Question;
import dev.fairlead.update.config.ImageRule;
import dev.fairlead.update.config.UpdateEntry;
import dev.fairlead.update.pending.Subject;
import dev.fairlead.update.plan.UpdateGroup;
import dev.fairlead.update.plan.Want;
import dev.fairlead.update.source.SourcedImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes groups of wants from the entries of a configuration or of the arguments. */
final class Entries {
    private final UpdateRequest request;
    private final ManifestSettings settings;
    private final Map<ImageName, ImageReference> told;

    /** @param settings the fields that the entries' targets describe, all together */
    Entries(UpdateRequest request, ManifestSettings settings) {
        this.request = request;
        this.settings = settings;
        this.told = request.told().stream()
                .collect(Collectors.toMap(ImageReference::name, reference -> reference, (first, second) -> second));
    }

    /** Every target that any of the entries describes. */
    static ManifestSettings settings(List<UpdateEntry> entries) {
        return new ManifestSettings(
                entries.stream()
                        .flatMap(entry -> entry.manifests().customFields().stream())
                        .distinct()
                        .toList(),
                entries.stream()
                        .flatMap(entry -> entry.manifests().textPatterns().stream())
                        .toList(),
                false);
    }

    /**
     * The groups, in the order of their first entries.
     *
     * @param sourced the images that entries find in the repository, by the entries' names
     */
    List<UpdateGroup> groups(List<UpdateEntry> entries, Map<String, List<SourcedImage>> sourced, String defaultBranch) {
        Map<String, List<UpdateEntry>> byGroup = new LinkedHashMap<>();
        entries.forEach(entry ->
                byGroup.computeIfAbsent(entry.group(), any -> new ArrayList<>()).add(entry));
        return byGroup.entrySet().stream()
                .map(group -> group(group.getKey(), group.getValue(), sourced, defaultBranch))
                .toList();
    }

    private UpdateGroup group(
            String name, List<UpdateEntry> entries, Map<String, List<SourcedImage>> sourced, String defaultBranch) {
        List<Want> wants = entries.stream()
                .flatMap(entry -> wants(entry, sourced.getOrDefault(entry.name(), List.of())).stream())
                .toList();
        var delivery = entries.get(0).delivery();
        return new UpdateGroup(
                name,
                delivery,
                delivery.baseBranch().orElse(defaultBranch),
                wants,
                entries.stream()
                        .map(entry -> entry.scope().toString())
                        .distinct()
                        .collect(Collectors.joining("; ")));
    }

    /** The wants of one entry. */
    List<Want> wants(UpdateEntry entry, List<SourcedImage> sourced) {
        List<Want> wants = new ArrayList<>();
        entry.images().forEach(rule -> wants.add(want(entry, new SourcedImage(rule, Optional.empty()))));
        sourced.forEach(image -> wants.add(want(entry, image)));
        return wants;
    }

    private Want want(UpdateEntry entry, SourcedImage image) {
        ImageRule rule = image.rule();
        Optional<ImageReference> version = Optional.ofNullable(told.get(rule.image()));
        Subject subject = entry.place().equals(ArgumentEntry.PLACE)
                ? Subject.ofArguments(rule.image(), entry.scope())
                : Subject.ofEntry(entry.name(), rule.image(), image.policy());
        return new Want(
                subject,
                new Question(rule.image(), rule.selector(), version, request.toldBy()),
                rule.style(),
                entry.scope(),
                settings,
                entry.addToOverlays(),
                asked(rule));
    }

    private boolean asked(ImageRule rule) {
        boolean named = request.onlyImages().isEmpty() || request.onlyImages().contains(rule.image());
        boolean byArguments = request.arguments().isPresent() && rule.selector().isPresent();
        return named && (told.isEmpty() || told.containsKey(rule.image()) || byArguments);
    }
}
