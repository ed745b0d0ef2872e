package dev.fairlead.render.kustomize.spec;

import dev.fairlead.render.kustomize.resource.Gvk;

/**
 * A text, written as {@code $(NAME)}, that stands for a field of an object.
 *
 * @param gvk the object's kind
 * @param objectName the object's name
 * @param namespace the object's namespace, empty where it is not said
 */
public record Variable(String name, Gvk gvk, String objectName, String namespace, String fieldPath, String place) {
    private static final String DEFAULT_FIELD = "metadata.name";

    private record Reference(Gvk gvk, String name, String namespace) {
        static Reference of(Fields fields) {
            Gvk gvk = Parts.gvk(fields);
            String apiVersion = fields.text("apiVersion");
            String[] parts = apiVersion.split("/", -1);
            if (!apiVersion.isEmpty() && parts.length <= 2) {
                gvk = new Gvk(parts.length == 2 ? parts[0] : gvk.group(), parts[parts.length - 1], gvk.kind());
            }
            return new Reference(gvk, fields.text("name"), fields.text("namespace"));
        }
    }

    static Variable of(Fields fields) {
        Reference reference = fields.child("objref", Reference::of).orElse(new Reference(Gvk.ANY, "", ""));
        String path = fields.child("fieldref", field -> field.text("fieldPath")).orElse("");
        return new Variable(
                fields.text("name"),
                reference.gvk,
                reference.name,
                reference.namespace,
                path.isEmpty() ? DEFAULT_FIELD : path,
                fields.place());
    }
}
