package dev.fairlead.agent.source.helm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.agent.source.Artifact;
import dev.fairlead.agent.source.HelmSource;
import dev.fairlead.agent.source.remote.Fetch;
import dev.fairlead.agent.source.testing.Service;
import dev.fairlead.agent.source.testing.StubServer;
import dev.fairlead.registry.testing.DockerRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Charts that the helm command made, packaged, indexed and pushed. */
@Tag("service")
class HelmToolTest {
    @TempDir
    Path temp;

    private Path helm;

    @BeforeEach
    void packageCharts() throws Exception {
        helm = Service.installed("helm-3.22.0", "helm");
        run("create", "web");
        for (String version : List.of("1.0.0", "1.2.0", "2.0.0-beta.1", "1.3.0+build.7")) {
            run("package", "web", "--version", version, "--destination", "charts");
        }
    }

    private void run(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(helm.toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(temp.toFile()).redirectErrorStream(true);
        builder.environment().put("HOME", temp.toString());
        Process process = builder.start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(told).isZero();
    }

    @Test
    void fromAnIndexThatHelmWrote() throws Exception {
        run("repo", "index", "charts");
        try (StubServer server = StubServer.start();
                Fetch fetch = Fetch.into(temp.resolve("agent"));
                var files = Files.list(temp.resolve("charts"))) {
            for (Path file : files.toList()) {
                server.at("/" + file.getFileName(), Files.readAllBytes(file));
            }
            Artifact highest = fetch.good(HelmSource.of(URI.create(server.url()), "web", Optional.empty()));
            assertThat(highest.revision()).isEqualTo("1.3.0+build.7");
            assertThat(Fetch.files(highest))
                    .containsKeys("web/Chart.yaml", "web/values.yaml", "web/templates/deployment.yaml");
            assertThat(fetch.good(HelmSource.of(URI.create(server.url()), "web", Optional.of("~1.2")))
                            .revision())
                    .isEqualTo("1.2.0");
        }
    }

    @Test
    void fromARegistryThatHelmPushedTo() throws Exception {
        try (DockerRegistry registry = DockerRegistry.plain(Files.createDirectories(temp.resolve("registry")));
                Fetch fetch = Fetch.into(temp.resolve("agent"));
                var files = Files.list(temp.resolve("charts"))) {
            for (Path file : files.toList()) {
                run("push", file.toString(), "oci://" + registry.host() + "/charts", "--plain-http");
            }
            HelmSource source = HelmSource.of(
                            URI.create("oci://" + registry.host() + "/charts"), "web", Optional.empty())
                    .reachedBy(registry.settings());
            Artifact highest = fetch.good(source);
            assertThat(highest.revision()).startsWith("1.3.0+build.7@sha256:");
            assertThat(Fetch.files(highest)).containsKeys("web/Chart.yaml", "web/templates/deployment.yaml");
        }
    }
}
