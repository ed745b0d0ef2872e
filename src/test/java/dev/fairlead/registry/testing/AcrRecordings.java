package dev.fairlead.registry.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** Sessions with a real Azure Container Registry that were recorded, from the conformance data beside the project. */
public final class AcrRecordings {
    private static final Path FOLDER = Path.of("..", "shared", "conformance", "acr");

    private AcrRecordings() {}

    /**
     * One request and its response.
     *
     * @param path with its query
     * @param form of the request's body; empty where there is none
     * @param headers of the response, each with its first value
     */
    public record Entry(
            String method,
            String path,
            Map<String, String> form,
            int status,
            Map<String, String> headers,
            JsonNode body) {

        public Optional<String> header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(Map.Entry::getValue)
                    .findFirst();
        }

        @Override
        public String toString() {
            return method + " " + path + " → " + status;
        }
    }

    /** Every entry of every recording; the test is skipped where there are none. */
    public static List<Entry> read() {
        if (!Files.isDirectory(FOLDER)) {
            Assumptions.abort("no recordings at " + FOLDER + ": this conformance test is skipped");
        }
        List<Entry> entries = new ArrayList<>();
        try (var files = Files.list(FOLDER)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                new ObjectMapper().readTree(file.toFile()).path("entries").forEach(entry -> entries.add(entry(entry)));
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return entries;
    }

    private static Entry entry(JsonNode entry) {
        return new Entry(
                entry.path("method").asText(),
                entry.path("path").asText(),
                texts(entry.path("requestForm")),
                entry.path("status").asInt(),
                texts(entry.path("headers")),
                entry.path("body"));
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new HashMap<>();
        object.properties()
                .forEach(field -> texts.put(
                        field.getKey(),
                        field.getValue().isArray()
                                ? field.getValue().get(0).asText()
                                : field.getValue().asText()));
        return texts;
    }
}
