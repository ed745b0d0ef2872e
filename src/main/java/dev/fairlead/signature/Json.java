package dev.fairlead.signature;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Base64;

/** Reads what others have signed: what could be read in two ways is not read. */
final class Json {
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    static JsonNode object(byte[] bytes, String what) throws Unproven {
        try {
            JsonNode node = STRICT.readTree(bytes);
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (IOException e) {
            throw new Unproven(what + " is no JSON", e);
        }
        throw new Unproven(what + " is no JSON object");
    }

    static String text(JsonNode node, String what) throws Unproven {
        if (!node.isTextual()) {
            throw new Unproven(what + " is missing");
        }
        return node.textValue();
    }

    static byte[] base64(JsonNode node, String what) throws Unproven {
        return base64(text(node, what), what);
    }

    /** Of the standard's alphabet, or the one for URLs, which DSSE allows too. */
    static byte[] base64(String text, String what) throws Unproven {
        try {
            boolean url = text.indexOf('-') >= 0 || text.indexOf('_') >= 0;
            return (url ? Base64.getUrlDecoder() : Base64.getDecoder()).decode(text.strip());
        } catch (IllegalArgumentException e) {
            throw new Unproven(what + " is no base64", e);
        }
    }
}
