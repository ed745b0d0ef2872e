package dev.fairlead.render.kustomize.transform;

import dev.fairlead.render.kustomize.fields.FieldSpec;
import dev.fairlead.render.kustomize.fields.FieldWalker;
import dev.fairlead.render.kustomize.resource.Gvk;
import dev.fairlead.render.kustomize.resource.Resource;
import dev.fairlead.render.kustomize.resource.ResourceId;
import dev.fairlead.render.kustomize.resource.ResourceSet;
import dev.fairlead.render.yaml.Node;
import dev.fairlead.render.yaml.Setter;
import java.util.List;

/** Puts a text before or behind names. Namespaces and definitions of kinds keep theirs, as others would not find them. */
public record NameTransformer(String text, boolean before, List<FieldSpec> fields) implements Transformer {
    private static final String NAME = "metadata/name";
    private static final List<Gvk> KEEP = List.of(
            new Gvk("", "", "CustomResourceDefinition"),
            new Gvk("apiregistration.k8s.io", "", "APIService"),
            new Gvk("", "", "Namespace"));

    @Override
    public void transform(ResourceSet resources) {
        for (Resource resource : resources.all()) {
            ResourceId id = resource.originalId();
            if (KEEP.stream().noneMatch(id.gvk()::selectedBy)) {
                for (FieldSpec field : fields) {
                    if (id.gvk().selectedBy(field.gvk())) {
                        rename(resource, field);
                    }
                }
            }
        }
    }

    private void rename(Resource resource, FieldSpec field) {
        if (field.path().equals(NAME) && !text.isEmpty()) {
            if (before) {
                resource.addPrefix(text);
            } else {
                resource.addSuffix(text);
            }
            resource.rememberName();
        }
        FieldWalker.TEXTS.visit(
                resource.node(),
                field,
                node -> Setter.scalar(node, Node.plain(before ? text + node.value() : node.value() + text)));
    }
}
