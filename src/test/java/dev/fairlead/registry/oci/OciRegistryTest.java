package dev.fairlead.registry.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.image.Digest;
import dev.fairlead.image.ImageName;
import dev.fairlead.image.Tag;
import dev.fairlead.registry.RegistryException;
import dev.fairlead.registry.RegistryException.Kind;
import dev.fairlead.registry.TagInfo;
import dev.fairlead.registry.remote.RemoteRegistries;
import dev.fairlead.registry.testing.StubRegistry;
import dev.fairlead.registry.testing.StubRegistry.Seen;
import dev.fairlead.registry.testing.StubRegistry.Told;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The OCI side against scripts: the forms and the faults of registries that are not at hand. */
class OciRegistryTest {
    private static final String DIGEST = "sha256:" + "ab".repeat(32);

    private static List<String> list(Function<Seen, Told> script) {
        try (var stub = StubRegistry.start(script);
                var registries = RemoteRegistries.open(stub.settings())) {
            ImageName app = stub.image("team/app");
            return StreamSupport.stream(registries.forImage(app).tags(app).spliterator(), false)
                    .map(tag -> tag.tag().value())
                    .toList();
        }
    }

    private static Optional<TagInfo> find(Function<Seen, Told> script) {
        try (var stub = StubRegistry.start(script);
                var registries = RemoteRegistries.open(stub.settings())) {
            ImageName app = stub.image("team/app");
            return registries.forImage(app).find(app, Tag.of("v1"));
        }
    }

    private static void refused(Runnable asking, Kind kind, String told) {
        assertThatThrownBy(asking::run)
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessageContaining(told);
    }

    @Test
    void pagesBecomeOneListing() {
        assertThat(list(seen -> switch (seen.path()) {
                    case "/v2/team/app/tags/list?n=1000" ->
                        Told.json("{\"name\":\"team/app\",\"tags\":[\"a\",\"b\"]}")
                                .with("Link", "</v2/team/app/tags/list?n=1000&last=b>; rel=\"next\"");
                    case "/v2/team/app/tags/list?n=1000&last=b" -> Told.json("{\"tags\":[\"c\"]}");
                    default -> Told.status(400);
                }))
                .containsExactly("a", "b", "c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"tags\":[]}", "{\"name\":\"team/app\",\"tags\":null}"})
    void aRepositoryMayHaveNoTags(String body) {
        assertThat(list(seen -> Told.json(body))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "null",
                "<html>",
                "{\"tags\":[\"a\",",
                "{\"tags\":\"a\"}",
                "{\"tags\":[\"a b\"]}",
                "{\"tags\":[{}]}",
                "{\"tags\":[null]}"
            })
    void aListThatIsNoneIsAnErrorAndNoEmptyListing(String body) {
        refused(() -> list(seen -> Told.json(body)), Kind.MALFORMED, "list of tags is not one");
    }

    /** flux#1817: the second page fails; what came before must not pass for the whole. */
    @Test
    void flux_1817_aListingIsWholeOrAnError() {
        refused(
                () -> list(seen -> seen.path().contains("last=")
                        ? Told.error(404, "NAME_UNKNOWN")
                        : Told.json("{\"tags\":[\"a\"]}")
                                .with("Link", "</v2/team/app/tags/list?last=a>; rel=\"next\"")),
                Kind.NOT_FOUND,
                "no such repository");
    }

    @Test
    void linksInACircleAreAnError() {
        refused(
                () -> list(seen ->
                        Told.json("{\"tags\":[\"a\"]}").with("Link", "</v2/team/app/tags/list?last=a>; rel=\"next\"")),
                Kind.MALFORMED,
                "leads back to a page that was read already");
    }

    @ParameterizedTest
    @CsvSource({"MANIFEST_UNKNOWN", "TAG_UNKNOWN", "TAG_EXPIRED"})
    void aTagIsMissingWhenTheRegistrySaysSo(String code) {
        assertThat(find(seen -> Told.error(404, code))).isEmpty();
    }

