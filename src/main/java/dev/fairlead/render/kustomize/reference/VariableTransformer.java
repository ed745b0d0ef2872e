package dev.fairlead.render.kustomize.reference;

import dev.fairlead.render.RenderException;
import dev.fairlead.render.kustomize.fields.FieldSpec;
import dev.fairlead.render.kustomize.fields.FieldWalker;
import dev.fairlead.render.kustomize.resource.Resource;
import dev.fairlead.render.kustomize.resource.ResourceSet;
import dev.fairlead.render.kustomize.transform.Transformer;
import dev.fairlead.render.yaml.Node;
import dev.fairlead.render.yaml.Numbers;
import dev.fairlead.render.yaml.Tags;
import java.util.List;
import java.util.Map;

/** Puts the values of variables in the place of {@code $(NAME)}; a field that is nothing but that gets the value's type too. */
public record VariableTransformer(Map<String, Object> values, List<FieldSpec> fields) implements Transformer {

    @Override
    public void transform(ResourceSet resources) {
        for (Resource resource : resources.all()) {
            fields.forEach(field -> FieldWalker.EXISTING.visit(resource.node(), field, this::expand));
        }
    }

    private void expand(Node node) {
        if (node.isNull()) {
            return;
        }
        switch (node.kind()) {
            case SCALAR -> expandText(node);
            case MAPPING -> {
                for (int i = 0; i + 1 < node.content().size(); i += 2) {
                    if (!node.content().get(i).isText()) {
                        throw RenderException.of(
                                "the key '" + node.content().get(i).value() + "' is no text", "quote it");
                    }
                    expandText(node.content().get(i + 1));
                }
            }
            case SEQUENCE -> {
                for (Node item : node.content()) {
                    if (!item.isText()) {
                        throw RenderException.of("an item is no text, but may hold variables", "quote it");
                    }
                    expandText(item);
                }
            }
        }
    }

    private void expandText(Node node) {
        if (!node.isText()) {
            return;
        }
        Object expanded = new Expansion(values).of(node.value());
        if (expanded instanceof String text) {
            node.changeScalar(Tags.STR, text);
        } else if (expanded instanceof Boolean) {
            node.changeScalar(Tags.BOOL, expanded.toString());
        } else if (expanded instanceof Double number) {
            node.changeScalar(Tags.FLOAT, Numbers.positional(number));
        } else {
            node.changeScalar(Tags.INT, expanded.toString());
        }
    }
}
