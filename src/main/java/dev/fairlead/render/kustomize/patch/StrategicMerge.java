package dev.fairlead.render.kustomize.patch;

import dev.fairlead.render.RenderException;
import dev.fairlead.render.kustomize.resource.Resource;
import dev.fairlead.render.kustomize.schema.Schemas;
import dev.fairlead.render.kustomize.schema.TypeSchema;
import dev.fairlead.render.yaml.Kind;
import dev.fairlead.render.yaml.Node;
import dev.fairlead.render.yaml.Setter;
import dev.fairlead.render.yaml.Style;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Merges a patch into an object as kustomize's {@code merge2} does: mappings field by field, lists that have merge keys item by item with the patch's new
 * items in front, other lists and scalars as a whole. A null in the patch takes a field away.
 */
public final class StrategicMerge {
    private final Schemas schemas;

    private StrategicMerge(Schemas schemas) {
        this.schemas = schemas;
    }

    /** Applies a patch to an object, whose kind, name and namespace stay unless the patch may change them. The patch is used up. */
    public static void apply(Resource patch, Resource resource) {
        String name = resource.name();
        String namespace = resource.namespace();
        String kind = resource.kind();
        boolean mayChangeName = patch.mayChangeName();
        boolean mayChangeKind = patch.mayChangeKind();
        if (mayChangeName || mayChangeKind) {
            resource.rememberName();
        }
        try {
            Node merged = new StrategicMerge(resource.schemas()).merge(resource.node(), patch.node(), Optional.empty());
            if (merged == null || Node.blank(merged)) {
                resource.delete();
                return;
            }
            resource.replaceNode(merged);
        } catch (RenderException e) {
            throw e.at("patch of " + patch.originalId());
        }
        if (!mayChangeKind) {
            resource.setKind(kind);
        }
        if (!mayChangeName) {
            resource.setName(name);
        }
        resource.setNamespace(namespace);
    }

    /** Both merged; null if the patch takes it away. */
    private @Nullable Node merge(@Nullable Node into, @Nullable Node patch, Optional<TypeSchema> known) {
        Optional<TypeSchema> schema = known.or(() -> byKind(into)).or(() -> byKind(patch));
        Node first = Node.absent(into) ? patch : into;
        if (first == null || Node.absent(first)) {
            return mappings(into, patch, schema);
        }
        demand(first.kind(), into, patch);
        return switch (first.kind()) {
            case MAPPING -> mappings(into, patch, schema);
            case SEQUENCE ->
                schema.flatMap(TypeSchema::mergeKeys)
                        .map(keys -> Optional.ofNullable(lists(into, patch, schema.get(), keys)))
                        .orElseGet(() -> Optional.ofNullable(patch != null ? patch : into))
                        .orElse(null);
            case SCALAR -> patch != null ? patch : into;
        };
    }

    private static void demand(Kind kind, @Nullable Node into, @Nullable Node patch) {
        if (into != null) {
            into.demand(kind);
        }
        if (patch != null) {
            patch.demand(kind);
        }
    }

    private Optional<TypeSchema> byKind(@Nullable Node node) {
        if (node == null || !node.is(Kind.MAPPING)) {
            return Optional.empty();
        }
        Node kind = node.get("kind");
        Node version = node.get("apiVersion");
        if (kind == null
                || version == null
                || Node.textOf(kind).isEmpty()
                || Node.textOf(version).isEmpty()) {
            return Optional.empty();
        }
        return schemas.ofKind(version.value(), kind.value());
    }

    private @Nullable Node mappings(@Nullable Node into, @Nullable Node patch, Optional<TypeSchema> schema) {
        Node target = mappingTarget(into, patch);
        if (target == null) {
            return null;
        }
        TreeSet<String> names = new TreeSet<>(target.keys());
        if (patch != null) {
            names.addAll(patch.keys());
        }
        for (String name : names) {
            Node before = target.get(name);
            Node change = patch == null ? null : patch.get(name);
            Style keyStyle = keyStyle(target, patch, name);
            Node merged = merge(before, change, schema.flatMap(type -> type.field(name)));
            Setter.field(target, name, merged, merged == change ? keyStyle : Style.PLAIN);
        }
        return target;
    }

    private static Style keyStyle(Node target, @Nullable Node patch, String name) {
        Node from = patch != null && patch.indexOf(name) >= 0 ? patch : target;
        int at = from.indexOf(name);
        return at < 0 ? Style.PLAIN : from.content().get(at).style();
    }

    /** The mapping that both are merged in: the object's own, or the patch's where there is none or it replaces; null if it goes away. */
    private static @Nullable Node mappingTarget(@Nullable Node into, @Nullable Node patch) {
        takeStyle(into, patch);
        if (into == null || into.isNull()) {
            if (Directive.isDeleted(patch)) {
                return null;
            }
            String written = into == null || patch != null ? "" : into.value();
            return written.isEmpty() ? patch : Node.keptNull(written);
        }
        if (patch != null && patch.isNull()) {
            return null;
        }
        return switch (Directive.of(patch)) {
            case DELETE -> null;
            case REPLACE -> patch;
            case MERGE -> into;
        };
    }

    private static void takeStyle(@Nullable Node into, @Nullable Node patch) {
        if (into != null
                && patch != null
                && !into.is(Kind.SCALAR)
                && into.content().isEmpty()) {
            into.withStyle(patch.style());
        }
    }

    private @Nullable Node lists(@Nullable Node into, @Nullable Node patch, TypeSchema schema, List<String> keys) {
        Node target = listTarget(into, patch);
        if (target == null) {
            return null;
        }
        return new ListMerge(this::merge, target, patch, schema.items()).merged(keys);
    }

    private static @Nullable Node listTarget(@Nullable Node into, @Nullable Node patch) {
        takeStyle(into, patch);
        if (into == null || into.isNull()) {
            return patch;
        }
        if (patch != null && patch.isNull()) {
            return null;
        }
        return switch (Directive.of(patch)) {
            case DELETE -> null;
            case REPLACE -> patch;
            case MERGE -> into;
        };
    }
}
