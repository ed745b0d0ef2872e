package dev.fairlead.registry.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.demo.registry.Account;
import dev.fairlead.demo.registry.EmbeddedRegistry;
import dev.fairlead.demo.registry.EmbeddedRegistry.Options;
import dev.fairlead.demo.registry.TinyImage;
import dev.fairlead.image.ImageName;
import dev.fairlead.registry.Registry;
import dev.fairlead.registry.RegistryProbe;
import dev.fairlead.registry.RegistrySettings;
import dev.fairlead.registry.Secret;
import dev.fairlead.registry.SignIn;
import dev.fairlead.registry.acr.AcrRegistry;
import dev.fairlead.registry.oci.OciRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemoteRegistriesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "team.azurecr.io/app, true",
        "team.azurecr.cn/app, true",
        "acr.internal:5000/app, true",
        "nginx, false",
        "ghcr.io/team/app, false",
        "localhost:5000/app, false"
    })
    void whichKindAHostIs(String name, boolean acr) {
        RegistrySettings settings =
                RegistrySettings.plain().withAcr(RegistrySettings.plain().acr().withHost("acr.internal:5000"));
        try (var registries = RemoteRegistries.open(settings)) {
            ImageName image = ImageName.parse(name);
            Registry registry = registries.forImage(image);
            assertThat(registry).isInstanceOf(acr ? AcrRegistry.class : OciRegistry.class);
            assertThat(registry.host()).isEqualTo(image.registry());
            assertThat(registries.forImage(ImageName.of(image.registry(), "another")))
                    .isSameAs(registry);
        }
    }

    @Test
    void aProbeTellsWhatWorks() {
        try (var server = EmbeddedRegistry.start(Options.acr(Account.admin("ci", "hush")));
                var registries = RemoteRegistries.open(server.settings(RegistrySettings.plain()))) {
            server.push("team/app", "v1", TinyImage.of(Map.of(), Instant.EPOCH), Instant.EPOCH);
            assertThat(registries.probe(server.host()))
                    .isEqualTo(new RegistryProbe(server.host(), true, "user 'ci'", Optional.empty(), Optional.empty()));
            assertThat(registries.probe(ImageName.of(server.host(), "team/app")))
                    .isEqualTo(
                            new RegistryProbe(server.host(), true, "user 'ci'", Optional.of(true), Optional.empty()));
            RegistryProbe absent = registries.probe(ImageName.of(server.host(), "team/absent"));
            assertThat(absent.canList()).contains(false);
            assertThat(absent.problem().orElseThrow().cause()).contains("no such repository");
        }
    }

    @Test
    void aProbeTellsWhatDoesNot() {
        try (var server = EmbeddedRegistry.start(Options.acr(new Account("ci", "hush", Set.of("pull"))))) {
            RegistrySettings wrong = server.settings(RegistrySettings.plain())
                    .withSignIn(server.host(), new SignIn.Basic("ci", new Secret("wrong")));
            try (var registries = RemoteRegistries.open(wrong)) {
                RegistryProbe probe = registries.probe(server.host());
                assertThat(probe.reachable()).isTrue();
                assertThat(probe.problem().orElseThrow().cause()).isEqualTo("the registry does not accept user 'ci'");
            }
            try (var registries = RemoteRegistries.open(server.settings(RegistrySettings.plain()))) {
                RegistryProbe probe = registries.probe(ImageName.of(server.host(), "team/app"));
                assertThat(probe.canList()).contains(false);
                assertThat(probe.problem().orElseThrow().remedy()).contains("metadata_read");
            }
            String host = server.host();
            server.close();
            RegistrySettings impatient = RegistrySettings.plain()
                    .withPlainHttpHost(host)
                    .withLimits(Duration.ofMillis(200), Duration.ofMillis(200), 10);
            try (var registries = RemoteRegistries.open(impatient)) {
                RegistryProbe probe = registries.probe(host);
                assertThat(probe.reachable()).isFalse();
                assertThat(probe.signedInAs()).isEqualTo("anonymous");
                assertThat(probe.problem().orElseThrow().cause()).contains("refused the connection");
            }
        }
    }

    @Test
    void aLoginOfDockersIsUsed() throws IOException {
        try (var server = EmbeddedRegistry.start(Options.acr(Account.admin("ci", "a:b")))) {
            server.push("team/app", "v1", TinyImage.of(Map.of(), Instant.EPOCH), Instant.EPOCH);
            String auth = Base64.getEncoder().encodeToString("ci:a:b".getBytes(StandardCharsets.UTF_8));
            Path config = Files.writeString(
                    folder.resolve("config.json"),
                    "{\"auths\":{\"" + server.host() + "\":{\"auth\":\"" + auth + "\"}}}");
            RegistrySettings settings = RegistrySettings.plain()
                    .withTrustedCa(server.caPem().orElseThrow())
                    .withAcr(RegistrySettings.plain().acr().withHost(server.host()))
                    .withSignIn(new SignIn.Automatic())
                    .withDockerConfigs(List.of(folder.resolve("absent.json"), config));
            try (var registries = RemoteRegistries.open(settings)) {
                ImageName app = ImageName.of(server.host(), "team/app");
                assertThat(registries.forImage(app).tags(app)).hasSize(1);
                assertThat(registries.probe(app).signedInAs()).isEqualTo("user 'ci'");
            }
        }
    }

    @Test
    void whatWasLookedForInVainIsTold() {
        try (var server = EmbeddedRegistry.start(Options.acr())) {
            RegistrySettings settings = RegistrySettings.plain()
                    .withTrustedCa(server.caPem().orElseThrow())
                    .withSignIn(new SignIn.Automatic())
                    .withDockerConfigs(List.of(folder.resolve("absent.json")));
            try (var registries = RemoteRegistries.open(settings)) {
                RegistryProbe probe = registries.probe(ImageName.of(server.host(), "team/app"));
                assertThat(probe.signedInAs()).isEqualTo("anonymous");
                assertThat(probe.problem().orElseThrow().cause())
                        .contains("lets nobody in without a sign-in")
                        .contains("no login for it in " + folder.resolve("absent.json"));
            }
        }
    }

    @Test
    void aHelperThatFailsIsToldAndNotPassedOver() throws IOException {
        try (var server = EmbeddedRegistry.start(Options.acr())) {
            Path config = Files.writeString(
                    folder.resolve("config.json"), "{\"credsStore\":\"that-is-not-installed-anywhere\"}");
            RegistrySettings settings = RegistrySettings.plain()
                    .withTrustedCa(server.caPem().orElseThrow())
                    .withSignIn(new SignIn.DockerConfig())
                    .withDockerConfigs(List.of(config));
            try (var registries = RemoteRegistries.open(settings)) {
                RegistryProbe probe = registries.probe(server.host());
                assertThat(probe.problem().orElseThrow().toString())
                        .contains("docker-credential-that-is-not-installed-anywhere: it cannot be started");
                assertThat(probe.signedInAs()).startsWith("nobody: credential helper");
            }
        }
    }
}
