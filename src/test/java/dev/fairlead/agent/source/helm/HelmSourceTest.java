package dev.fairlead.agent.source.helm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.agent.source.Artifact;
import dev.fairlead.agent.source.Failure;
import dev.fairlead.agent.source.HelmSource;
import dev.fairlead.agent.source.remote.Fetch;
import dev.fairlead.agent.source.store.Tar;
import dev.fairlead.agent.source.testing.OciPush;
import dev.fairlead.agent.source.testing.StubServer;
import dev.fairlead.agent.source.testing.StubServer.Fault;
import dev.fairlead.agent.source.testing.StubServer.Reply;
import dev.fairlead.registry.RegistrySettings;
import dev.fairlead.registry.Secret;
import dev.fairlead.registry.testing.DockerRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Charts of repositories over HTTP, and of a real registry. */
class HelmSourceTest {
    @TempDir
    Path temp;

    private final StringBuilder entries = new StringBuilder();
    private StubServer server;
    private Fetch fetch;

    @BeforeEach
    void start() throws Exception {
        server = StubServer.start();
        fetch = Fetch.into(temp.resolve("agent"));
    }

    @AfterEach
    void stop() {
        fetch.close();
        server.close();
    }

    private static byte[] chart(String name, String version) {
        return new Tar()
                .file(name + "/Chart.yaml", "apiVersion: v2\nname: " + name + "\nversion: " + version + "\n")
                .file(name + "/templates/web.yaml", "kind: Deployment # " + version + "\n")
                .gz();
    }

    private void publish(String version, byte[] archive, String digest, String url) {
        entries.append("  - name: web\n    version: ")
                .append(version)
                .append("\n    digest: ")
                .append(digest);
        entries.append("\n    urls: [\"").append(url).append("\"]\n");
        server.at("/charts/web-" + version + ".tgz", archive);
        server.at("/charts/index.yaml", index());
    }

    private String index() {
        return "apiVersion: v1\nentries:\n  web:\n" + entries + "  other:\n  - version: 1.0.0\n    urls: [other.tgz]\n";
    }

    private void publish(String version) {
        byte[] archive = chart("web", version);
        publish(version, archive, OciPush.digest(archive).substring(7), "web-" + version + ".tgz");
    }

    private HelmSource source(String version) {
        return HelmSource.of(
                        URI.create(server.url() + "/charts"),
                        "web",
                        Optional.of(version).filter(v -> !v.isEmpty()))
                .reachedBy(RegistrySettings.plain().withLimits(Duration.ofSeconds(30), Duration.ofSeconds(1), 100));
    }

    @ParameterizedTest
    @CsvSource({
        "'', 1.10.0",
        "1.2.0, 1.2.0",
        "^1.2.0, 1.10.0",
        "~1.2, 1.2.0",
        "'>=2.0.0-0', 2.0.0-rc.1",
        "'1.x || 2.x', 1.10.0"
    })
    void theHighestVersionInTheRange(String wanted, String version) throws Exception {
        for (String published : new String[] {"1.2.0", "2.0.0-rc.1", "1.10.0", "0.9.0"}) {
            publish(published);
        }
        Artifact artifact = fetch.good(source(wanted));
        assertThat(artifact.revision()).isEqualTo(version);
        assertThat(Fetch.files(artifact))
                .containsOnlyKeys("web/Chart.yaml", "web/templates/web.yaml")
                .containsEntry("web/templates/web.yaml", "kind: Deployment # " + version + "\n");
    }

