package dev.fairlead.render.kustomize.reference;

import dev.fairlead.render.RenderException;
import dev.fairlead.render.kustomize.fields.FieldSpec;
import dev.fairlead.render.kustomize.fields.FieldWalker;
import dev.fairlead.render.kustomize.fields.NameReference;
import dev.fairlead.render.kustomize.resource.Resource;
import dev.fairlead.render.kustomize.resource.ResourceId;
import dev.fairlead.render.kustomize.resource.ResourceSet;
import dev.fairlead.render.kustomize.transform.Transformer;
import java.util.List;

/** Lets every field that holds the former name of an object hold the name that it has now. */
public record NameReferences(List<NameReference> references) implements Transformer {

    @Override
    public void transform(ResourceSet resources) {
        for (Resource referrer : resources.all()) {
            ResourceId first = referrer.originalId();
            List<Resource> candidates = null;
            for (NameReference reference : references) {
                for (FieldSpec field : reference.referrers()) {
                    if (first.gvk().selectedBy(field.gvk())) {
                        candidates = candidates == null ? resources.referable(referrer) : candidates;
                        update(referrer, field, new Referral(referrer, field, reference.target(), candidates));
                    }
                }
            }
        }
    }

    private static void update(Resource referrer, FieldSpec field, Referral referral) {
        try {
            // The object may be of another kind by now than the one that the field was configured for.
            FieldSpec present = new FieldSpec(referrer.gvk(), field.path(), field.create());
            FieldWalker.EXISTING.visit(referrer.node(), present, referral::update);
        } catch (RenderException e) {
            throw RenderException.of(
                    "the name that " + referrer.id() + " refers to cannot be updated: "
                            + e.problem().cause(),
                    e.problem().remedy());
        }
    }
}
