package dev.fairlead.registry.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.demo.registry.TinyImage;
import dev.fairlead.image.Digest;
import dev.fairlead.image.ImageName;
import dev.fairlead.image.Tag;
import dev.fairlead.registry.ImageDetails;
import dev.fairlead.registry.Platform;
import dev.fairlead.registry.Registry;
import dev.fairlead.registry.RegistryException;
import dev.fairlead.registry.RegistryException.Kind;
import dev.fairlead.registry.RegistrySettings;
import dev.fairlead.registry.Secret;
import dev.fairlead.registry.SignIn;
import dev.fairlead.registry.TagInfo;
import dev.fairlead.registry.TagListing;
import dev.fairlead.registry.auth.Credential;
import dev.fairlead.registry.auth.CredentialSource;
import dev.fairlead.registry.http.RegistryHttp;
import dev.fairlead.registry.remote.RemoteRegistries;
import dev.fairlead.registry.retry.Time;
import dev.fairlead.registry.testing.DockerRegistry;
import dev.fairlead.registry.testing.Pusher;
import dev.fairlead.registry.wire.JdkWire;
import dev.fairlead.registry.wire.Origin;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The OCI side against a real registry. */
@org.junit.jupiter.api.Tag("service")
class DockerRegistryTest {
    private static final Instant BUILT = Instant.parse("2024-05-06T07:08:09Z");
    private static final TinyImage IMAGE = TinyImage.of(Map.of("org.opencontainers.image.revision", "abc123"), BUILT);
    private static final TinyImage EVERYWHERE = new TinyImage(
            Map.of("org.opencontainers.image.revision", "def456"),
            Optional.of(BUILT),
            List.of("windows/amd64", "linux/arm64/v8", "linux/amd64"));

    /** {@code ci:correct horse}, by bcrypt of cost 5. */
    private static final String HTPASSWD = "ci:$2y$05$abcdefghijklmnopqrstuuHNbAKRhpaujgo33bRWs.NLUTJO3lOy2";

    @TempDir
    Path folder;

    private static List<String> names(TagListing tags) {
        return StreamSupport.stream(tags.spliterator(), false)
                .map(TagInfo::tag)
                .map(Tag::value)
                .toList();
    }

    @Test
    void listsFindsAndDescribes() throws Exception {
        try (DockerRegistry server = DockerRegistry.plain(folder);
                var registries = RemoteRegistries.open(server.settings())) {
            Pusher pusher = new Pusher("http://" + server.host(), server.settings(), Optional.empty());
            Digest one = pusher.push("team/app", "1.0.0", IMAGE);
            Digest all = pusher.push("team/app", "1.1.0", EVERYWHERE);
            ImageName app = ImageName.of(server.host(), "team/app");
            Registry registry = registries.forImage(app);

            assertThat(registry).isInstanceOf(OciRegistry.class);
            assertThat(registry.tags(app).newestFirst()).isFalse();
            assertThat(names(registry.tags(app))).containsExactlyInAnyOrder("1.0.0", "1.1.0");
            assertThat(registry.find(app, Tag.of("1.0.0")))
                    .contains(new TagInfo(Tag.of("1.0.0"), Optional.of(one), Optional.empty(), Optional.empty()));
            assertThat(registry.find(app, Tag.of("9.9.9"))).isEmpty();
            assertThat(registry.details(app, "1.0.0"))
                    .isEqualTo(new ImageDetails(
                            one,
                            Optional.of(BUILT),
                            List.of(Platform.parse("linux/amd64")),
                            Map.of("org.opencontainers.image.revision", "abc123")));
            assertThat(registry.details(app, all.toString()))
                    .isEqualTo(new ImageDetails(
                            all,
                            Optional.of(BUILT),
                            List.of(
                                    Platform.parse("windows/amd64"),
                                    Platform.parse("linux/arm64/v8"),
                                    Platform.parse("linux/amd64")),
                            Map.of("org.opencontainers.image.revision", "def456")));
            assertThatThrownBy(() -> registry.details(app, "9.9.9"))
                    .hasMessageContaining("team/app (HTTP 404): the registry knows no such image (MANIFEST_UNKNOWN");
            assertThat(registries.probe(app).canList()).contains(true);
        }
    }

