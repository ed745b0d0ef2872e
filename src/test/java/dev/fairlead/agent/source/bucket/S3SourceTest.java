package dev.fairlead.agent.source.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.agent.source.Artifact;
import dev.fairlead.agent.source.BucketSource;
import dev.fairlead.agent.source.BucketSource.Keys;
import dev.fairlead.agent.source.Failure;
import dev.fairlead.agent.source.SourceException;
import dev.fairlead.agent.source.remote.Fetch;
import dev.fairlead.agent.source.store.ArtifactStore;
import dev.fairlead.agent.source.store.Limits;
import dev.fairlead.agent.source.store.Staging;
import dev.fairlead.agent.source.testing.Service;
import dev.fairlead.configrepo.Tools;
import dev.fairlead.registry.Secret;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources in a real S3 service, Versity's gateway, which verifies every signature; curl puts the objects there. */
@Tag("service")
class S3SourceTest {
    private static final Keys KEYS = new Keys("access", new Secret("s3cret-of-the-root"), Optional.empty());

    @TempDir
    Path temp;

    private Service server;
    private Fetch fetch;

    @BeforeEach
    void start() throws Exception {
        Path program = Service.installed("versitygw-1.8.0", "versitygw");
        Tools.require("curl");
        int port = Service.freePort();
        server = Service.start(
                List.of(
                        program.toString(),
                        "--port",
                        "127.0.0.1:" + port,
                        "--quiet",
                        "posix",
                        "--sidecar",
                        Files.createDirectories(temp.resolve("meta")).toString(),
                        Files.createDirectories(temp.resolve("data")).toString()),
                Map.of("ROOT_ACCESS_KEY", "access", "ROOT_SECRET_KEY", "s3cret-of-the-root"),
                temp.resolve("log"),
                port);
        fetch = Fetch.into(temp.resolve("agent"));
        curl("/config", "-X", "PUT");
    }

    @AfterEach
    void stop() {
        if (fetch != null) {
            fetch.close();
            server.close();
        }
    }

    private String endpoint() {
        return "http://127.0.0.1:" + server.port();
    }

    private void curl(String path, String... words) throws Exception {
        List<String> command = new java.util.ArrayList<>(List.of(
                "curl",
                "-sS",
                "--fail-with-body",
                "--aws-sigv4",
                "aws:amz:us-east-1:s3",
                "--user",
                "access:s3cret-of-the-root",
                "-H",
                "x-amz-content-sha256: UNSIGNED-PAYLOAD"));
        command.addAll(List.of(words));
        command.add(endpoint() + path);
        Tools.run(temp, command.toArray(String[]::new));
    }

    private void put(String key, String content) throws Exception {
        Path file = Files.writeString(temp.resolve("object"), content);
        curl("/config/" + key, "-T", file.toString());
    }

    private BucketSource source() {
        return BucketSource.of(URI.create(endpoint()), "us-east-1", "config", Optional.of(KEYS));
    }

    @Test
    void theObjectsOfABucketAreFetched() throws Exception {
        put("apps/web.yaml", "kind: Deployment\n");
        put("apps/with%20blank%2B%C3%BC.yaml", "a: 1\n");
        put("logo.png", "not wanted");
        Artifact artifact = fetch.good(source());

        assertThat(artifact.revision()).startsWith("sha256:");
        assertThat(Fetch.files(artifact))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("apps/web.yaml", "kind: Deployment\n", "apps/with blank+ü.yaml", "a: 1\n"));
        assertThat(fetch.good(source())).isEqualTo(artifact);

        put("apps/web.yaml", "kind: StatefulSet\n");
        assertThat(Fetch.files(fetch.good(source()))).containsEntry("apps/web.yaml", "kind: StatefulSet\n");
    }

    @Test
    void aPrefixAndRules() throws Exception {
        put("apps/web.yaml", "1");
        put("apps/notes.md", "2");
        put("infra/db.yaml", "3");
        put(".sourceignore", "*.md\n");
        assertThat(Fetch.files(fetch.good(source())))
                .containsOnlyKeys("apps/web.yaml", "infra/db.yaml", ".sourceignore");
        assertThat(Fetch.files(fetch.good(source().below("apps/").ignoring("*.txt"))))
                .containsOnlyKeys("apps/web.yaml", "apps/notes.md");
    }

    @Test
    void aWrongKeyIsTold() throws Exception {
        put("a.yaml", "1");
        fetch.good(source());
        for (Keys wrong : List.of(
                new Keys("access", new Secret("wr0ng-secret"), Optional.empty()),
                new Keys("nobody", new Secret("wr0ng-secret"), Optional.empty()))) {
            Failure failure =
                    fetch.failure(BucketSource.of(URI.create(endpoint()), "us-east-1", "config", Optional.of(wrong)));
            assertThat(failure.problem().cause()).isEqualTo("the service does not accept the access key");
            assertThat(failure.problem().toString()).doesNotContain("wr0ng-secret");
            assertThat(failure.retryable()).isFalse();
        }
        Failure nobody =
                fetch.failure(BucketSource.of(URI.create(endpoint()), "us-east-1", "config", Optional.empty()));
        assertThat(nobody.problem().cause()).contains("does not let us read");
    }

    @Test
    void aBucketThatHasGoneOrIsEmptyKeepsTheLastGoodArtifact() throws Exception {
        put("a.yaml", "1");
        Artifact good = fetch.good(source());
        curl("/config/a.yaml", "-X", "DELETE");
        assertThat(fetch.failure(source()).problem().cause()).isEqualTo("it holds nothing");
        curl("/config", "-X", "DELETE");
        assertThat(fetch.failure(source()).problem().place()).endsWith("(HTTP 404 NoSuchBucket)");
        assertThat(Fetch.files(good)).containsEntry("a.yaml", "1");
        server.close();
        assertThat(fetch.failure(source()).retryable()).isTrue();
    }

    @Test
    void aClockThatIsWrongIsTold() throws Exception {
        put("a.yaml", "1");
        BucketReader late = new BucketReader(Clock.offset(Clock.systemUTC(), Duration.ofHours(-1)));
        ArtifactStore store = new ArtifactStore(temp.resolve("late"), Limits.usual(), Clock.systemUTC());
        try (Staging staging = store.stage("late")) {
            assertThatThrownBy(() -> late.read(source(), Optional.empty(), staging))
                    .isInstanceOfSatisfying(
                            SourceException.class, e -> assertThat(e.kind()).isEqualTo(SourceException.Kind.CLOCK))
                    .hasMessageContaining("too far apart (by -3")
                    .hasMessageContaining("NTP");
        }
    }
}
