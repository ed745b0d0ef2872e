package dev.fairlead.demo.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.demo.registry.EmbeddedRegistry.Options;
import dev.fairlead.demo.registry.TinyImage.Document;
import dev.fairlead.image.Digest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The OCI distribution API of the embedded registry, request by request. */
class EmbeddedRegistryTest {
    private static final TinyImage IMAGE = TinyImage.of(Map.of("a", "b"), Instant.parse("2024-05-06T07:08:09Z"));
    private static final byte[] BLOB = "a blob in three chunks".getBytes(StandardCharsets.UTF_8);

    private final EmbeddedRegistry registry = EmbeddedRegistry.start(Options.open());
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        registry.close();
    }

    private HttpResponse<String> send(String method, String path, byte[] body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(registry.url()).resolve(path))
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        return send(method, path, new byte[0]);
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("none");
    }

    private static String code(HttpResponse<String> answer) throws IOException {
        return json(answer).path("errors").path(0).path("code").asText();
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return new ObjectMapper().readTree(answer.body());
    }

    @Test
    void aBlobIsUploadedWhole() throws Exception {
        Digest digest = Content.digest(BLOB);
        HttpResponse<String> whole = send("POST", "/v2/team/app/blobs/uploads/?digest=" + digest, BLOB);
        assertThat(whole.statusCode()).isEqualTo(201);
        assertThat(header(whole, "Location")).isEqualTo("/v2/team/app/blobs/" + digest);
        assertThat(send("GET", "/v2/team/app/blobs/" + digest).body()).isEqualTo("a blob in three chunks");
        HttpResponse<String> head = send("HEAD", "/v2/team/app/blobs/" + digest);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(header(head, "Content-Length")).isEqualTo(String.valueOf(BLOB.length));
        assertThat(header(head, "Docker-Content-Digest")).isEqualTo(digest.toString());
    }

    @Test
    void aBlobIsUploadedInChunksAndInOrder() throws Exception {
        HttpResponse<String> begun = send("POST", "/v2/team/app/blobs/uploads/");
        assertThat(begun.statusCode()).isEqualTo(202);
        String location = header(begun, "Location");

        HttpResponse<String> first = send("PATCH", location, chunk(0, 7), "Content-Range", "0-6");
        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(header(first, "Range")).isEqualTo("0-6");

        HttpResponse<String> outOfOrder = send("PATCH", location, chunk(10, 15), "Content-Range", "10-14");
        assertThat(outOfOrder.statusCode()).isEqualTo(416);
        assertThat(header(outOfOrder, "Range")).isEqualTo("0-6");

        HttpResponse<String> state = send("GET", location);
        assertThat(state.statusCode()).isEqualTo(204);
        assertThat(header(state, "Range")).isEqualTo("0-6");

        assertThat(send("PATCH", location, chunk(7, 15), "Content-Range", "7-14")
                        .statusCode())
                .isEqualTo(202);
        Digest digest = Content.digest(BLOB);
        HttpResponse<String> done = send("PUT", location + "?digest=" + digest, chunk(15, BLOB.length));
        assertThat(done.statusCode()).isEqualTo(201);
        assertThat(send("GET", "/v2/team/app/blobs/" + digest).body()).isEqualTo("a blob in three chunks");
        assertThat(code(send("GET", location))).isEqualTo("BLOB_UPLOAD_UNKNOWN");
    }

    private static byte[] chunk(int from, int to) {
        return java.util.Arrays.copyOfRange(BLOB, from, to);
    }

    @Test
    void anUploadCanBeGivenUp() throws Exception {
        String location = header(send("POST", "/v2/team/app/blobs/uploads/"), "Location");
        assertThat(send("DELETE", location).statusCode()).isEqualTo(204);
        assertThat(send("PUT", location + "?digest=" + Content.digest(BLOB), BLOB)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aBlobIsMountedFromAnotherRepository() throws Exception {
        Digest digest = Content.digest(BLOB);
        send("POST", "/v2/team/one/blobs/uploads/?digest=" + digest, BLOB);
        assertThat(send("POST", "/v2/team/two/blobs/uploads/?mount=" + digest + "&from=team/one")
                        .statusCode())
                .isEqualTo(201);
        assertThat(send("HEAD", "/v2/team/two/blobs/" + digest).statusCode()).isEqualTo(200);
        assertThat(send("POST", "/v2/team/two/blobs/uploads/?mount=" + digest + "&from=team/absent")
                        .statusCode())
                .as("what cannot be mounted begins an upload")
                .isEqualTo(202);
    }

    @Test
    void contentMustHaveItsDigest() throws Exception {
        Digest other = Content.digest(new byte[1]);
        HttpResponse<String> whole = send("POST", "/v2/team/app/blobs/uploads/?digest=" + other, BLOB);
        assertThat(whole.statusCode()).isEqualTo(400);
        assertThat(code(whole)).isEqualTo("DIGEST_INVALID");

        String location = header(send("POST", "/v2/team/app/blobs/uploads/"), "Location");
        assertThat(code(send("PUT", location + "?digest=" + other, BLOB))).isEqualTo("DIGEST_INVALID");

        Document manifest = IMAGE.parts().top();
        assertThat(code(send("PUT", "/v2/team/app/manifests/" + other, manifest.content())))
                .isEqualTo("DIGEST_INVALID");
    }

    @Test
    void aManifestNeedsItsParts() throws Exception {
        TinyImage.Parts parts = IMAGE.parts();
        assertThat(code(put("v1", parts.top()))).isEqualTo("MANIFEST_BLOB_UNKNOWN");
        for (Document blob : parts.blobs()) {
            send("POST", "/v2/team/app/blobs/uploads/?digest=" + blob.digest(), blob.content());
        }
        HttpResponse<String> put = put("v1", parts.top());
        assertThat(put.statusCode()).isEqualTo(201);
        assertThat(header(put, "Docker-Content-Digest"))
                .isEqualTo(parts.top().digest().toString());
        HttpResponse<String> got = send("GET", "/v2/team/app/manifests/v1");
        assertThat(got.body().getBytes(StandardCharsets.UTF_8))
                .isEqualTo(parts.top().content());
        assertThat(header(got, "Content-Type")).isEqualTo("application/vnd.oci.image.manifest.v1+json");
        assertThat(code(send("PUT", "/v2/team/app/manifests/v2", "{}".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo("MANIFEST_INVALID");
        assertThat(code(send("PUT", "/v2/team/app/manifests/-", parts.top().content())))
                .isEqualTo("TAG_INVALID");
    }

    private HttpResponse<String> put(String tag, Document manifest) throws IOException, InterruptedException {
        return send("PUT", "/v2/team/app/manifests/" + tag, manifest.content(), "Content-Type", manifest.mediaType());
    }

    @Test
    void tagsAreListedByPages() throws Exception {
        Digest digest = registry.push("team/app", "a", IMAGE, Instant.EPOCH);
        for (String tag : List.of("b", "c", "d", "e")) {
            registry.tag("team/app", tag, digest, Instant.EPOCH);
        }
        HttpResponse<String> page = send("GET", "/v2/team/app/tags/list?n=2");
        assertThat(page.body()).isEqualTo("{\"name\":\"team/app\",\"tags\":[\"a\",\"b\"]}");
        assertThat(header(page, "Link")).isEqualTo("</v2/team/app/tags/list?last=b&n=2&orderby=>; rel=\"next\"");
        HttpResponse<String> last = send("GET", "/v2/team/app/tags/list?last=c&n=2&orderby=");
        assertThat(last.body()).isEqualTo("{\"name\":\"team/app\",\"tags\":[\"d\",\"e\"]}");
        assertThat(header(last, "Link")).isEqualTo("none");
        assertThat(code(send("GET", "/v2/team/app/tags/list?n=two"))).isEqualTo("PAGINATION_NUMBER_INVALID");
    }

    @Test
    void acrsListingHasThreeOrders() throws Exception {
        Digest digest = registry.push("team/app", "b", IMAGE, Instant.ofEpochSecond(1));
        registry.tag("team/app", "c", digest, Instant.ofEpochSecond(3));
        registry.tag("team/app", "a", digest, Instant.ofEpochSecond(2));
        assertThat(names("")).containsExactly("a", "b", "c");
        assertThat(names("orderby=timedesc")).containsExactly("c", "a", "b");
        assertThat(names("orderby=timeasc")).containsExactly("b", "a", "c");
        assertThat(names("orderby=timedesc&last=c&n=1")).containsExactly("a");
        assertThat(names("orderby=timeasc&last=b&n=1")).containsExactly("a");
        registry.tag("team/app", "b", digest, Instant.ofEpochSecond(9));
        assertThat(names("orderby=timedesc"))
                .as("a tag that moves is new again")
                .containsExactly("b", "c", "a");
        registry.untag("team/app", "c");
        assertThat(names("orderby=timedesc")).containsExactly("b", "a");
        assertThat(names("digest=" + digest)).containsExactly("a", "b");
        assertThat(names("digest=" + Content.digest(BLOB))).isEmpty();
    }

    private List<String> names(String query) throws IOException, InterruptedException {
        return json(send("GET", "/acr/v1/team%2Fapp/_tags?" + query)).findValuesAsText("name");
    }

    @Test
    void repositoriesHaveAttributesAndACatalog() throws Exception {
        registry.push("team/app", "a", IMAGE, Instant.EPOCH);
        registry.push("team/app", "b", IMAGE, Instant.EPOCH);
        registry.push("other", "a", IMAGE, Instant.EPOCH);
        JsonNode attributes = json(send("GET", "/acr/v1/team/app"));
        assertThat(attributes.path("imageName").asText()).isEqualTo("team/app");
        assertThat(attributes.path("tagCount").asInt()).isEqualTo(2);
        assertThat(attributes.path("manifestCount").asInt()).isEqualTo(1);
        assertThat(attributes.path("changeableAttributes").path("listEnabled").asBoolean())
                .isTrue();
        assertThat(send("GET", "/acr/v1/_catalog").body()).isEqualTo("{\"repositories\":[\"other\",\"team/app\"]}");
        HttpResponse<String> page = send("GET", "/v2/_catalog?n=1");
        assertThat(page.body()).isEqualTo("{\"repositories\":[\"other\"]}");
        assertThat(header(page, "Link")).isEqualTo("</v2/_catalog?last=other&n=1&orderby=>; rel=\"next\"");
    }

    @Test
    void whatIsDeletedIsGone() throws Exception {
        Digest digest = registry.push("team/app", "a", IMAGE, Instant.EPOCH);
        registry.tag("team/app", "b", digest, Instant.EPOCH);
        assertThat(send("DELETE", "/acr/v1/team/app/_tags/a").statusCode()).isEqualTo(202);
        assertThat(code(send("GET", "/acr/v1/team/app/_tags/a"))).isEqualTo("TAG_UNKNOWN");
        assertThat(send("DELETE", "/v2/team/app/manifests/" + digest).statusCode())
                .isEqualTo(202);
        assertThat(code(send("GET", "/v2/team/app/manifests/b"))).isEqualTo("MANIFEST_UNKNOWN");
        assertThat(send("DELETE", "/acr/v1/team/app").statusCode()).isEqualTo(202);
        assertThat(code(send("GET", "/v2/team/app/tags/list"))).isEqualTo("NAME_UNKNOWN");
    }

    @Test
    void referrersAreFound() throws Exception {
        Digest image = registry.push("team/app", "a", IMAGE, Instant.EPOCH);
        Document config = IMAGE.parts().blobs().get(1);
        String signature = "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\","
                + "\"artifactType\":\"application/vnd.example.signature\",\"config\":{\"mediaType\":\""
                + config.mediaType()
                + "\",\"digest\":\"" + config.digest()
                + "\",\"size\":1},\"layers\":[],\"subject\":{\"mediaType\":\"m\",\"digest\":\""
                + image + "\",\"size\":1},\"annotations\":{\"by\":\"me\"}}";
        byte[] bytes = signature.getBytes(StandardCharsets.UTF_8);
        HttpResponse<String> put = send("PUT", "/v2/team/app/manifests/" + Content.digest(bytes), bytes);
        assertThat(header(put, "OCI-Subject")).isEqualTo(image.toString());
        JsonNode index = json(send("GET", "/v2/team/app/referrers/" + image));
        assertThat(index.path("manifests").path(0).path("digest").asText())
                .isEqualTo(Content.digest(bytes).toString());
        assertThat(index.path("manifests")
                        .path(0)
                        .path("annotations")
                        .path("by")
                        .asText())
                .isEqualTo("me");
        HttpResponse<String> none = send("GET", "/v2/team/app/referrers/" + image + "?artifactType=other");
        assertThat(json(none).path("manifests")).isEmpty();
        assertThat(header(none, "OCI-Filters-Applied")).isEqualTo("artifactType");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v2/team/absent/tags/list, 404, NAME_UNKNOWN",
        "GET, /v2/team/absent/manifests/v1, 404, NAME_UNKNOWN",
        "GET, /v2/there/manifests/v1, 404, MANIFEST_UNKNOWN",
        "GET, /v2/there/blobs/sha256:zz, 400, DIGEST_INVALID",
        "GET, /v2/nothing, 404, NOT_FOUND",
        "GET, /, 404, NOT_FOUND",
        "GET, /acr/v1/team/absent/_tags, 404, NAME_UNKNOWN",
        "GET, /acr/v1/there/_tags/v1, 404, TAG_UNKNOWN",
        "POST, /v2/there/tags/list, 405, UNSUPPORTED",
        "POST, /v2/there/manifests/v1, 405, UNSUPPORTED",
        "PUT, /v2/there/blobs/uploads/, 405, UNSUPPORTED",
        "PATCH, /acr/v1/there, 405, UNSUPPORTED",
        "POST, /v2/UPPER/blobs/uploads/, 400, NAME_INVALID",
        "GET, /oauth2/exchange, 405, UNSUPPORTED"
    })
    void refusalsHaveTheSpecificationsShape(String method, String path, int status, String code) throws Exception {
        registry.push("there", "a", IMAGE, Instant.EPOCH);
        HttpResponse<String> answer = send(method, path);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(code(answer)).isEqualTo(code);
        assertThat(json(answer).path("errors").path(0).path("message").asText()).isNotEmpty();
        assertThat(header(answer, "Docker-Distribution-Api-Version")).isEqualTo("registry/2.0");
        if (status == 405) {
            assertThat(header(answer, "Allow")).isNotEqualTo("none");
        }
    }

    @Test
    void pushesAreOrderedEvenWithinOneTickOfTheClock() {
        java.time.Clock still = java.time.Clock.fixed(Instant.parse("2024-05-06T07:08:09Z"), java.time.ZoneOffset.UTC);
        Store store = new Store(still);
        assertThat(store.tick()).isBefore(store.tick());
        try (var stopped = EmbeddedRegistry.start(Options.open().withClock(still))) {
            stopped.pushImage("team/app", "z", Map.of(), Instant.EPOCH);
            stopped.pushImage("team/app", "a", Map.of(), Instant.EPOCH);
            assertThat(stopped.url()).startsWith("http://127.0.0.1:");
            assertThat(stopped.caPem()).isEqualTo(Optional.empty());
        }
    }

    @Test
    void anImageIsTheSameForTheSameInput() {
        assertThat(TinyImage.of(Map.of("a", "b", "c", "d"), Instant.EPOCH)
                        .parts()
                        .top()
                        .digest())
                .isEqualTo(TinyImage.of(Map.of("c", "d", "a", "b"), Instant.EPOCH)
                        .parts()
                        .top()
                        .digest());
    }
}
