package dev.fairlead.forge.github;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import dev.fairlead.forge.Connection;
import dev.fairlead.forge.Forge;
import dev.fairlead.forge.ForgeCredentials;
import dev.fairlead.forge.ForgeCredentials.AccessToken;
import dev.fairlead.forge.ForgeCredentials.AppKey;
import dev.fairlead.forge.ForgeException;
import dev.fairlead.forge.ForgeException.Kind;
import dev.fairlead.forge.ForgeSettings;
import dev.fairlead.forge.Forges;
import dev.fairlead.forge.PullRequestQuery;
import dev.fairlead.forge.RepositoryUrl;
import dev.fairlead.forge.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Who we are to GitHub, and where its API is; the App's requests after
 * docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app.
 */
class GitHubSignInTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static KeyPair keys;

    private final WireMockServer server =
            new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
    private Instant now = NOW;

    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };

    @BeforeAll
    static void makeKeys() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        keys = generator.generateKeyPair();
    }

    @BeforeEach
    void start() {
        server.start();
        server.stubFor(get(urlPathEqualTo("/api/v3/app")).willReturn(okJson("{\"id\": 12, \"slug\": \"fairlead\"}")));
        String installation = "{\"id\": 7, \"app_id\": 12}";
        server.stubFor(get(urlPathEqualTo("/api/v3/repos/o/r/installation")).willReturn(okJson(installation)));
        server.stubFor(get(urlPathEqualTo("/api/v3/app/installations/7")).willReturn(okJson(installation)));
        token("ghs_one", NOW.plusSeconds(3600));
        server.stubFor(get(urlPathEqualTo("/api/v3/repos/o/r"))
                .willReturn(okJson("{\"id\": 1, \"node_id\": \"R_1\", \"name\": \"r\", \"full_name\": \"o/r\","
                        + " \"owner\": {\"login\": \"o\"}}")));
    }

    private void token(String token, Instant expires) {
        server.stubFor(post(urlPathEqualTo("/api/v3/app/installations/7/access_tokens"))
                .withRequestBody(equalToJson("{\"repositories\": [\"r\"]}"))
                .willReturn(aResponse()
                        .withStatus(201)
                        .withBody("{\"token\": \"" + token + "\", \"expires_at\": \"" + expires + "\"}")));
        server.stubFor(get(urlPathEqualTo("/api/v3/repos/o/r/pulls"))
                .withHeader("Authorization", equalTo("Bearer " + token))
                .willReturn(okJson("[]")));
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private Forge app(String pem, OptionalLong installation) {
        return Forges.open(
                "https://github.example.com/o/r",
                ForgeSettings.of(Map.of())
                        .named("github")
                        .withApiUrl(URI.create(server.baseUrl() + "/api/v3"))
                        .withClock(clock)
                        .withCredentials(new AppKey("Iv23liClientId", Secret.of(pem), installation)));
    }

    private static String pkcs8() {
        return pem("PRIVATE KEY", keys.getPrivate().getEncoded());
    }

    /** The inside of PKCS#8: for a key of 2048 bits it begins after 26 bytes. */
    private static String pkcs1() {
        byte[] pkcs8 = keys.getPrivate().getEncoded();
        return pem("RSA PRIVATE KEY", Arrays.copyOfRange(pkcs8, 26, pkcs8.length));
    }

    private static String pem(String type, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n";
    }

    private int tokens() {
        return server.findAll(postRequestedFor(urlPathEqualTo("/api/v3/app/installations/7/access_tokens")))
                .size();
    }

    @Test
    void anAppSignsInForTheOneRepositoryAndRenewsItsTokenInTime() throws Exception {
        Forge forge = app(pkcs1(), OptionalLong.empty());
        forge.find(PullRequestQuery.open());
        forge.find(PullRequestQuery.open());
        assertThat(tokens()).isEqualTo(1);
        now = NOW.plus(Duration.ofMinutes(56));
        token("ghs_two", now.plusSeconds(3600));
        forge.find(PullRequestQuery.open());
        assertThat(tokens()).isEqualTo(2);

        String jwt = server.findAll(postRequestedFor(urlPathEqualTo("/api/v3/app/installations/7/access_tokens")))
                .get(0)
                .getHeader("Authorization")
                .substring("Bearer ".length());
        String[] parts = jwt.split("\\.");
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(keys.getPublic());
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
        JsonNode claims = new ObjectMapper().readTree(Base64.getUrlDecoder().decode(parts[1]));
        assertThat(claims.path("iss").asText()).isEqualTo("Iv23liClientId");
        assertThat(claims.path("iat").asLong()).isEqualTo(NOW.getEpochSecond() - 60);
        assertThat(claims.path("exp").asLong()).isBetween(NOW.getEpochSecond() + 60, NOW.getEpochSecond() + 600);
    }

    @Test
    void aKnownInstallationIsNotLookedFor() {
        app(pkcs8(), OptionalLong.of(7)).find(PullRequestQuery.open());
        assertThat(server.getAllServeEvents())
                .noneMatch(event -> event.getRequest().getUrl().endsWith("/installation"));
    }

    @Test
    void anAppThatIsNotInstalledIsNotFound() {
        server.stubFor(get(urlPathEqualTo("/api/v3/repos/o/r/installation"))
                .willReturn(aResponse().withStatus(404).withBody("{\"message\": \"Not Found\"}")));
        assertThatThrownBy(() -> app(pkcs8(), OptionalLong.empty()).find(PullRequestQuery.open()))
                .isInstanceOfSatisfying(
                        ForgeException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND))
                .hasMessageContaining("/repos/o/r/installation");
    }

    @Test
    void aKeyInOneLineOfAVariableIsRead() {
        assertThat(PemKey.parse(Secret.of(pkcs1().replace("\n", "\\n")))).isEqualTo(keys.getPrivate());
        assertThat(PemKey.parse(Secret.of(pkcs8().replace("\n", "\r\n")))).isEqualTo(keys.getPrivate());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hunter2",
                "-----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\n%%%%\n-----END PRIVATE KEY-----",
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nhunter2\n-----END ENCRYPTED PRIVATE KEY-----",
                "-----BEGIN CERTIFICATE-----\nhunter2\n-----END CERTIFICATE-----"
            })
    void aKeyThatIsNoneIsRefusedWithoutShowingIt(String pem) {
        assertThatThrownBy(() -> app(pem, OptionalLong.empty()))
                .isInstanceOfSatisfying(
                        ForgeException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONFIGURATION))
                .hasMessageContaining("GitHub App private key")
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @CsvSource({
        "https://github.com/o/r,            true",
        "git@github.com:o/r.git,            true",
        "ssh://git@ssh.github.com:443/o/r,  true",
        "https://acme.ghe.com/o/r,          true",
        "https://github.example.com/o/r,    false",
        "https://github.com.evil.example/o, false",
        "/srv/github.com/o/r,               false",
    })
    void theHostsOfGitHubAreKnown(String url, boolean known) {
        assertThat(new GitHubProvider().recognises(RepositoryUrl.parse(url), ForgeSettings.of(Map.of())))
                .isEqualTo(known);
    }

    @Test
    void anEnterpriseServerIsKnownInsideItsOwnActions() {
        ForgeSettings actions = ForgeSettings.of(Map.of("GITHUB_SERVER_URL", "https://github.example.com"));
        assertThat(new GitHubProvider().recognises(RepositoryUrl.parse("https://github.example.com/o/r"), actions))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://github.com/o", "https://github.com/", "https://github.com/o/r/tree/main"})
    void anAddressThatIsNoRepositoryIsRefused(String url) {
        assertThatThrownBy(() -> Forges.open(url, ForgeSettings.of(Map.of())))
                .hasMessageContaining("this is no address of a GitHub repository");
    }

    @ParameterizedTest
    @CsvSource({
        "FAIRLEAD_GITHUB_TOKEN,   github.com,         true",
        "FAIRLEAD_GIT_TOKEN,      github.example.com, true",
        "GH_TOKEN,                github.com,         true",
        "GITHUB_TOKEN,            acme.ghe.com,       true",
        "GITHUB_TOKEN,            github.example.com, false",
        "GH_ENTERPRISE_TOKEN,     github.example.com, true",
        "GH_ENTERPRISE_TOKEN,     github.com,         false",
        "SOMETHING,               github.com,         false",
    })
    void aTokenOfTheEnvironmentGoesToItsOwnHostsOnly(String name, String host, boolean used) {
        Optional<ForgeCredentials> found = GitHubCredentials.of(Map.of(name, " hunter2\n"), host);
        assertThat(found.isPresent()).isEqualTo(used);
        found.ifPresent(credentials ->
                assertThat(((AccessToken) credentials).token().reveal()).isEqualTo("hunter2"));
    }

    @Test
    void anAppOfTheEnvironmentReadsItsKeyFromAFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("app.pem"), "the key");
        AppKey app = (AppKey) GitHubCredentials.of(
                        Map.of(
                                "FAIRLEAD_GITHUB_APP_ID", "12",
                                "FAIRLEAD_GITHUB_APP_KEY_FILE", file.toString(),
                                "FAIRLEAD_GITHUB_APP_INSTALLATION", "7",
                                "GH_TOKEN", "other"),
                        "github.com")
                .orElseThrow();
        assertThat(app.privateKey().reveal()).isEqualTo("the key");
        assertThat(app.installation()).hasValue(7);
        for (Map<String, String> wrong : List.of(
                Map.of("FAIRLEAD_GITHUB_APP_ID", "12"),
                Map.of("FAIRLEAD_GITHUB_APP_ID", "12", "FAIRLEAD_GITHUB_APP_KEY_FILE", folder + "/none"),
                Map.of(
                        "FAIRLEAD_GITHUB_APP_ID", "12",
                        "FAIRLEAD_GITHUB_APP_KEY", "x",
                        "FAIRLEAD_GITHUB_APP_INSTALLATION", "x"))) {
            assertThatThrownBy(() -> GitHubCredentials.of(wrong, "github.com")).isInstanceOf(ForgeException.class);
        }
    }

    @Test
    void aPrivateAuthorityIsTrustedWhenNamedAndOnlyThen(@TempDir Path folder) throws Exception {
        Path store = folder.resolve("server.p12");
        keytool(
                "-genkeypair",
                "-alias",
                "s",
                "-keyalg",
                "RSA",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "san=ip:127.0.0.1",
                "-keystore",
                store.toString(),
                "-storepass",
                "changeit",
                "-storetype",
                "PKCS12");
        Path pem = folder.resolve("server.pem");
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                "s",
                "-keystore",
                store.toString(),
                "-storepass",
                "changeit",
                "-file",
                pem.toString());
        WireMockServer secure = new WireMockServer(options()
                .dynamicPort()
                .dynamicHttpsPort()
                .bindAddress("127.0.0.1")
                .keystorePath(store.toString())
                .keystorePassword("changeit")
                .keyManagerPassword("changeit")
                .keystoreType("PKCS12"));
        secure.start();
        try {
            secure.stubFor(get(urlPathEqualTo("/repos/o/r"))
                    .willReturn(okJson(
                            "{\"id\": 1, \"name\": \"r\", \"full_name\": \"o/r\", \"owner\": {\"login\": \"o\"}}")));
            secure.stubFor(get(urlPathEqualTo("/repos/o/r/pulls")).willReturn(okJson("[]")));
            ForgeSettings settings = ForgeSettings.of(Map.of("GH_TOKEN", "t"))
                    .withApiUrl(URI.create("https://127.0.0.1:" + secure.httpsPort()));
            Forge strict = Forges.open("https://github.com/o/r", settings);
            assertThatThrownBy(() -> strict.find(PullRequestQuery.open()))
                    .isInstanceOfSatisfying(
                            ForgeException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONFIGURATION))
                    .hasMessageContaining("add the authority");
            Forge trusting = Forges.open(
                    "https://github.com/o/r", settings.withConnection(Connection.DEFAULT.trusting(List.of(pem))));
            assertThat(trusting.find(PullRequestQuery.open())).isEmpty();
            assertThatThrownBy(() -> Forges.open(
                            "https://github.com/o/r",
                            settings.withConnection(Connection.DEFAULT.trusting(List.of(folder.resolve("none"))))))
                    .hasMessageContaining("these certificates cannot be read");
        } finally {
            secure.stop();
        }
    }

    private static void keytool(String... arguments) throws Exception {
        List<String> command = new java.util.ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }
}
