package dev.fairlead.demo.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.demo.registry.EmbeddedRegistry.Options;
import dev.fairlead.registry.RegistrySettings;
import dev.fairlead.registry.testing.AcrRecordings;
import dev.fairlead.registry.testing.AcrRecordings.Entry;
import dev.fairlead.registry.wire.JdkWire;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The embedded registry against what a real ACR answered: each recorded request gets an answer of the recorded shape. */
class AcrConformanceTest {
    private static final String RECORDED = "myregistry.azurecr.io";
    private static final String ENTRA = "an Entra token";
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{7}Z");
    private static final Pattern JWT = Pattern.compile("[\\w-]+\\.[\\w-]+\\.[\\w-]+");
    private static final Pattern DIGEST = Pattern.compile("sha256(?::|%3A)[0-9a-f]{64}");

    private final Map<String, String> tokens = new HashMap<>();

    /** The repository of the recordings: some tags, and more manifests than a page holds. */
    private static void fill(EmbeddedRegistry registry, List<Entry> entries) {
        var image =
                new TinyImage(Map.of(), Optional.of(Instant.EPOCH), List.of("linux/arm", "linux/arm64", "linux/amd64"));
        Instant pushed = Instant.parse("2023-03-02T23:15:30Z");
        for (Entry entry : entries) {
            for (JsonNode tag : entry.body().path("tags")) {
                registry.push("library/hello-world", tag.path("name").asText(), image, pushed);
            }
        }
        registry.push("library/hello-world", "zz-the-page-after", image, pushed);
    }

    @Test
    void everyRecordedRequestGetsAnAnswerOfTheRecordedShape() throws Exception {
        List<Entry> entries = AcrRecordings.read();
        try (var registry = EmbeddedRegistry.start(Options.acr().withEntraToken(ENTRA))) {
            fill(registry, entries);
            HttpClient client = JdkWire.clientBuilder(registry.settings(RegistrySettings.plain()))
                    .build();
            int replayed = 0;
            for (Entry entry : entries) {
                HttpResponse<String> answer = client.send(request(entry, registry), BodyHandlers.ofString());
                compare(entry, answer, registry);
                replayed++;
            }
            assertThat(replayed).isEqualTo(entries.size()).isGreaterThanOrEqualTo(7);
        }
    }

    private HttpRequest request(Entry entry, EmbeddedRegistry registry) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(registry.url() + later(entry.path(), registry)));
        if (entry.method().equals("POST")) {
            return request.header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(form(entry, registry)))
                    .build();
        }
        if (entry.status() != 401) {
            request.header("Authorization", "Bearer " + tokens.get("access_token"));
        }
        return request.GET().build();
    }

    /** A page after a digest is asked for after a digest that is there. */
    private static String later(String path, EmbeddedRegistry registry) {
        return path.contains("last=sha256") ? DIGEST.matcher(path).replaceFirst("sha256%3A" + "0".repeat(64)) : path;
    }

    private String form(Entry entry, EmbeddedRegistry registry) {
        return entry.form().entrySet().stream()
                .map(field -> field.getKey() + "="
                        + URLEncoder.encode(value(field.getKey(), field.getValue(), registry), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private String value(String name, String recorded, EmbeddedRegistry registry) {
        return switch (name) {
            case "access_token" -> ENTRA;
            case "refresh_token" -> tokens.getOrDefault("refresh_token", "");
            default -> recorded.replace(RECORDED, registry.host());
        };
    }

    private void compare(Entry entry, HttpResponse<String> answer, EmbeddedRegistry registry) throws Exception {
        assertThat(answer.statusCode()).as("status of %s", entry).isEqualTo(entry.status());
        for (String name : List.of("Content-Type", "Docker-Distribution-Api-Version", "WWW-Authenticate", "Link")) {
            Optional<String> recorded = entry.header(name).map(value -> value.replace(RECORDED, registry.host()));
            if (recorded.isPresent()) {
                assertThat(answer.headers().firstValue(name).map(AcrConformanceTest::faceless))
                        .as("%s of %s", name, entry)
                        .isEqualTo(recorded.map(AcrConformanceTest::faceless));
            }
        }
        JsonNode body = new ObjectMapper().readTree(answer.body());
        for (String token : List.of("refresh_token", "access_token")) {
            if (body.has(token)) {
                assertThat(body.path(token).asText()).matches(JWT);
                tokens.put(token, body.path(token).asText());
            }
        }
        assertThat(shape(body)).as("body of %s", entry).isEqualTo(shape(entry.body()));
        assertThat(faceless(exact(body, registry))).isEqualTo(faceless(exact(entry.body(), registry)));
    }

    /** A text without digests, of which each registry has its own. */
    private static String faceless(String text) {
        return DIGEST.matcher(URLDecoder.decode(text, StandardCharsets.UTF_8)).replaceAll("DIGEST");
    }

    /** What must be the same to the letter: names, codes and messages. */
    private static String exact(JsonNode body, EmbeddedRegistry registry) {
        List<String> texts = new ArrayList<>();
        for (String field : List.of("registry", "imageName", "name", "code", "message", "Type", "Name", "Action")) {
            body.findValues(field).forEach(value -> texts.add(field + "=" + value.asText()));
        }
        return texts.toString().replace(RECORDED, registry.host());
    }

    /** The names and kinds of every field, with times, digests and tokens told apart from other texts. */
    private static String shape(JsonNode node) {
        if (node.isArray()) {
            return "[" + (node.isEmpty() ? "" : shape(node.get(0))) + "]";
        }
        if (node instanceof ObjectNode object) {
            return object.properties().stream()
                    // a manifest's quarantine state is told only where the registry has a quarantine
                    .filter(field -> !field.getKey().equals("quarantineState"))
                    .map(field -> field.getKey() + ":" + shape(field.getValue()))
                    .sorted()
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (node.isTextual()) {
            return TIME.matcher(node.asText()).matches()
                    ? "time"
                    : DIGEST.matcher(node.asText()).matches() ? "digest" : "text";
        }
        return node.getNodeType().name();
    }
}
