package dev.fairlead.render.kustomize.resource;

import dev.fairlead.render.RenderException;
import dev.fairlead.render.yaml.Kind;
import dev.fairlead.render.yaml.Node;
import dev.fairlead.render.yaml.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whom a role binding binds. */
final class Subjects {
    private Subjects() {}

    /** The namespaces of the service accounts that a role binding names; none for other objects. */
    static List<String> namespaces(Resource resource) {
        Node subjects = resource.node().get("subjects");
        if (!resource.kind().equals("RoleBinding") || subjects == null || !subjects.is(Kind.SEQUENCE)) {
            return List.of();
        }
        List<String> namespaces = new ArrayList<>();
        for (Object item : (List<?>) Values.of(subjects)) {
            if (item instanceof Map<?, ?> subject
                    && "ServiceAccount".equals(subject.get("kind"))
                    && subject.containsKey("namespace")) {
                if (!(subject.get("namespace") instanceof String namespace)) {
                    throw RenderException.of(
                            "a subject of " + resource.id() + " has a blank namespace",
                            "give the subject a namespace, or remove the field");
                }
                namespaces.add(namespace);
            }
        }
        return namespaces;
    }
}
