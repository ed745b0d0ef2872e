package dev.fairlead.registry.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.image.ImageName;
import dev.fairlead.registry.ImageDetails;
import dev.fairlead.registry.Platform;
import dev.fairlead.registry.RegistryException;
import dev.fairlead.registry.RegistryException.Kind;
import dev.fairlead.registry.remote.RemoteRegistries;
import dev.fairlead.registry.testing.StubRegistry;
import dev.fairlead.registry.testing.StubRegistry.Told;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read out of the documents that make up an image. */
class ImageInspectorTest {
    private static final String INDEX = "application/vnd.oci.image.index.v1+json";
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final String CONFIG = "application/vnd.oci.image.config.v1+json";

    private final Map<String, Told> served = new HashMap<>();

    /** Serves a document under its digest, and gives its descriptor without the closing brace. */
    private String document(String type, String json) {
        String digest = digest(json);
        served.put(digest, Told.json(json).with("Content-Type", type));
        return "{\"mediaType\":\"" + type + "\",\"size\":" + json.length() + ",\"digest\":\"" + digest + "\"";
    }

    private static String digest(String json) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(sum);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private String manifest(String config, String annotations) {
        return "{\"schemaVersion\":2,\"config\":" + document(CONFIG, config) + "},\"layers\":[]" + annotations + "}";
    }

    private ImageDetails details(String type, String json) {
        document(type, json);
        try (var stub = StubRegistry.start(seen -> served.getOrDefault(
                        seen.path().substring(seen.path().lastIndexOf('/') + 1), Told.error(404, "MANIFEST_UNKNOWN")));
                var registries = RemoteRegistries.open(stub.settings())) {
            ImageName app = stub.image("team/app");
            return registries.forImage(app).details(app, digest(json));
        }
    }

    private void refused(String type, String json, String told) {
        assertThatThrownBy(() -> details(type, json))
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.kind()).isEqualTo(Kind.MALFORMED))
                .hasMessageContaining(told);
    }

    @Test
    void oneManifest() {
        String json = manifest(
                "{\"created\":\"2024-05-06T09:08:09.5+02:00\",\"os\":\"linux\",\"architecture\":\"arm\",\"variant\":\"v7\","
                        + "\"config\":{\"Labels\":{\"a\":\"1\",\"org.opencontainers.image.version\":\"label\"}}}",
                ",\"annotations\":{\"org.opencontainers.image.version\":\"annotation\","
                        + "\"org.opencontainers.image.source\":\"https://x\",\"other\":\"no label\"}");
        ImageDetails details = details(MANIFEST, json);
        assertThat(details.digest()).hasToString(digest(json));
        assertThat(details.created()).contains(Instant.parse("2024-05-06T07:08:09.500Z"));
        assertThat(details.platforms()).containsExactly(Platform.parse("linux/arm/v7"));
        assertThat(details.labels())
                .containsOnly(
                        Map.entry("a", "1"),
                        Map.entry("org.opencontainers.image.version", "label"),
                        Map.entry("org.opencontainers.image.source", "https://x"));
    }

    @Test
    void anIndexWithAttestations() {
        String linux = document(
                MANIFEST,
                manifest("{\"created\":\"2024-01-01T00:00:00Z\",\"config\":{\"Labels\":{\"of\":\"linux\"}}}", ""));
        String windows = document(MANIFEST, manifest("{\"config\":{\"Labels\":{\"of\":\"windows\"}}}", ""));
        String index = "{\"schemaVersion\":2,\"manifests\":["
                + windows + ",\"platform\":{\"os\":\"windows\",\"architecture\":\"amd64\",\"os.version\":\"10.0.1\"}},"
                + "{\"mediaType\":\"" + MANIFEST + "\",\"size\":1,\"digest\":\"" + digest("gone")
                + "\",\"platform\":{\"os\":\"unknown\",\"architecture\":\"unknown\"},"
                + "\"annotations\":{\"vnd.docker.reference.type\":\"attestation-manifest\"}},"
                + linux + ",\"platform\":{\"os\":\"linux\",\"architecture\":\"amd64\"}}]}";
        ImageDetails details = details(INDEX, index);
        assertThat(details.digest()).hasToString(digest(index));
        assertThat(details.platforms()).containsExactly(Platform.parse("windows/amd64"), Platform.parse("linux/amd64"));
        assertThat(details.labels()).containsOnly(Map.entry("of", "linux"));
        assertThat(details.created()).contains(Instant.parse("2024-01-01T00:00:00Z"));
    }

    @Test
    void anIndexIsKnownByItsContentWhereItsTypeIsNotTold() {
        String index = "{\"schemaVersion\":2,\"manifests\":[]}";
        assertThat(details("application/json", index))
                .isEqualTo(new ImageDetails(
                        dev.fairlead.image.Digest.parse(digest(index)),
                        java.util.Optional.empty(),
                        List.of(),
                        Map.of()));
    }

    /** Reproducible builds write the start of the epoch for want of a time: that is no age to judge by. */
    @ParameterizedTest
    @ValueSource(strings = {"1970-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "yesterday", ""})
    void aTimeThatIsNoneIsNone(String created) {
        assertThat(details(MANIFEST, manifest("{\"created\":\"" + created + "\"}", ""))
                        .created())
                .isEmpty();
        assertThat(details(
                                MANIFEST,
                                manifest(
                                        "{\"created\":\"" + created + "\"}",
                                        ",\"annotations\":{\"org.opencontainers.image.created\":\"2024-05-06T07:08:09Z\"}"))
                        .created())
                .contains(Instant.parse("2024-05-06T07:08:09Z"));
    }

    @Test
    void aChartIsNoImageToRun() {
        String chart = "{\"schemaVersion\":2,\"config\":{\"mediaType\":\"application/vnd.cncf.helm.config.v1+json\","
                + "\"size\":2,\"digest\":\"" + digest("{}") + "\"},\"layers\":[]}";
        ImageDetails details = details(MANIFEST, chart);
        assertThat(details.platforms()).isEmpty();
        assertThat(details.labels()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"schemaVersion\":1,\"name\":\"x\"}                                 | Docker's schema 1",
                "{\"schemaVersion\":2}                                                | no configuration",
                "{\"schemaVersion\":2,\"config\":{\"mediaType\":\"application/vnd.oci.image.config.v1+json\"}} | by no digest",
                "{\"schemaVersion\":                                                  | is not one",
                "[]                                                                   | is not one",
                "{\"manifests\":[null]}                                               | is not one",
                "{\"manifests\":[{\"digest\":\"x\"}]}                                 | by no digest",
                "{\"manifests\":null}                                                 | lists nothing"
            })
    void whatIsIllFormedIsAnError(String json, String told) {
        refused(json.contains("manifests") ? INDEX : MANIFEST, json, told);
    }

    @Test
    void indexesWithoutEndEnd() {
        String inner = document(INDEX, "{\"manifests\":[]}") + "}";
        for (int depth = 0; depth < 4; depth++) {
            inner = document(INDEX, "{\"manifests\":[" + inner + "]}") + "}";
        }
        refused(INDEX, "{\"manifests\":[" + inner + "]}", "indexes without end");
    }
}
