package dev.fairlead.manifest;

import dev.fairlead.manifest.locate.CustomField;
import dev.fairlead.manifest.locate.TextPattern;
import java.util.List;

/**
 * What a repository must say of its own files, beyond the forms that are known without it.
 *
 * @param customFields image fields of kinds or files that no known form covers
 * @param textPatterns image fields in files that are neither YAML nor JSON
 * @param templates whether files of a Helm chart's {@code templates/} that hold <code>{{</code> are read, too; what a
 *     template touches is refused even then
 */
public record ManifestSettings(List<CustomField> customFields, List<TextPattern> textPatterns, boolean templates) {
    /** The known forms alone. */
    public static final ManifestSettings STANDARD = new ManifestSettings(List.of(), List.of(), false);

    public ManifestSettings {
        customFields = List.copyOf(customFields);
        textPatterns = List.copyOf(textPatterns);
    }
}