    /** Harbor has one code for all that is missing: the repository's own listing decides. */
    @Test
    void anUnclearCodeIsHeldAgainstTheListing() {
        assertThat(find(seen -> seen.path().contains("/tags/list")
                        ? Told.json("{\"tags\":[\"a\"]}")
                        : Told.error(404, "NOT_FOUND")))
                .isEmpty();
        refused(() -> find(seen -> Told.error(404, "NOT_FOUND")), Kind.NOT_FOUND, "no such image");
    }

    @Test
    void aMissingRepositoryOrAProxysPageIsNoMissingTag() {
        refused(() -> find(seen -> Told.error(404, "NAME_UNKNOWN")), Kind.NOT_FOUND, "no such repository");
        refused(() -> find(seen -> new Told(404, java.util.Map.of(), "<html>gone</html>")), Kind.NOT_FOUND, "HTTP 404");
        refused(() -> find(seen -> Told.status(404)), Kind.NOT_FOUND, "HTTP 404");
    }

    @Test
    void oneTagCostsOneRequestWithoutABody() {
        try (var stub = StubRegistry.start(seen -> Told.status(200).with("Docker-Content-Digest", DIGEST));
                var registries = RemoteRegistries.open(stub.settings())) {
            ImageName app = stub.image("team/app");
            assertThat(registries
                            .forImage(app)
                            .find(app, Tag.of("v1"))
                            .orElseThrow()
                            .digest())
                    .contains(Digest.parse(DIGEST));
            assertThat(stub.seen()).hasToString("[HEAD /v2/team/app/manifests/v1]");
            assertThat(stub.seen().get(0).header("accept").orElseThrow())
                    .contains("application/vnd.oci.image.index.v1+json")
                    .contains("application/vnd.docker.distribution.manifest.v2+json");
        }
    }

    @Test
    void aRegistryThatKnowsNoHeadOrTellsNoDigestIsAskedForTheManifest() {
        String manifest = "{\"schemaVersion\":2}";
        String digest = "sha256:bafebd36189ad3688b7b3915ea55d461e0bfcfbdde11e54b0a123999fb6be50f";
        for (int status : new int[] {405, 200}) {
            Optional<TagInfo> found =
                    find(seen -> seen.method().equals("HEAD") ? Told.status(status) : Told.json(manifest));
            assertThat(found.orElseThrow().digest()).contains(Digest.parse(digest));
        }
    }

    @Test
    void aManifestThatDoesNotHaveItsDigestIsAnError() {
        try (var stub = StubRegistry.start(
                        seen -> Told.json("{\"schemaVersion\":2}").with("Docker-Content-Digest", DIGEST));
                var registries = RemoteRegistries.open(stub.settings())) {
            ImageName app = stub.image("team/app");
            refused(
                    () -> registries.forImage(app).details(app, "v1"),
                    Kind.MALFORMED,
                    "does not have the digest " + DIGEST);
            refused(() -> registries.forImage(app).details(app, DIGEST), Kind.MALFORMED, "does not have the digest");
            String unknown = "whirlpool:" + "ab".repeat(32);
            refused(() -> registries.forImage(app).details(app, unknown), Kind.MALFORMED, "algorithm whirlpool");
        }
    }

    @Test
    void dockerHubIsAskedAtItsApisHost() {
        try (var registries = RemoteRegistries.open(
                dev.fairlead.registry.RegistrySettings.plain(),
                java.util.Map.of(),
                (ask, timeout) -> {
                    assertThat(ask.uri()).hasToString("https://registry-1.docker.io/v2/library/nginx/tags/list?n=1000");
                    throw new javax.net.ssl.SSLException("far enough");
                },
                dev.fairlead.registry.retry.Time.system())) {
            ImageName nginx = ImageName.parse("nginx");
            assertThatThrownBy(() ->
                            registries.forImage(nginx).tags(nginx).iterator().hasNext())
                    .hasMessageStartingWith("docker.io/library/nginx: ");
        }
    }
}
