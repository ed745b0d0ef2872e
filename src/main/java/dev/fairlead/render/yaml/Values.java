package dev.fairlead.render.yaml;

import dev.fairlead.render.RenderException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * From trees to plain values and back: {@link String}, {@link Boolean}, {@link Long}, {@link BigInteger} (of 64 bits), {@link Double}, {@link JsonNull},
 * {@link List} and {@link Map} with strings as keys. A tree's values are what is read from the text that the tree is written as.
 */
public final class Values {
    private Values() {}

    /** A whole object: keys that look like numbers become strings here, but not further down, where they are an error. */
    public static Map<String, Object> object(Node node) {
        node.demand(Kind.MAPPING);
        boolean flow = node.style() == Style.FLOW;
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i + 1 < node.content().size(); i += 2) {
            put(map, node.content().get(i), of(node.content().get(i + 1), flow));
        }
        return map;
    }

    /** The value of a tree. */
    public static Object of(Node node) {
        return of(node, false);
    }

    private static Object of(Node node, boolean inFlow) {
        boolean flow = inFlow || node.style() == Style.FLOW;
        return switch (node.kind()) {
            case SCALAR -> scalar(node, inFlow, false);
            case SEQUENCE -> {
                List<Object> items = new ArrayList<>(node.content().size());
                for (Node item : node.content()) {
                    items.add(of(item, flow));
                }
                yield items;
            }
            case MAPPING -> mapping(node, flow);
        };
    }

    private static Map<String, Object> mapping(Node node, boolean flow) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i + 1 < node.content().size(); i += 2) {
            Node key = node.content().get(i);
            if (key.kind() != Kind.SCALAR || !(scalar(key, flow, true) instanceof String)) {
                throw RenderException.of(
                        "the key '" + key.value() + "' is no string" + inLine(key), "quote the key, or correct it");
            }
            put(map, key, of(node.content().get(i + 1), flow));
        }
        return map;
    }

    private static void put(Map<String, Object> map, Node key, Object value) {
        if (map.put(key.value(), value) != null) {
            throw RenderException.of(
                    "the key '" + key.value() + "' is there twice" + inLine(key), "keep one of the two");
        }
    }

    private static String inLine(Node node) {
        return node.line() == 0 ? "" : " (line " + node.line() + ")";
    }

    private static Object scalar(Node node, boolean flow, boolean key) {
        Object value = read(node, flow, key);
        if (value instanceof Double number && !Double.isFinite(number)) {
            throw RenderException.of(
                    "'" + node.value() + "' is no number that JSON has" + inLine(node), "quote it, or correct it");
        }
        return value;
    }

    private static Object read(Node node, boolean flow, boolean key) {
        String tag = writtenTag(node);
        if (tag.isEmpty()) {
            Style style = writtenStyle(node, flow, key);
            if (style != Style.PLAIN) {
                return style == Style.FOLDED ? folded(node) : node.value();
            }
            Scalars.Resolved resolved = Scalars.resolve(node.value());
            return resolved.value();
        }
        if (tag.equals(Tags.STR)) {
            return node.value();
        }
        if (tag.equals(Tags.BINARY)) {
            return new String(Base64.getMimeDecoder().decode(node.value()), StandardCharsets.UTF_8);
        }
        return Scalars.readable(tag) ? Scalars.typed(tag, node.value()) : node.value();
    }

    /** What is read from a folded text after it was written: more than was in it, where indented lines follow others. */
    private static String folded(Node node) {
        Node mapping = Node.mapping();
        mapping.append("text", node);
        return YamlReader.first(NodeWriter.document(mapping), "")
                .flatMap(read -> read.find("text"))
                .map(Node::value)
                .orElse(node.value());
    }

    /** The tag that is written before a scalar; empty where the text and its style say enough. */
    static String writtenTag(Node node) {
        String tag = node.tag();
        if (tag.isEmpty() || node.tagWritten()) {
            return tag;
        }
        boolean said =
                tag.equals(Tags.STR) || Scalars.resolve(node.value()).tag().equals(tag);
        return said ? "" : tag;
    }

    /** The style that a scalar without a written tag gets. */
    static Style writtenStyle(Node node, boolean flow, boolean key) {
        Style asked = node.style();
        if (asked == Style.PLAIN) {
            if (node.value().indexOf('\n') >= 0) {
                asked = Style.LITERAL;
            } else if (node.tag().equals(Tags.STR)
                    && !node.tagWritten()
                    && !Scalars.resolve(node.value()).tag().equals(Tags.STR)) {
                asked = Style.DOUBLE_QUOTED;
            }
        }
        return Emitter.possible(asked, node.value(), Analysis.of(node.value()), flow, key);
    }

    /** A tree that, written and read, has this value; made as go-yaml 3 writes Go's maps. */
    public static Node node(Object value) {
        if (value instanceof Map<?, ?> map) {
            Node node = Node.mapping();
            node.retype(Kind.MAPPING, Tags.MAP);
            new TreeMap<Object, Object>(map).forEach((key, child) -> {
                node.content().add(text((String) key));
                node.content().add(node(child));
            });
            return map.isEmpty() ? node.withStyle(Style.FLOW) : node;
        }
        if (value instanceof List<?> list) {
            Node node = Node.sequence();
            node.retype(Kind.SEQUENCE, Tags.SEQ);
            list.forEach(item -> node.content().add(node(item)));
            return list.isEmpty() ? node.withStyle(Style.FLOW) : node;
        }
        return value instanceof String text ? text(text) : number(value);
    }

    private static Node text(String text) {
        Style asked = text.indexOf('\n') >= 0 ? Style.LITERAL : Scalars.plain(text) ? Style.PLAIN : Style.DOUBLE_QUOTED;
        Style style = Emitter.possible(asked, text, Analysis.of(text), false, false);
        return Node.scalar(Tags.STR, text).withStyle(style);
    }

    private static Node number(Object value) {
        String text = value instanceof Double number ? Numbers.shortest(number) : value.toString();
        return Node.scalar(Scalars.resolve(text).tag(), text);
    }

    /** The tree of a value that was written as JSON and read as YAML. */
    public static Node jsonNode(Object value) {
        if (value instanceof Map<?, ?> map) {
            Node node = Node.mapping().withStyle(Style.FLOW);
            node.retype(Kind.MAPPING, Tags.MAP);
            map.forEach((key, child) -> {
                node.content().add(Node.scalar(Tags.STR, (String) key).withStyle(Style.DOUBLE_QUOTED));
                node.content().add(jsonNode(child));
            });
            return node;
        }
        if (value instanceof List<?> list) {
            Node node = Node.sequence().withStyle(Style.FLOW);
            node.retype(Kind.SEQUENCE, Tags.SEQ);
            list.forEach(item -> node.content().add(jsonNode(item)));
            return node;
        }
        if (value instanceof String text) {
            return Node.scalar(Tags.STR, text).withStyle(Style.DOUBLE_QUOTED);
        }
        String text = value instanceof Double number ? Numbers.json(number) : value.toString();
        return Node.scalar(Scalars.resolve(text).tag(), text);
    }

    /** The value with every number as {@code encoding/json} keeps it in a map: floating, exact up to 2^53. */
    public static Object floating(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, child) -> copy.put((String) key, floating(child)));
            return copy;
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(item -> copy.add(floating(item)));
            return copy;
        }
        return value instanceof Long || value instanceof BigInteger ? ((Number) value).doubleValue() : value;
    }
}
