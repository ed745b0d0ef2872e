package dev.fairlead.registry.acr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fairlead.demo.registry.EmbeddedRegistry;
import dev.fairlead.demo.registry.EmbeddedRegistry.Options;
import dev.fairlead.demo.registry.LoopbackCertificate;
import dev.fairlead.demo.registry.TinyImage;
import dev.fairlead.image.ImageName;
import dev.fairlead.registry.AcrSettings;
import dev.fairlead.registry.RegistryException;
import dev.fairlead.registry.RegistryException.Kind;
import dev.fairlead.registry.RegistrySettings;
import dev.fairlead.registry.Secret;
import dev.fairlead.registry.SignIn;
import dev.fairlead.registry.auth.Credential;
import dev.fairlead.registry.auth.CredentialSource;
import dev.fairlead.registry.http.RegistryHttp;
import dev.fairlead.registry.remote.RemoteRegistries;
import dev.fairlead.registry.retry.Time;
import dev.fairlead.registry.testing.StubRegistry;
import dev.fairlead.registry.testing.StubRegistry.Seen;
import dev.fairlead.registry.testing.StubRegistry.Told;
import dev.fairlead.registry.wire.JdkWire;
import dev.fairlead.registry.wire.Origin;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Entra identities, against an Entra and an ACR on loopback. */
class EntraTest {
    private static final String ENTRA_TOKEN = "entra-access-token";
    private static final String TENANT = "11111111-2222-3333-4444-555555555555";

    private final LoopbackCertificate authority = LoopbackCertificate.make();

    @TempDir
    Path folder;

    /** Entra's token endpoint: who knows the secret, or shows the pod's token, gets a token. */
    private static Told entra(Seen seen) {
        boolean known =
                seen.body().contains("client_secret=hush") || seen.body().contains("client_assertion=pod-token");
        return known
                ? Told.json("{\"token_type\":\"Bearer\",\"expires_in\":3599,\"ext_expires_in\":3599,\"access_token\":\""
                        + ENTRA_TOKEN + "\"}")
                : Told.json(
                        401,
                        "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000215: Invalid client"
                                + " secret provided.\",\"error_codes\":[7000215]}");
    }

    private List<Seen> list(SignIn.Entra.Method method, Map<String, String> environment) {
        try (var server = EmbeddedRegistry.start(Options.acr().withEntraToken(ENTRA_TOKEN));
                var entra = StubRegistry.start(authority, EntraTest::entra)) {
            server.push("team/app", "1.0.0", TinyImage.of(Map.of(), Instant.EPOCH), Instant.EPOCH);
            RegistrySettings settings = server.settings(RegistrySettings.plain())
                    .withTrustedCa(authority.caPem())
                    .withSignIn(new SignIn.Entra(method, Optional.empty(), Optional.of(TENANT)));
            settings = settings.withAcr(new AcrSettings(
                    settings.acr().hosts(), Optional.of(URI.create(entra.url() + "/")), AcrSettings.AUDIENCE));
            ImageName app = ImageName.of(server.host(), "team/app");
            try (var registries = RemoteRegistries.open(settings, environment, JdkWire.of(settings), Time.system())) {
                assertThat(registries.forImage(app).tags(app)).hasSize(1);
                assertThat(registries.forImage(app).details(app, "1.0.0").platforms())
                        .hasSize(1);
            }
            return entra.seen();
        }
    }

    /** fluxcd/pkg#1130: a token for Azure's management is refused once "authentication-as-arm" is off. */
    @Test
    void pkg_1130_aServicePrincipalAsksForAcrsOwnAudience() {
        List<Seen> asked = list(
                SignIn.Entra.Method.SERVICE_PRINCIPAL, Map.of("AZURE_CLIENT_ID", "app", "AZURE_CLIENT_SECRET", "hush"));
        assertThat(asked)
                .filteredOn(seen -> seen.method().equals("POST"))
                .as("one token serves listing and reading")
                .hasSize(1)
                .allSatisfy(seen -> {
                    assertThat(seen.path()).startsWith("/" + TENANT + "/oauth2/v2.0/token");
                    assertThat(seen.body()).contains("https%3A%2F%2Fcontainerregistry.azure.net%2F.default");
                    assertThat(seen.body()).doesNotContain("management.azure.com");
                });
    }

