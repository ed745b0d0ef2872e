package dev.fairlead.render.kustomize.reference;

import dev.fairlead.Problem;
import dev.fairlead.render.RenderException;
import dev.fairlead.render.kustomize.fields.FieldPath;
import dev.fairlead.render.kustomize.fields.Lookup;
import dev.fairlead.render.kustomize.resource.Resource;
import dev.fairlead.render.kustomize.spec.Variable;
import dev.fairlead.render.yaml.Kind;
import dev.fairlead.render.yaml.Node;
import dev.fairlead.render.yaml.Scalars;
import dev.fairlead.render.yaml.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The value that a variable has: a text, a number or a truth value. */
final class FieldValue {
    private static final Pattern INDEXED = Pattern.compile("(.*)\\[(\\d+)]");

    private FieldValue() {}

    /** The field that a variable names, as {@link String}, {@link Long}, {@link Double} or {@link Boolean}; a mapping or list as itself. */
    static Object of(Resource source, Variable variable) {
        Node node = Lookup.find(source.node(), path(variable.fieldPath()))
                .orElseThrow(() -> new RenderException(new Problem(
                        variable.place(),
                        source.id() + " has no field " + variable.fieldPath() + " for the variable " + variable.name(),
                        "correct fieldref.fieldPath")));
        if (!node.is(Kind.SCALAR)) {
            return node;
        }
        return switch (node.tag()) {
            case Tags.INT, Tags.FLOAT, Tags.BOOL -> typed(node);
            default -> node.value();
        };
    }

    private static Object typed(Node node) {
        Scalars.Resolved resolved = Scalars.resolve(node.value());
        boolean right = resolved.tag().equals(node.tag());
        if (!right) {
            throw RenderException.of("'" + node.value() + "' is no " + node.tag(), "correct the field");
        }
        return resolved.value();
    }

    /** {@code ports[0].name} as three names. */
    private static List<String> path(String text) {
        List<String> path = new ArrayList<>();
        for (String part : FieldPath.dotted(text)) {
            Matcher match = INDEXED.matcher(part);
            if (!match.matches()) {
                path.add(part);
                continue;
            }
            if (!match.group(1).isEmpty()) {
                path.add(match.group(1));
            }
            path.add(match.group(2));
        }
        return path;
    }
}
