package dev.fairlead.forge.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Fields of a forge's JSON, which may be missing or null. */
public final class Fields {
    private Fields() {}

    /** A text that is not empty. */
    public static Optional<String> text(JsonNode json, String field) {
        JsonNode value = json.path(field);
        return value.isTextual() && !value.asText().isEmpty() ? Optional.of(value.asText()) : Optional.empty();
    }

    /** A text of several lines, with the line ends that we send whatever a web form made of them. */
    public static String lines(JsonNode json, String field) {
        return json.path(field).asText("").replace("\r\n", "\n");
    }

    /**
     * A time after RFC 3339.
     *
     * @param forge as messages name it
     * @param place what is read
     */
    public static Instant time(JsonNode json, String field, String forge, String place) {
        try {
            return OffsetDateTime.parse(json.path(field).asText()).toInstant();
        } catch (DateTimeException e) {
            throw NoAnswer.malformed(place, forge, e);
        }
    }

    /** This field of each item of a list, sorted. */
    public static List<String> names(JsonNode json, String list, String field) {
        return StreamSupport.stream(json.path(list).spliterator(), false)
                .map(item -> item.path(field).asText())
                .sorted()
                .toList();
    }
}
