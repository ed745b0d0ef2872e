package dev.fairlead.render.yaml;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Plain values of a tree by YAML 1.1, where {@code yes} is true; keys of other types become strings, and of two equal ones the last counts. */
public final class OldValues {
    private OldValues() {}

    /** The value of a tree. */
    public static Object of(Node node) {
        return switch (node.kind()) {
            case SCALAR -> scalar(node);
            case SEQUENCE -> {
                List<Object> items = new ArrayList<>();
                node.content().forEach(item -> items.add(of(item)));
                yield items;
            }
            case MAPPING -> {
                Map<String, Object> map = new LinkedHashMap<>();
                for (int i = 0; i + 1 < node.content().size(); i += 2) {
                    Object key = scalar(node.content().get(i));
                    map.put(
                            key instanceof Double number ? Numbers.shortest(number) : key.toString(),
                            of(node.content().get(i + 1)));
                }
                yield map;
            }
        };
    }

    /** The value of a scalar. */
    public static Object scalar(Node node) {
        if (node.tagWritten()) {
            return switch (node.tag()) {
                case Tags.STR -> node.value();
                case Tags.BINARY -> new String(Base64.getMimeDecoder().decode(node.value()), StandardCharsets.UTF_8);
                default -> Scalars.readable(node.tag()) ? Scalars.typed(node.tag(), node.value()) : node.value();
            };
        }
        if (node.style() != Style.PLAIN) {
            return node.value();
        }
        Scalars.Resolved resolved = Scalars.resolveOld(node.value());
        return resolved.tag().equals(Tags.TIMESTAMP) ? node.value() : resolved.value();
    }
}
