package dev.fairlead.manifest.edit;

import dev.fairlead.manifest.field.Part;
import dev.fairlead.manifest.yaml.Mapping;

/**
 * A key that an entry of a kustomization's {@code images} gets.
 *
 * @param entry the entry
 * @param part {@link Part#TAG} for {@code newTag}, {@link Part#DIGEST} for {@code digest}
 * @param value the key's value
 */
public record KeyAddition(Mapping entry, Part part, String value) {

    /** The key as Kustomize calls it. */
    public String key() {
        return part == Part.TAG ? "newTag" : "digest";
    }
}
