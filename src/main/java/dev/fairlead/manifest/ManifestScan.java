package dev.fairlead.manifest;

import dev.fairlead.manifest.automation.Automation;
import dev.fairlead.manifest.field.ImageField;
import dev.fairlead.manifest.field.Refusal;
import dev.fairlead.manifest.locate.Located;
import dev.fairlead.manifest.locate.LocatedFile;
import java.util.List;
import java.util.function.Function;

/**
 * What was found in a set of files. Nothing is left out in silence: every file that was looked at either was read, or
 * is in {@link #unread()} or {@link #skipped()}.
 *
 * @param files how many files were looked at
 * @param fields every image field, in the order of the files and of their bytes
 * @param unread files, or documents in them, that could not be read, each with its reason
 * @param skipped files that were left out on purpose, such as Helm templates, each with its reason
 * @param automation what the same files tell Flux's image automation and Argo CD Image Updater
 */
public record ManifestScan(
        int files, List<ImageField> fields, List<Refusal> unread, List<Refusal> skipped, Automation automation) {
    public ManifestScan {
        fields = List.copyOf(fields);
        unread = List.copyOf(unread);
        skipped = List.copyOf(skipped);
    }

    static ManifestScan of(List<LocatedFile> files) {
        return new ManifestScan(
                files.size(),
                files.stream()
                        .flatMap(file -> file.fields().stream())
                        .map(Located::field)
                        .toList(),
                files.stream().flatMap(file -> file.unread().stream()).toList(),
                files.stream().flatMap(file -> file.skipped().stream()).toList(),
                new Automation(
                        all(files, Automation::policies),
                        all(files, Automation::repositories),
                        all(files, Automation::argoImages)));
    }

    private static <T> List<T> all(List<LocatedFile> files, Function<Automation, List<T>> part) {
        return files.stream()
                .flatMap(file -> part.apply(file.automation()).stream())
                .toList();
    }

    /**
     * The markers that name a policy for which there is no {@code ImagePolicy} in the files. They can be edited all the same
     * by whoever knows the policy's result.
     */
    public List<Refusal> unknownPolicies() {
        return fields.stream()
                .flatMap(field -> field.policies().stream()
                        .filter(policy -> automation.policy(policy).isEmpty())
                        .map(policy -> new Refusal(
                                field.place(),
                                "its marker names the policy " + policy + ", for which these files have no ImagePolicy",
                                "correct the name, or give the policy's result")))
                .toList();
    }

    /** The fields that can be edited. */
    public List<ImageField> editable() {
        return fields.stream().filter(field -> field.refusal().isEmpty()).toList();
    }
}
