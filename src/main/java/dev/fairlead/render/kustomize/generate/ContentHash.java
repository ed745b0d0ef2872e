package dev.fairlead.render.kustomize.generate;

import dev.fairlead.render.RenderException;
import dev.fairlead.render.kustomize.resource.DataMaps;
import dev.fairlead.render.kustomize.resource.Resource;
import dev.fairlead.render.yaml.Json;
import dev.fairlead.render.yaml.Kind;
import dev.fairlead.render.yaml.Node;
import dev.fairlead.render.yaml.Values;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The suffix of a generated object's name: ten digits of the SHA-256 of its content as JSON, with some digits exchanged for letters so that no word
 * comes out. The same as kustomize's and kubectl's.
 */
public final class ContentHash {
    private static final int LENGTH = 10;

    private ContentHash() {}

    /** The suffix for an object as it is now. */
    public static String of(Resource resource) {
        Map<String, Object> content = new TreeMap<>();
        content.put("kind", resource.kind());
        content.put("name", "");
        Node node = resource.node();
        content.put(DataMaps.DATA, value(node.get(DataMaps.DATA)));
        switch (resource.kind()) {
            case "ConfigMap" -> putMap(content, node, DataMaps.BINARY_DATA);
            case "Secret" -> {
                content.put("type", value(node.get("type")));
                putMap(content, node, "stringData");
            }
            default ->
                throw RenderException.unsupported(
                        "",
                        "the hash of a " + resource.kind() + " is not known to this renderer",
                        "set disableNameSuffixHash, or configure the kustomize binary");
        }
        return encoded(sha256(Json.compact(content)));
    }

    private static void putMap(Map<String, Object> content, Node node, String field) {
        Node value = node.get(field);
        if (value != null && value.is(Kind.MAPPING)) {
            content.put(field, value(value));
        }
    }

    private static Object value(@Nullable Node node) {
        if (node == null) {
            return "";
        }
        return node.is(Kind.SCALAR) ? node.value() : Values.floating(Values.of(node));
    }

    private static String encoded(String hex) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            char digit = hex.charAt(i);
            letters.append(
                    switch (digit) {
                        case '0' -> 'g';
                        case '1' -> 'h';
                        case '3' -> 'k';
                        case 'a' -> 'm';
                        case 'e' -> 't';
                        default -> digit;
                    });
        }
        return letters.toString();
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }
}
