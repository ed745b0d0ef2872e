package dev.fairlead.render.kustomize.fields;

import dev.fairlead.render.kustomize.resource.Gvk;
import java.util.ArrayList;
import java.util.List;

/**
 * The fields that hold the name of an object of some kind.
 *
 * @param target the kind of the object that is referred to
 * @param referrers the fields that refer to it
 */
public record NameReference(Gvk target, List<FieldSpec> referrers) {

    static List<NameReference> merge(List<NameReference> references, List<NameReference> others) {
        List<NameReference> merged = new ArrayList<>(references);
        for (NameReference other : others) {
            boolean found = false;
            for (int i = 0; i < merged.size(); i++) {
                NameReference present = merged.get(i);
                if (present.target.equals(other.target)) {
                    found = true;
                    merged.set(
                            i, new NameReference(present.target, FieldSpec.merge(present.referrers, other.referrers)));
                }
            }
            if (!found) {
                merged.add(other);
            }
        }
        return merged;
    }
}
