package dev.fairlead.agent.source.oci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.agent.source.Artifact;
import dev.fairlead.agent.source.Failure;
import dev.fairlead.agent.source.OciSource;
import dev.fairlead.agent.source.OciSource.ByDigest;
import dev.fairlead.agent.source.OciSource.BySemVer;
import dev.fairlead.agent.source.OciSource.ByTag;
import dev.fairlead.agent.source.OciSource.Layer;
import dev.fairlead.agent.source.remote.Fetch;
import dev.fairlead.agent.source.store.Tar;
import dev.fairlead.agent.source.testing.OciPush;
import dev.fairlead.image.Digest;
import dev.fairlead.image.ImageName;
import dev.fairlead.image.Tag;
import dev.fairlead.registry.RegistrySettings;
import dev.fairlead.registry.Secret;
import dev.fairlead.registry.SignIn;
import dev.fairlead.registry.testing.DockerRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Artifacts in Debian's docker-registry. */
@org.junit.jupiter.api.Tag("service")
class OciSourceTest {
    private static final String FLUX = "application/vnd.cncf.flux.content.v1.tar+gzip";
    private static final String CONFIG = "application/vnd.cncf.flux.config.v1+json";

    @TempDir
    Path temp;

    private DockerRegistry server;
    private OciPush push;
    private Fetch fetch;

    @BeforeEach
    void start() throws Exception {
        server = DockerRegistry.plain(Files.createDirectories(temp.resolve("registry")));
        push = new OciPush("http://" + server.host());
        fetch = Fetch.into(temp.resolve("agent"));
    }

    @AfterEach
    void stop() {
        if (fetch != null) {
            fetch.close();
            server.close();
        }
    }

    private String push(String tag, Tar content) throws Exception {
        return push.push("manifests/app", tag, CONFIG, Map.of(FLUX, content.gz()));
    }

    private OciSource source(OciSource.Ref ref) {
        RegistrySettings settings = server.settings().withLimits(Duration.ofSeconds(2), Duration.ofSeconds(2), 100);
        return OciSource.of(ImageName.parse(server.host() + "/manifests/app"), ref, settings);
    }

    private static ByTag tag(String name) {
        return new ByTag(Tag.tryParse(name).orElseThrow());
    }

    @Test
    void byTagDigestAndVersion() throws Exception {
        String one = push("1.0.0", new Tar().file("a.yaml", "1"));
        String two = push("1.1.0", new Tar().file("a.yaml", "2").file("logo.png", "x"));
        push("2.0.0-rc.1", new Tar().file("a.yaml", "3"));
        push("latest", new Tar().file("a.yaml", "3"));

        Artifact byTag = fetch.good(source(tag("1.0.0")));
        assertThat(byTag.revision()).isEqualTo("1.0.0@" + one);
        assertThat(Fetch.files(byTag)).isEqualTo(Map.of("a.yaml", "1"));
        assertThat(fetch.good(source(tag("1.0.0")))).isEqualTo(byTag);
        assertThat(fetch.good(source(new ByDigest(Digest.parse(two)))).revision())
                .isEqualTo(two);
        Artifact highest = fetch.good(source(new BySemVer(">=1.0.0", Optional.empty())));
        assertThat(highest.revision()).isEqualTo("1.1.0@" + two);
        assertThat(Fetch.files(highest)).containsOnlyKeys("a.yaml");
        assertThat(fetch.good(source(new BySemVer(">=1.0.0-0", Optional.of("-rc\\."))))
                        .revision())
                .startsWith("2.0.0-rc.1@");
        assertThat(fetch.failure(source(new BySemVer(">=3", Optional.empty())))
                        .problem()
                        .cause())
                .isEqualTo("none of its 4 tags is a version in that range");
    }

    @Test
    void aTagThatMovesIsFetchedAgain() throws Exception {
        push("latest", new Tar().file("a.yaml", "1"));
        fetch.good(source(tag("latest")));
        push("latest", new Tar().file("a.yaml", "2"));
        assertThat(Fetch.files(fetch.good(source(tag("latest"))))).containsEntry("a.yaml", "2");
    }

