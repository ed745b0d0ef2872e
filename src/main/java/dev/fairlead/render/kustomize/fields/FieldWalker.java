package dev.fairlead.render.kustomize.fields;

import dev.fairlead.Problem;
import dev.fairlead.render.RenderException;
import dev.fairlead.render.kustomize.resource.Gvk;
import dev.fairlead.render.kustomize.resource.Resource;
import dev.fairlead.render.yaml.Kind;
import dev.fairlead.render.yaml.Node;
import dev.fairlead.render.yaml.Setter;
import dev.fairlead.render.yaml.Tags;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Visits the fields that a {@link FieldSpec} tells of, in every item of the lists on the way.
 *
 * @param kind what a missing field becomes; null if none is ever made
 * @param tag the type of the field where a null stands for it
 */
public record FieldWalker(@Nullable Kind kind, String tag) {
    /** Visits what is there, and makes nothing. */
    public static final FieldWalker EXISTING = new FieldWalker(null, Tags.NONE);

    /** Makes the mappings that are missing. */
    public static final FieldWalker MAPPINGS = new FieldWalker(Kind.MAPPING, Tags.MAP);

    /** Makes the texts that are missing. */
    public static final FieldWalker TEXTS = new FieldWalker(Kind.SCALAR, Tags.STR);

    /** Makes the numbers that are missing. */
    public static final FieldWalker NUMBERS = new FieldWalker(Kind.SCALAR, Tags.INT);

    /** Puts an entry into every mapping that the fields tell of; all of them then hold one node, as in kustomize. */
    public static void putEntry(Resource resource, List<FieldSpec> fields, String key, String value) {
        Node entry = Node.scalar(Tags.STR, value);
        for (FieldSpec field : fields) {
            MAPPINGS.visit(resource.node(), field, node -> Setter.field(node, key, entry));
        }
    }

    /** Visits one kind of field of an object, if it is of the right kind. */
    public void visit(Node object, FieldSpec field, Consumer<Node> visitor) {
        if (!Gvk.of(text(object, "apiVersion"), text(object, "kind")).selectedBy(field.gvk())) {
            return;
        }
        try {
            visit(object, field, FieldPath.split(field.path(), '/'), visitor);
        } catch (RenderException e) {
            Problem problem = e.problem();
            if (problem.place().isEmpty() && !problem.cause().startsWith("field ")) {
                throw RenderException.of(
                        "field " + field.path() + " of " + described(object) + ": " + problem.cause(),
                        problem.remedy());
            }
            throw e;
        }
    }

    private static String described(Node object) {
        Node metadata = object.get("metadata");
        return text(object, "kind") + " " + (metadata == null ? "" : text(metadata, "name"));
    }

    private static String text(Node mapping, String field) {
        Node value = mapping.get(field);
        return value == null ? "" : value.value();
    }

    private void visit(Node node, FieldSpec field, List<String> path, Consumer<Node> visitor) {
        if (path.isEmpty()) {
            visitor.accept(node);
            return;
        }
        if (node.isNull()) {
            return;
        }
        switch (node.kind()) {
            case SEQUENCE -> {
                for (Node item : List.copyOf(node.content())) {
                    visit(item, field, path, visitor);
                }
            }
            case MAPPING -> enter(node, field, path, visitor);
            case SCALAR ->
                throw RenderException.of(
                        "expected a mapping or a list but got a scalar", "correct the object, or the configured path");
        }
    }

    private void enter(Node mapping, FieldSpec field, List<String> path, Consumer<Node> visitor) {
        boolean list = path.get(0).endsWith("[]");
        String name = list ? path.get(0).substring(0, path.get(0).length() - 2) : path.get(0);
        if (name.isEmpty()) {
            throw RenderException.of("a field's name is empty", "correct the configured path");
        }
        boolean last = path.size() == 1;
        boolean make = field.create() && kind != null && !list;
        Kind wanted = list ? Kind.SEQUENCE : !make ? null : last ? kind : Kind.MAPPING;
        String wantedTag = list ? Tags.NONE : last ? tag : Tags.MAP;
        Optional<Node> found = make && wanted != null
                ? Lookup.create(mapping, List.of(name), wanted)
                : Lookup.find(mapping, List.of(name));
        if (found.isPresent()) {
            Node child = found.get();
            if (child.isNull() && wanted != null) {
                child.retype(wanted, wantedTag);
            }
            visit(child, field, path.subList(1, path.size()), visitor);
        }
    }
}
