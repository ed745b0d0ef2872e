package dev.fairlead.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentSettingsTest {
    @TempDir
    Path folder;

    @Test
    void anEmptyEnvironmentGivesTheDefaults() {
        RegistrySettings settings = RegistrySettings.fromEnvironment(Map.of());
        assertThat(settings.plainHttpHosts()).isEmpty();
        assertThat(settings.trustedCas()).isEmpty();
        assertThat(settings.proxy()).isEqualTo(ProxySettings.none());
        assertThat(settings.deadline()).isEqualTo(Duration.ofMinutes(2));
        assertThat(settings.signIn()).isEqualTo(new SignIn.Automatic());
        assertThat(settings.dockerConfigs()).isEmpty();
        assertThat(settings.acr().audience()).isEqualTo("https://containerregistry.azure.net");
    }

    @Test
    void plainHttpIsForTheHostsThatAreNamedAndNoOther() {
        RegistrySettings settings =
                RegistrySettings.fromEnvironment(Map.of("FAIRLEAD_PLAIN_HTTP", "Registry.local:5000, 10.0.0.1:80"));
        assertThat(settings.plainHttpHosts()).containsExactlyInAnyOrder("registry.local:5000", "10.0.0.1:80");
    }

    @Test
    void limitsAreInSeconds() {
        RegistrySettings settings = RegistrySettings.fromEnvironment(Map.of(
                "FAIRLEAD_REGISTRY_DEADLINE", "90", "FAIRLEAD_REGISTRY_TIMEOUT", "2.5", "FAIRLEAD_REGISTRY_RATE", "5"));
        assertThat(settings.deadline()).isEqualTo(Duration.ofSeconds(90));
        assertThat(settings.attemptTimeout()).isEqualTo(Duration.ofMillis(2500));
        assertThat(settings.requestsPerSecond()).isEqualTo(5);
    }

    @Test
    void aPasswordIsForOneHost() {
        RegistrySettings settings = RegistrySettings.fromEnvironment(Map.of(
                "FAIRLEAD_REGISTRY_HOST", "Team.azurecr.io",
                "FAIRLEAD_REGISTRY_USERNAME", "ci",
                "FAIRLEAD_REGISTRY_PASSWORD", "p:w"));
        assertThat(settings.signIns())
                .containsExactly(Map.entry("team.azurecr.io", new SignIn.Basic("ci", new Secret("p:w"))));
        assertThat(settings.toString()).doesNotContain("p:w");
    }

    @Test
    void aPasswordMayStandInAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("password"), "from-file\n");
        RegistrySettings settings = RegistrySettings.fromEnvironment(Map.of(
                "FAIRLEAD_REGISTRY_HOST", "team.azurecr.io",
                "FAIRLEAD_REGISTRY_USERNAME", "ci",
                "FAIRLEAD_REGISTRY_PASSWORD_FILE", file.toString()));
        assertThat(settings.signIns())
                .containsExactly(Map.entry("team.azurecr.io", new SignIn.Basic("ci", new Secret("from-file"))));
    }

    @Test
    void aPasswordWithoutItsHostIsRefusedAndNotShown() {
        assertThatThrownBy(() -> RegistrySettings.fromEnvironment(
                        Map.of("FAIRLEAD_REGISTRY_USERNAME", "ci", "FAIRLEAD_REGISTRY_PASSWORD", "hush")))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("FAIRLEAD_REGISTRY_HOST")
                .hasMessageNotContaining("hush");
    }

    @ParameterizedTest
    @CsvSource({
        "auto, Automatic",
        "anonymous, Anonymous",
        "docker, DockerConfig",
        "azure, CHAIN",
        "Workload-Identity, WORKLOAD_IDENTITY",
        "managed-identity, MANAGED_IDENTITY",
        "azure-cli, CLI",
        "service-principal, SERVICE_PRINCIPAL"
    })
    void waysToSignIn(String text, String expected) {
        SignIn signIn = RegistrySettings.fromEnvironment(Map.of("FAIRLEAD_REGISTRY_SIGN_IN", text))
                .signIn();
        String found = signIn instanceof SignIn.Entra entra
                ? entra.method().name()
                : signIn.getClass().getSimpleName();
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void acrOverrides() {
        AcrSettings acr = RegistrySettings.fromEnvironment(Map.of(
                        "FAIRLEAD_ACR_HOSTS", ".azurecr.example acr.local:5000",
                        "FAIRLEAD_ACR_AUTHORITY", "https://login.example/",
                        "FAIRLEAD_ACR_AUDIENCE", "https://acr.example"))
                .acr();
        assertThat(acr.hosts()).containsExactlyInAnyOrder(".azurecr.example", "acr.local:5000");
        assertThat(acr.authority()).contains(URI.create("https://login.example/"));
        assertThat(acr.audience()).isEqualTo("https://acr.example");
    }

    @Test
    void ourOwnProxyVariablesComeBeforeTheCommonOnes() {
        ProxySettings proxy = RegistrySettings.fromEnvironment(Map.of(
                        "https_proxy", "http://common:3128",
                        "FAIRLEAD_HTTPS_PROXY", "own:8080",
                        "HTTP_PROXY", "http://upper:3128",
                        "NO_PROXY", "a.example, .b.example"))
                .proxy();
        assertThat(proxy.https()).contains(URI.create("http://own:8080"));
        assertThat(proxy.http()).contains(URI.create("http://upper:3128"));
        assertThat(proxy.noProxy()).containsExactly("a.example", ".b.example");
    }

    @Test
    void aProxysPasswordIsNotShown() {
        assertThat(RegistrySettings.fromEnvironment(Map.of("HTTPS_PROXY", "http://me:hush@proxy:1"))
                        .toString())
                .doesNotContain("hush");
        assertThatThrownBy(() -> RegistrySettings.fromEnvironment(Map.of("HTTPS_PROXY", "http://me:hush@pro xy")))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("HTTPS_PROXY")
                .hasMessageNotContaining("hush");
    }

    @ParameterizedTest
    @CsvSource({
        "FAIRLEAD_REGISTRY_SIGN_IN, magic, workload-identity",
        "FAIRLEAD_REGISTRY_DEADLINE, soon, above zero",
        "FAIRLEAD_REGISTRY_RATE, -1, above zero",
        "FAIRLEAD_REGISTRY_RATE, NaN, above zero",
        "FAIRLEAD_ACR_AUTHORITY, login.example, URL",
        "FAIRLEAD_CA_FILE, /nowhere/ca.pem, cannot be read",
        "FAIRLEAD_HTTPS_PROXY, https://proxy:443, http://"
    })
    void whatMakesNoSenseIsRefusedByName(String name, String value, String told) {
        assertThatThrownBy(() -> RegistrySettings.fromEnvironment(Map.of(name, value)))
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.kind()).isEqualTo(RegistryException.Kind.SETTINGS))
                .hasMessageContaining(name)
                .hasMessageContaining(told);
    }

    @Test
    void whereLoginsAreLookedFor() {
        assertThat(RegistrySettings.fromEnvironment(Map.of("HOME", "/h", "XDG_RUNTIME_DIR", "/run/1"))
                        .dockerConfigs())
                .containsExactly(Path.of("/h/.docker/config.json"), Path.of("/run/1/containers/auth.json"));
        assertThat(RegistrySettings.fromEnvironment(Map.of("HOME", "/h", "DOCKER_CONFIG", "/d"))
                        .dockerConfigs())
                .containsExactly(Path.of("/d/config.json"));
        assertThat(RegistrySettings.fromEnvironment(Map.of("HOME", "/h", "REGISTRY_AUTH_FILE", "/a.json"))
                        .dockerConfigs())
                .containsExactly(Path.of("/a.json"));
    }

    @Test
    void platforms() {
        Platform arm = Platform.parse("linux/arm64/v8");
        assertThat(arm).isEqualTo(new Platform("linux", "arm64", Optional.of("v8")));
        assertThat(arm).hasToString("linux/arm64/v8");
        assertThat(arm.satisfies(Platform.parse("linux/arm64"))).isTrue();
        assertThat(Platform.parse("linux/arm64").satisfies(arm)).isFalse();
        assertThatThrownBy(() -> Platform.parse("linux")).hasMessageContaining("linux/amd64");
        assertThatThrownBy(() -> Platform.parse("linux/")).hasMessageContaining("platform 'linux/'");
    }
}
