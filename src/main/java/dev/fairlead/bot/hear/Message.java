package dev.fairlead.bot.hear;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** An event as it was sent. What is not there reads as empty text. */
record Message(Function<String, String> headers, JsonNode body) {
    String header(String name) {
        return headers.apply(name);
    }

    String text(String... path) {
        return at(path).asText("");
    }

    /** The items of a list. */
    List<Message> items(String... path) {
        List<Message> items = new ArrayList<>();
        at(path).forEach(item -> items.add(new Message(headers, item)));
        return items;
    }

    Message part(String... path) {
        return new Message(headers, at(path));
    }

    boolean has(String... path) {
        return !at(path).isMissingNode() && !at(path).isNull();
    }

    private JsonNode at(String... path) {
        JsonNode node = body;
        for (String name : path) {
            node = node.path(name);
        }
        return node;
    }
}
