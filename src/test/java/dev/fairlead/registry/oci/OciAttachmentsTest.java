package dev.fairlead.registry.oci;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.fairlead.image.Digest;
import dev.fairlead.image.ImageName;
import dev.fairlead.registry.Attachments;
import dev.fairlead.registry.Attachments.Part;
import dev.fairlead.registry.Attachments.Referrer;
import dev.fairlead.registry.RegistryException;
import dev.fairlead.registry.RegistrySettings;
import dev.fairlead.registry.remote.RemoteRegistries;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Registries that lack the referrers API, page without end, or announce what they do not have. */
class OciAttachmentsTest {
    private static final Digest SUBJECT = new Digest("sha256", "ab".repeat(32));
    private static final String REFERRERS = "/v2/shop/api/referrers/" + SUBJECT;
    private static final String INDEX = "application/vnd.oci.image.index.v1+json";

    private final WireMockServer server =
            new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));
    private RemoteRegistries registries;
    private ImageName image;

    @BeforeEach
    void start() {
        server.start();
        String host = "127.0.0.1:" + server.port();
        registries = RemoteRegistries.open(RegistrySettings.plain().withPlainHttpHost(host));
        image = ImageName.parse(host + "/shop/api");
        server.stubFor(any(anyUrl()).atPriority(10).willReturn(unknown(404)));
    }

    @AfterEach
    void stop() {
        registries.close();
        server.stop();
    }

    private static ResponseDefinitionBuilder unknown(int status) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody("{\"errors\":[{\"code\":\"MANIFEST_UNKNOWN\",\"message\":\"unknown\"}]}");
    }

    private static String index(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> """
                        {"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:%064x","size":1,\
                        "artifactType":"a/b"}""".formatted(i))
                .collect(Collectors.joining(",", "{\"schemaVersion\":2,\"manifests\":[", "]}"));
    }

    private Attachments attachments() {
        return registries.forImage(image).attachments();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 405, 501})
    void theTagStandsInForTheApi(int status) {
        server.stubFor(get(urlEqualTo(REFERRERS)).willReturn(unknown(status)));
        server.stubFor(get(urlEqualTo("/v2/shop/api/manifests/sha256-" + SUBJECT.hex()))
                .willReturn(aResponse().withHeader("Content-Type", INDEX).withBody(index(1, 3))));

        assertThat(attachments().referrers(image, SUBJECT))
                .extracting(Referrer::artifactType)
                .containsExactly("a/b", "a/b");
    }

    @Test
    void withoutApiAndTagThereIsNothing() {
        assertThat(attachments().referrers(image, SUBJECT)).isEmpty();
        assertThat(attachments().manifest(image, "sha256-" + SUBJECT.hex() + ".sig"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void aRefusalIsNoAbsence(int status) {
        server.stubFor(get(urlEqualTo(REFERRERS)).willReturn(aResponse().withStatus(status)));

        assertThatThrownBy(() -> attachments().referrers(image, SUBJECT)).isInstanceOf(RegistryException.class);
    }

    @Test
    void pagesThatLeadToThemselvesEnd() {
        server.stubFor(get(urlPathMatching("/v2/shop/api/referrers/.*"))
                .willReturn(aResponse()
                        .withHeader("Content-Type", INDEX)
                        .withHeader("Link", "<" + REFERRERS + "?n=1>; rel=\"next\"")
                        .withBody(index(1, 3))));

        assertThat(attachments().referrers(image, SUBJECT)).hasSize(10);
        assertThat(server.getAllServeEvents()).hasSize(5);
    }

    @Test
    void aHugeListingIsReadToABound() {
        server.stubFor(get(urlEqualTo(REFERRERS))
                .willReturn(aResponse().withHeader("Content-Type", INDEX).withBody(index(0, 5000))));

        assertThat(attachments().referrers(image, SUBJECT)).hasSize(Attachments.MAX_REFERRERS);
    }

    @Test
    void aListingOfManyMegabytesIsNotRead() {
        server.stubFor(get(urlEqualTo(REFERRERS))
                .willReturn(aResponse().withHeader("Content-Type", INDEX).withBody(" ".repeat(5 << 20))));

        assertThatThrownBy(() -> attachments().referrers(image, SUBJECT)).isInstanceOf(RegistryException.class);
    }

    @Test
    void aBlobOfAGigabyteIsNotAskedFor() {
        Part huge = new Part("a/b", SUBJECT, 1L << 30, Map.of());

        assertThatThrownBy(() -> attachments().blob(image, huge))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("announces 1073741824 bytes");
        assertThat(server.getAllServeEvents()).isEmpty();
    }

    @Test
    void aBlobThatIsLongerThanAnnouncedIsNotRead() {
        server.stubFor(get(urlEqualTo("/v2/shop/api/blobs/" + SUBJECT))
                .willReturn(aResponse().withBody("x".repeat(100))));

        assertThatThrownBy(() -> attachments().blob(image, new Part("a/b", SUBJECT, 10, Map.of())))
                .isInstanceOf(RegistryException.class);
    }

    @Test
    void aBlobWithAnotherDigestIsNotTaken() {
        server.stubFor(get(urlEqualTo("/v2/shop/api/blobs/" + SUBJECT))
                .willReturn(aResponse().withBody("x")));

        assertThatThrownBy(() -> attachments().blob(image, new Part("a/b", SUBJECT, 1, Map.of())))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("does not have the digest");
    }
}
