package dev.fairlead.render.kustomize.spec;

import dev.fairlead.render.kustomize.fields.FieldSpec;
import dev.fairlead.render.kustomize.resource.Gvk;
import dev.fairlead.render.kustomize.resource.Selector;

/** Reads what several fields of a kustomization are made of. */
public final class Parts {
    private Parts() {}

    static Gvk gvk(Fields fields) {
        return new Gvk(fields.text("group"), fields.text("version"), fields.text("kind"));
    }

    /** Which objects are meant. */
    public static Selector selector(Fields fields) {
        return new Selector(
                gvk(fields),
                fields.text("name"),
                fields.text("namespace"),
                fields.text("annotationSelector"),
                fields.text("labelSelector"));
    }

    /** Which field of which objects. */
    public static FieldSpec fieldSpec(Fields fields) {
        return new FieldSpec(gvk(fields), fields.text("path"), fields.flag("create"));
    }
}