    /** A#1660: 100 of 223 tags were seen, those of the first page. */
    @Test
    void a_1660_everyPageIsRead() throws Exception {
        try (DockerRegistry server = DockerRegistry.plain(folder)) {
            Pusher pusher = new Pusher("http://" + server.host(), server.settings(), Optional.empty());
            pusher.push("team/app", "v0", IMAGE);
            for (int i = 1; i < 223; i++) {
                pusher.tag("team/app", "v" + i, IMAGE.parts().top());
            }
            ImageName app = ImageName.of(server.host(), "team/app");
            RegistryHttp http = RegistryHttp.open(
                    server.host(),
                    Origin.of(URI.create("http://" + server.host())),
                    false,
                    CredentialSource.of(() -> new Credential.Nobody("")),
                    server.settings(),
                    JdkWire.of(server.settings()),
                    Time.system());
            assertThat(names(new OciRegistry(http, 100).tags(app)))
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, 223).mapToObj(i -> "v" + i).toList());
        }
    }

    @Test
    void aMissingRepositoryIsNoMissingTag() throws Exception {
        try (DockerRegistry server = DockerRegistry.plain(folder);
                var registries = RemoteRegistries.open(server.settings())) {
            ImageName absent = ImageName.of(server.host(), "team/absent");
            Registry registry = registries.forImage(absent);
            assertThatThrownBy(() -> registry.tags(absent).iterator().hasNext())
                    .isInstanceOfSatisfying(
                            RegistryException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND))
                    .hasMessageContaining("the registry knows no such repository");
        }
    }

    @Test
    void privateAuthorityAndPassword() throws Exception {
        try (DockerRegistry server = DockerRegistry.secure(folder, HTPASSWD)) {
            String right = "correct horse";
            RegistrySettings settings =
                    server.settings().withSignIn(server.host(), new SignIn.Basic("ci", new Secret(right)));
            Pusher pusher =
                    new Pusher("https://" + server.host(), settings, Optional.of("Basic Y2k6Y29ycmVjdCBob3JzZQ=="));
            pusher.push("team/app", "1.0.0", IMAGE);
            ImageName app = ImageName.of(server.host(), "team/app");

            try (var registries = RemoteRegistries.open(settings)) {
                assertThat(names(registries.forImage(app).tags(app))).containsExactly("1.0.0");
                assertThat(registries.probe(server.host()).signedInAs()).isEqualTo("user 'ci'");
            }
            RegistrySettings wrong =
                    server.settings().withSignIn(server.host(), new SignIn.Basic("ci", new Secret("hush")));
            assertThat(failure(wrong, app))
                    .hasMessageContaining("team/app (HTTP 401): the registry does not accept user 'ci'")
                    .hasMessageNotContaining("hush")
                    .extracting(RegistryException::kind)
                    .isEqualTo(Kind.UNAUTHORIZED);
            assertThat(failure(server.settings(), app))
                    .hasMessageContaining("the registry wants a sign-in")
                    .extracting(RegistryException::kind)
                    .isEqualTo(Kind.UNAUTHORIZED);
            assertThat(failure(RegistrySettings.plain(), app))
                    .hasMessageContaining("signed by nobody who is trusted here")
                    .extracting(RegistryException::kind)
                    .isEqualTo(Kind.TLS);
        }
    }

    private static RegistryException failure(RegistrySettings settings, ImageName image) {
        try (var registries = RemoteRegistries.open(settings)) {
            return org.assertj.core.api.Assertions.catchThrowableOfType(
                    RegistryException.class,
                    () -> registries.forImage(image).tags(image).iterator().hasNext());
        }
    }
}
