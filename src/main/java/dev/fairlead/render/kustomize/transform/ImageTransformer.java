package dev.fairlead.render.kustomize.transform;

import dev.fairlead.render.kustomize.fields.FieldSpec;
import dev.fairlead.render.kustomize.fields.FieldWalker;
import dev.fairlead.render.kustomize.resource.Resource;
import dev.fairlead.render.kustomize.resource.ResourceSet;
import dev.fairlead.render.kustomize.spec.Image;
import dev.fairlead.render.yaml.Kind;
import dev.fairlead.render.yaml.Node;
import dev.fairlead.render.yaml.Setter;
import java.util.List;
import java.util.Set;

/** Changes the images of one name: in every list of containers wherever it is, and in the configured fields. */
public record ImageTransformer(Image image, List<FieldSpec> fields) implements Transformer {
    private static final Set<String> CONTAINERS = Set.of("containers", "initContainers");

    @Override
    public void transform(ResourceSet resources) {
        for (Resource resource : resources.all()) {
            if (!resource.kind().equals("CustomResourceDefinition")) {
                walk(resource.node());
            }
        }
        for (Resource resource : resources.all()) {
            if (!resource.kind().equals("CustomResourceDefinition")) {
                fields.forEach(field -> FieldWalker.EXISTING.visit(resource.node(), field, this::change));
            }
        }
    }

    private void walk(Node node) {
        if (node.is(Kind.SEQUENCE)) {
            node.content().forEach(this::walk);
            return;
        }
        if (!node.is(Kind.MAPPING)) {
            return;
        }
        for (int i = 0; i + 1 < node.content().size(); i += 2) {
            Node value = node.content().get(i + 1);
            walk(value);
            if (CONTAINERS.contains(node.content().get(i).value()) && value.is(Kind.SEQUENCE)) {
                value.content().forEach(this::changeContainer);
            }
        }
    }

    private void changeContainer(Node container) {
        if (container.isNull()) {
            return;
        }
        container.demand(Kind.MAPPING);
        container.find("image").ifPresent(this::change);
    }

    private void change(Node node) {
        node.demand(Kind.SCALAR);
        if (ImageName.named(node.value(), image.name())) {
            Setter.scalar(
                    node, Node.plain(ImageName.of(node.value()).changed(image).toString()));
        }
    }
}