    @Test
    void aWorkloadIdentityShowsItsPodsToken() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "pod-token");
        List<Seen> asked = list(
                SignIn.Entra.Method.WORKLOAD_IDENTITY,
                Map.of("AZURE_CLIENT_ID", "app", "AZURE_FEDERATED_TOKEN_FILE", token.toString()));
        assertThat(asked).anySatisfy(seen -> assertThat(seen.body()).contains("client_assertion=pod-token"));
    }

    @Test
    void aSecretThatEntraRefusesIsTold() {
        RegistryException told = catchThrowableOfType(
                RegistryException.class,
                () -> list(
                        SignIn.Entra.Method.SERVICE_PRINCIPAL,
                        Map.of("AZURE_CLIENT_ID", "app", "AZURE_CLIENT_SECRET", "wrong-secret")));
        assertThat(told.kind()).isEqualTo(Kind.CREDENTIALS);
        assertThat(told)
                .hasMessageStartingWith("Azure service principal: Entra refuses it:")
                .hasMessageContaining("AADSTS7000215")
                .hasMessageNotContaining("wrong-secret");
    }

    @Test
    void whatAnIdentityNeedsIsNamed() {
        RegistryException told = catchThrowableOfType(
                RegistryException.class, () -> list(SignIn.Entra.Method.WORKLOAD_IDENTITY, Map.of()));
        assertThat(told).hasMessageContaining("AZURE_CLIENT_ID is not set");
    }

    @Test
    void anIdentityThatAcrDoesNotKnowIsToldItsRoles() {
        try (var server = EmbeddedRegistry.start(Options.acr().withEntraToken("another token"));
                var entra = StubRegistry.start(authority, EntraTest::entra)) {
            RegistryException told = refused(server, entra);
            assertThat(told.kind()).isEqualTo(Kind.UNAUTHORIZED);
            assertThat(told)
                    .hasMessageContaining("the registry does not accept Azure service principal")
                    .hasMessageContaining("AcrPull")
                    .hasMessageContaining("Container Registry Repository Reader")
                    .hasMessageNotContaining(ENTRA_TOKEN);
        }
    }

    private RegistryException refused(EmbeddedRegistry server, StubRegistry entra) {
        RegistrySettings settings = server.settings(RegistrySettings.plain())
                .withTrustedCa(authority.caPem())
                .withSignIn(new SignIn.Entra(
                        SignIn.Entra.Method.SERVICE_PRINCIPAL, Optional.of("app"), Optional.of(TENANT)));
        RegistrySettings own = settings.withAcr(new AcrSettings(
                settings.acr().hosts(), Optional.of(URI.create(entra.url() + "/")), AcrSettings.AUDIENCE));
        ImageName app = ImageName.of(server.host(), "team/app");
        try (var registries =
                RemoteRegistries.open(own, Map.of("AZURE_CLIENT_SECRET", "hush"), JdkWire.of(own), Time.system())) {
            return catchThrowableOfType(
                    RegistryException.class,
                    () -> registries.forImage(app).tags(app).iterator().hasNext());
        }
    }

    /** An Entra token opens more registries than one: it goes to this one's own origin, over TLS, or nowhere. */
    @Test
    void anEntraTokenIsNotLedAstray() {
        try (var thief = StubRegistry.start(
                        authority, seen -> Told.json("{\"access_token\":\"t\",\"refresh_token\":\"t\"}"));
                var secure = StubRegistry.start(authority, seen -> challenge(thief.url()));
                var plain = StubRegistry.start(
                        seen -> challenge("https://" + seen.header("host").orElseThrow()))) {
            assertThat(listAs(secure)).hasMessageContaining("wants an Azure identity's token sent to another host");
            assertThat(listAs(plain)).hasMessageContaining("another host");
            assertThat(thief.seen()).isEmpty();
        }
        try (var plain = StubRegistry.start(
                seen -> challenge("http://" + seen.header("host").orElseThrow()))) {
            assertThat(listAs(plain)).hasMessageContaining("an Azure identity's token is not sent over plain HTTP");
            assertThat(plain.seen()).hasSize(1);
        }
    }

    private static Told challenge(String realm) {
        return Told.status(401)
                .with("WWW-Authenticate", "Bearer realm=\"" + realm + "/oauth2/token\",service=\"s\",scope=\"s\"");
    }

    private RegistryException listAs(StubRegistry stub) {
        RegistrySettings settings = stub.settings().withTrustedCa(authority.caPem());
        RegistrySettings reachable =
                stub.url().startsWith("https") ? RegistrySettings.plain().withTrustedCa(authority.caPem()) : settings;
        RegistryHttp http = RegistryHttp.open(
                stub.host(),
                Origin.of(URI.create(stub.url())),
                true,
                CredentialSource.of(() -> new Credential.Entra("test identity", () -> new Secret(ENTRA_TOKEN))),
                reachable,
                JdkWire.of(reachable),
                Time.system());
        return catchThrowableOfType(
                RegistryException.class,
                () -> new AcrRegistry(http)
                        .tags(stub.image("team/app"))
                        .iterator()
                        .hasNext());
    }
}
