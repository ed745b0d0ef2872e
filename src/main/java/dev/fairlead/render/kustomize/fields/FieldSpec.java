package dev.fairlead.render.kustomize.fields;

import dev.fairlead.render.RenderException;
import dev.fairlead.render.kustomize.resource.Gvk;
import java.util.ArrayList;
import java.util.List;

/**
 * A field of the objects of some kinds.
 *
 * @param gvk which objects; what is empty stands for all
 * @param path the names of the fields that lead there, with slashes between them; lists are passed through
 * @param create whether the field is made where it is missing
 */
public record FieldSpec(Gvk gvk, String path, boolean create) {

    /** A field of all objects that is made where it is missing. */
    public static FieldSpec created(String path) {
        return new FieldSpec(Gvk.ANY, path, true);
    }

    /** Adds fields to others; a field that one of them covers already is left out. */
    public static List<FieldSpec> merge(List<FieldSpec> fields, List<FieldSpec> others) {
        List<FieldSpec> merged = new ArrayList<>(fields);
        for (FieldSpec other : others) {
            merge(merged, other);
        }
        return merged;
    }

    private static void merge(List<FieldSpec> merged, FieldSpec other) {
        for (FieldSpec present : merged) {
            if (present.path.equals(other.path) && present.gvk.selectedBy(other.gvk)) {
                if (present.create != other.create) {
                    throw RenderException.of(
                            "the field " + other.path + " of " + other.gvk + " is configured with create both true and"
                                    + " false",
                            "let both configurations say the same");
                }
                return;
            }
        }
        merged.add(other);
    }
}
