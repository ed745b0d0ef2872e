package dev.fairlead.registry.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a registry says in the body of a refusal: {@code {"errors":[{"code":…,"message":…,"detail":…}]}}, by the OCI
 * distribution specification.
 *
 * @param code such as {@code MANIFEST_UNKNOWN}
 * @param message for a person; one line, shortened
 * @param action the permission that ACR misses, such as {@code metadata_read}; empty elsewhere
 */
public record ErrorBody(String code, String message, Optional<String> action) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 200;

    /** What the body of this answer says; empty where it is of another form. */
    public static List<ErrorBody> read(Answer answer) {
        try {
            JsonNode root = JSON.readTree(answer.body());
            List<ErrorBody> errors = new ArrayList<>();
            for (JsonNode error : root == null ? JSON.createArrayNode() : root.path("errors")) {
                errors.add(new ErrorBody(
                        line(error.path("code").asText()),
                        line(error.path("message").asText()),
                        action(error.path("detail"))));
            }
            return errors;
        } catch (IOException e) {
            return List.of(); // a proxy's HTML page, for one
        }
    }

    /** The codes alone. */
    public static List<String> codes(Answer answer) {
        return read(answer).stream().map(ErrorBody::code).toList();
    }

    private static Optional<String> action(JsonNode detail) {
        JsonNode first = detail.isArray() ? detail.path(0) : detail;
        return Optional.of(line(first.path("Action").asText())).filter(text -> !text.isEmpty());
    }

    private static String line(String text) {
        String printable = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return printable.length() <= LONGEST ? printable : printable.substring(0, LONGEST) + "…";
    }
}
