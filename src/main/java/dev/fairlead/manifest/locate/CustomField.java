package dev.fairlead.manifest.locate;

import dev.fairlead.image.ImageName;
import dev.fairlead.manifest.field.Part;
import java.util.Optional;

/**
 * An image field that the configuration names: in objects of a kind, or in certain files.
 *
 * @param kind {@code Kind} or {@code group/Kind}; empty where {@code files} tells the documents
 * @param files a glob over paths ({@code **}{@code /app.yaml}); empty for every file that holds the kind
 * @param path keys with dots between them, {@code [*]} for every item: {@code spec.steps[*].image}. It leads to a value, or to
 *     a mapping that is read as Helm values are ({@code repository} with {@code tag})
 * @param part what the value holds
 * @param image whose part it is, where the value does not say it itself
 */
public record CustomField(
        Optional<String> kind, Optional<String> files, String path, Part part, Optional<ImageName> image) {
    public CustomField {
        if (kind.isEmpty() && files.isEmpty()) {
            throw new IllegalArgumentException("a custom field names a kind or files");
        }
    }

    /** A whole reference at this path of objects of this kind. */
    public static CustomField ofKind(String kind, String path) {
        return new CustomField(Optional.of(kind), Optional.empty(), path, Part.REFERENCE, Optional.empty());
    }
}
