package dev.fairlead.manifest.marker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.manifest.field.Part;
import dev.fairlead.manifest.field.PolicyName;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Flux's marker, <code>{"$imagepolicy": "namespace:policy[:tag|:name|:digest]"}</code>, as its image automation controller
 * reads it: the JSON object is all of the comment.
 */
public final class FluxMarker {
    /** The text without which no comment is such a marker. */
    public static final String KEY = "$imagepolicy";

    /** How everybody writes it; the rest is left to a JSON parser. */
    private static final Pattern USUAL = Pattern.compile("\\{\\s*\"\\$imagepolicy\"\\s*:\\s*\"([^\"\\\\]*)\"\\s*}");

    private static final Map<String, Part> PARTS = Map.of("tag", Part.TAG, "name", Part.NAME, "digest", Part.DIGEST);

    private FluxMarker() {}

    /** The marker in this comment, the text after {@code #}; empty if it does not mean to be one. */
    public static Optional<Marker> read(String comment) {
        String text = comment.replaceFirst("^[#\\s]+", "").strip();
        if (!text.startsWith("{") || !text.contains(KEY)) {
            return Optional.empty();
        }
        return Optional.of(object(text));
    }

    private static Marker object(String text) {
        Matcher usual = USUAL.matcher(text);
        if (usual.matches()) {
            return setter(usual.group(1));
        }
        JsonNode value;
        try {
            value = new ObjectMapper().readTree(text).path(KEY);
        } catch (JsonProcessingException notJson) {
            return new Marker.Broken("it is no JSON object such as {\"" + KEY + "\": \"flux-system:api\"}");
        }
        return value.isTextual() ? setter(value.textValue()) : new Marker.Broken("its " + KEY + " is no string");
    }

    private static Marker setter(String text) {
        String[] words = text.split(":", -1);
        Optional<PolicyName> policy =
                words.length < 2 ? Optional.empty() : PolicyName.tryParse(words[0] + ":" + words[1]);
        if (policy.isEmpty() || words.length > 3) {
            return new Marker.Broken("'" + text + "' is not NAMESPACE:POLICY, NAMESPACE:POLICY:tag, :name or :digest");
        }
        if (words.length == 2) {
            return new Marker.Flux(policy.get(), Part.REFERENCE);
        }
        Part part = PARTS.get(words[2]);
        return part == null
                ? new Marker.Broken("':" + words[2] + "' is none of :tag, :name and :digest")
                : new Marker.Flux(policy.get(), part);
    }
}
