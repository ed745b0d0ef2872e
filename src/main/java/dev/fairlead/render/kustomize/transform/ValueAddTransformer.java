package dev.fairlead.render.kustomize.transform;

import dev.fairlead.render.RenderException;
import dev.fairlead.render.kustomize.fields.FieldPath;
import dev.fairlead.render.kustomize.fields.Lookup;
import dev.fairlead.render.kustomize.resource.Resource;
import dev.fairlead.render.kustomize.resource.ResourceSet;
import dev.fairlead.render.kustomize.resource.Selector;
import dev.fairlead.render.kustomize.spec.Fields;
import dev.fairlead.render.kustomize.spec.Parts;
import dev.fairlead.render.yaml.Kind;
import dev.fairlead.render.yaml.Node;
import dev.fairlead.render.yaml.Setter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Sets fields to one value, or puts it into the paths that they hold. */
public record ValueAddTransformer(String value, List<Target> targets) implements Transformer {
    private static final String NAMESPACE = "metadata/namespace";

    /**
     * A field of some objects.
     *
     * @param position which part of a path the value becomes, from 1; 0 to replace the whole
     */
    public record Target(Optional<Selector> selector, String fieldPath, int position) {
        /** Reads a target. */
        public static Target of(Fields fields) {
            Target target = new Target(fields.child("selector", Parts::selector), fields.text("fieldPath"), (int)
                    fields.number("filePathPosition"));
            if (target.fieldPath.isEmpty() || target.position < 0) {
                throw RenderException.of(
                        "a target has no fieldPath, or a negative filePathPosition", "correct the target");
            }
            return target;
        }
    }

    @Override
    public void transform(ResourceSet resources) {
        for (Target target : targets) {
            List<Resource> selected = target.selector().map(resources::select).orElseGet(resources::all);
            selected.forEach(resource -> set(resource, target));
        }
    }

    private void set(Resource resource, Target target) {
        if (target.fieldPath().equals(NAMESPACE)) {
            new NamespaceTransformer(value, List.of(), false, NamespaceTransformer.SubjectMode.DEFAULT_ONLY)
                    .apply(resource);
            return;
        }
        Lookup.create(resource.node(), parts(target.fieldPath()), Kind.SCALAR).ifPresent(field -> {
            field.demand(Kind.SCALAR);
            String text = target.position() > 0 ? inserted(field.value(), target.position() - 1) : value;
            Setter.scalar(field, Node.plain(text));
        });
    }

    private static List<String> parts(String path) {
        return path.startsWith("/") ? FieldPath.split("/" + path, '/') : FieldPath.split(path, '/');
    }

    private String inserted(String path, int position) {
        boolean absolute = path.startsWith("/");
        List<String> parts = new ArrayList<>(
                Arrays.stream(path.split("/")).filter(part -> !part.isEmpty()).toList());
        parts.add(Math.min(position, parts.size()), value);
        return (absolute ? "/" : "") + String.join("/", parts);
    }
}