    @Test
    void layersAreChosenByTheirMediaType() throws Exception {
        Map<String, byte[]> layers = new LinkedHashMap<>();
        layers.put(
                "application/vnd.example.docs.tar+gzip",
                new Tar().file("docs.md", "docs").gz());
        layers.put(FLUX, new Tar().file("a.yaml", "1").gz());
        layers.put("application/vnd.example.text", "plain".getBytes(StandardCharsets.UTF_8));
        push.push("manifests/app", "all", CONFIG, layers);

        OciSource source = source(tag("all"));
        assertThat(Fetch.files(fetch.good(source))).containsOnlyKeys("a.yaml");
        Layer docs = new Layer(Optional.of("application/vnd.example.docs.tar+gzip"), true);
        assertThat(Fetch.files(fetch.good(source.with(docs)))).containsOnlyKeys("docs.md");
        Layer text = new Layer(Optional.of("application/vnd.example.text"), false);
        assertThat(Fetch.files(fetch.good(source.with(text))).values()).containsExactly("plain");
        Failure failure = fetch.failure(source.with(new Layer(Optional.of("text/none"), true)));
        assertThat(failure.problem().cause()).contains("none of its layers").contains(FLUX);
    }

    @Test
    void hostileLayersKeepTheLastGoodArtifact() throws Exception {
        push("latest", new Tar().file("a.yaml", "1"));
        Artifact good = fetch.good(source(tag("latest")));
        for (Tar hostile :
                new Tar[] {new Tar().file("../evil", "x"), new Tar().symlink("a", "/etc/passwd"), new Tar()}) {
            push("latest", hostile);
            Failure failure = fetch.failure(source(tag("latest")));
            assertThat(failure.retryable()).isFalse();
            assertThat(failure.problem().place()).contains("manifests/app tag latest");
        }
        push.push(
                "manifests/app",
                "latest",
                CONFIG,
                Map.of(FLUX, "no archive".repeat(100).getBytes(StandardCharsets.UTF_8)));
        assertThat(fetch.failure(source(tag("latest"))).problem().cause()).contains("broken");
        assertThat(Fetch.files(good)).containsEntry("a.yaml", "1");
    }

    @Test
    void aBlobThatDoesNotHaveItsDigestIsNotTaken() throws Exception {
        push("latest", new Tar().file("a.yaml", "1"));
        Artifact good = fetch.good(source(tag("latest")));
        byte[] content = new Tar().file("a.yaml", "2").gz();
        push.push("manifests/app", "latest", CONFIG, Map.of(FLUX, content));
        String hex = OciPush.digest(content).substring("sha256:".length());
        try (Stream<Path> files = Files.walk(temp.resolve("registry/data"))) {
            for (Path data : files.filter(path -> path.toString().contains(hex) && path.endsWith("data"))
                    .toList()) {
                Files.write(data, new Tar().file("a.yaml", "3").gz());
            }
        }
        assertThat(fetch.failure(source(tag("latest"))).problem().cause()).contains("digest");
        assertThat(Fetch.files(good)).containsEntry("a.yaml", "1");
    }

    @Test
    void aRegistryThatHasGoneKeepsTheLastGoodArtifact() throws Exception {
        push("latest", new Tar().file("a.yaml", "1"));
        Artifact good = fetch.good(source(tag("latest")));
        assertThat(fetch.failure(source(tag("other"))).problem().cause()).isNotEmpty();
        server.close();
        Failure failure = fetch.failure(source(tag("latest")));
        assertThat(failure.retryable()).isTrue();
        assertThat(Fetch.files(good)).containsEntry("a.yaml", "1");
    }

    @Test
    void whoMayNotReadIsTold() throws Exception {
        DockerRegistry secure = DockerRegistry.secure(
                Files.createDirectories(temp.resolve("secure")),
                "robot:$2y$05$QZ3gWlkDWwXTuyYFPd1w2ueHxMzpHX0dT7vCcTO7VCLjZ5DzXb1ha");
        try (secure) {
            OciSource source = OciSource.of(
                    ImageName.parse(secure.host() + "/manifests/app"),
                    tag("latest"),
                    secure.settings().withSignIn(new SignIn.Basic("robot", new Secret("wr0ng-password"))));
            Failure failure = fetch.failure(source);
            assertThat(failure.retryable()).isFalse();
            assertThat(failure.problem().toString()).doesNotContain("wr0ng-password");
        }
    }
}