    @Test
    void anIndexThatDidNotChangeIsNotReadAgain() {
        publish("1.0.0");
        server.at(
                "/charts/index.yaml",
                exchange -> "\"v1\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"))
                        ? new Reply(304, Map.of(), new byte[0])
                        : new Reply(200, Map.of("ETag", "\"v1\""), index().getBytes(StandardCharsets.UTF_8)));
        Artifact first = fetch.good(source(""));
        int before = server.requests().size();
        assertThat(fetch.good(source(""))).isEqualTo(first);
        assertThat(server.requests().subList(before, server.requests().size()))
                .containsExactly("GET /charts/index.yaml");
    }

    @Test
    void withoutATagTheEntryTellsWhetherAnythingChanged() {
        publish("1.0.0");
        Artifact first = fetch.good(source(""));
        int before = server.requests().size();
        assertThat(fetch.good(source(""))).isEqualTo(first);
        assertThat(server.requests()).hasSize(before + 1);
        publish("1.1.0");
        assertThat(fetch.good(source("")).revision()).isEqualTo("1.1.0");
    }

    @Test
    void aPasswordIsForTheRepositoryAlone() {
        byte[] archive = chart("web", "1.0.0");
        publish("1.0.0", archive, OciPush.digest(archive), server.otherUrl() + "/charts/web-1.0.0.tgz");
        HelmSource source = source("").with(new HelmSource.Login("team", new Secret("s3cret")));
        fetch.good(source);
        assertThat(server.requests())
                .containsExactly("GET /charts/index.yaml Basic dGVhbTpzM2NyZXQ=", "GET /charts/web-1.0.0.tgz");
        try (Fetch other = Fetch.into(temp.resolve("other"))) {
            other.good(source.passingCredentials());
        }
        assertThat(server.requests()).endsWith("GET /charts/web-1.0.0.tgz Basic dGVhbTpzM2NyZXQ=");
    }

    @ParameterizedTest
    @CsvSource({
        "CUT, true, broke",
        "SLOW, true, no whole answer came within 1 s",
        "BROKEN, true, the server fails",
        "UNAUTHORIZED, false, does not accept who we are",
        "FORBIDDEN, false, does not let us read this",
        "GONE, false, there is no such thing",
    })
    void keepsTheLastGoodArtifact(Fault fault, boolean retryable, String cause) throws Exception {
        publish("1.0.0");
        Artifact good = fetch.good(source(""));
        publish("1.1.0");
        server.fail(fault, 3);
        Failure failure = fetch.failure(source(""));
        assertThat(failure.retryable()).isEqualTo(retryable);
        assertThat(failure.problem().cause()).contains(cause);
        assertThat(failure.problem().place()).startsWith(server.url() + "/charts/index.yaml");
        assertThat(Fetch.files(good)).containsKey("web/Chart.yaml");
    }

    @Test
    void whatIsNotWhatTheIndexSaysIsNotTaken() throws Exception {
        publish("1.0.0");
        fetch.good(source(""));
        publish("1.1.0", chart("web", "1.1.0"), "0".repeat(64), "web-1.1.0.tgz");
        assertThat(fetch.failure(source("")).problem().cause()).contains("does not have the digest");
        byte[] other = chart("db", "1.2.0");
        publish("1.2.0", other, OciPush.digest(other), "web-1.2.0.tgz");
        assertThat(fetch.failure(source("")).problem().cause()).contains("the archive has no web/Chart.yaml");
        byte[] old = chart("web", "1.0.0");
        publish("1.3.0", old, OciPush.digest(old), "web-1.3.0.tgz");
        assertThat(fetch.failure(source("")).problem().cause()).contains("of the version '1.0.0' instead of 1.3.0");
        byte[] hostile = new Tar().file("../evil", "x").gz();
        publish("1.4.0", hostile, OciPush.digest(hostile), "web-1.4.0.tgz");
        assertThat(fetch.failure(source("")).problem().cause()).contains("leads upwards");
        publish("1.5.0", hostile, OciPush.digest(hostile), "file:///etc/passwd");
        assertThat(fetch.failure(source("")).problem().cause()).contains("no address of HTTP");
    }

    @Test
    void whatIsMissingIsTold() throws Exception {
        publish("1.0.0");
        assertThat(fetch.failure(source("^2.0.0")).problem().cause())
                .isEqualTo("none of its 1 versions is in the range ^2.0.0");
        HelmSource none = HelmSource.of(URI.create(server.url() + "/charts"), "none", Optional.empty());
        assertThat(fetch.failure(none).problem().cause()).isEqualTo("the repository has no chart of that name");
        server.at("/charts/index.yaml", "<html>Sign in</html>");
        assertThat(fetch.failure(source("")).problem().cause()).startsWith("its index is no");
    }

    @Test
    @org.junit.jupiter.api.Tag("service")
    void chartsInARegistry() throws Exception {
        try (DockerRegistry registry = DockerRegistry.plain(Files.createDirectories(temp.resolve("registry")))) {
            OciPush push = new OciPush("http://" + registry.host());
            String config = "application/vnd.cncf.helm.config.v1+json";
            String layer = "application/vnd.cncf.helm.chart.content.v1.tar+gzip";
            String one = push.push("charts/web", "1.0.0", config, Map.of(layer, chart("web", "1.0.0")));
            String two = push.push("charts/web", "1.1.0_build.1", config, Map.of(layer, chart("web", "1.1.0+build.1")));
            URI repository = URI.create("oci://" + registry.host() + "/charts");

            Artifact highest = fetch.good(
                    HelmSource.of(repository, "web", Optional.empty()).reachedBy(registry.settings()));
            assertThat(highest.revision()).isEqualTo("1.1.0+build.1@" + two);
            assertThat(Fetch.files(highest)).containsOnlyKeys("web/Chart.yaml", "web/templates/web.yaml");
            HelmSource exact =
                    HelmSource.of(repository, "web", Optional.of("1.0.0")).reachedBy(registry.settings());
            assertThat(fetch.good(exact).revision()).isEqualTo("1.0.0@" + one);
            assertThat(fetch.failure(HelmSource.of(repository, "web", Optional.of("3.0.0"))
                                    .reachedBy(registry.settings()))
                            .problem()
                            .cause())
                    .contains("no tag 3.0.0");
        }
    }
}
