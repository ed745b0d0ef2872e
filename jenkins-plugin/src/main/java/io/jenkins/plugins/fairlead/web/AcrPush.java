package io.jenkins.plugins.fairlead.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * An event of an Azure Container Registry, as far as it matters here. Its form is Microsoft's "Azure Container Registry webhook
 * reference".
 *
 * @param push whether an image was pushed; anything else is of no interest
 * @param host of the registry
 * @param repository without the host; empty where the event is about none
 * @param tag that was pushed; empty where only a digest was
 */
record AcrPush(boolean push, String host, String repository, String tag) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The event; empty where this is none. */
    static Optional<AcrPush> parse(byte[] body) {
        try {
            JsonNode event = JSON.readTree(new String(body, StandardCharsets.UTF_8));
            String host = text(event, "request", "host").toLowerCase(Locale.ROOT);
            return host.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new AcrPush(
                            "push".equals(event.path("action").asText()),
                            host,
                            text(event, "target", "repository"),
                            text(event, "target", "tag")));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static String text(JsonNode event, String part, String name) {
        return event.path(part).path(name).asText("");
    }

    /** The image's name, as triggers write it. */
    String image() {
        return host + "/" + repository;
    }
}
