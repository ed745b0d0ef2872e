package dev.fairlead.manifest;

import dev.fairlead.manifest.automation.Automation;
import dev.fairlead.manifest.field.ImageField;
import dev.fairlead.manifest.field.Refusal;
import java.util.List;

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

    /** The fields that can be edited. */
    public List<ImageField> editable() {
        return fields.stream().filter(field -> field.refusal().isEmpty()).toList();
    }
}
