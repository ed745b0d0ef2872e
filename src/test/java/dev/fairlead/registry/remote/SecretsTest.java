package dev.fairlead.registry.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.fairlead.demo.registry.LoopbackCertificate;
import dev.fairlead.image.ImageName;
import dev.fairlead.registry.RegistryException;
import dev.fairlead.registry.RegistryException.Kind;
import dev.fairlead.registry.RegistrySettings;
import dev.fairlead.registry.Secret;
import dev.fairlead.registry.SignIn;
import dev.fairlead.registry.testing.FakeTime;
import dev.fairlead.registry.testing.StubRegistry;
import dev.fairlead.registry.testing.StubRegistry.Seen;
import dev.fairlead.registry.testing.StubRegistry.Told;
import dev.fairlead.registry.wire.JdkWire;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Passwords and tokens go where they are meant to go, and into no message and no log. */
class SecretsTest {
    private static final String PASSWORD = "pa55-w0rd";
    private static final String TOKEN = "t0ken-granted";
    private static final String BASIC =
            Base64.getEncoder().encodeToString(("ci:" + PASSWORD).getBytes(StandardCharsets.UTF_8));

    @TempDir
    Path folder;

    private static Told challenge(Seen seen, String realm) {
        return Told.status(401)
                .with(
                        "WWW-Authenticate",
                        "Bearer realm=\"" + realm + "\",service=\"s\",scope=\"repository:team/app:pull\"");
    }

    private static String self(Seen seen) {
        return "http://" + seen.header("host").orElseThrow();
    }

    private static RegistryException list(StubRegistry stub, RegistrySettings settings) {
        try (var registries = RemoteRegistries.open(settings, Map.of(), JdkWire.of(settings), new FakeTime())) {
            ImageName app = stub.image("team/app");
            return catchThrowableOfType(
                    RegistryException.class,
                    () -> registries.forImage(app).tags(app).iterator().hasNext());
        }
    }

    private static RegistrySettings basic(StubRegistry stub) {
        return stub.settings().withSignIn(stub.host(), new SignIn.Basic("ci", new Secret(PASSWORD)));
    }

    /** Everything that a person may get to see of a failure: message, cause, stack. */
    private static String shown(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static void assertNoSecret(String text) {
        assertThat(text).doesNotContain(PASSWORD).doesNotContain(TOKEN).doesNotContain(BASIC);
    }

    /** Every status at every step of the sign-in, with a registry that repeats in its answer what it was sent. */
    @ParameterizedTest
    @ValueSource(ints = {200, 302, 400, 401, 403, 404, 418, 429, 500, 503})
    void noFailureShowsASecret(int status) {
        List<Function<Seen, Told>> scripts = List.of(
                seen -> echo(seen, status),
                seen -> seen.path().startsWith("/token") ? echo(seen, status) : challenge(seen, self(seen) + "/token"),
                seen -> seen.path().startsWith("/token")
                        ? Told.json("{\"token\":\"" + TOKEN + "\"}")
                        : seen.header("authorization").isEmpty()
                                ? challenge(seen, self(seen) + "/token")
                                : echo(seen, status));
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level before = root.getLevel();
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        root.addAppender(log);
        root.setLevel(Level.TRACE);
        try {
            for (Function<Seen, Told> script : scripts) {
                try (var stub = StubRegistry.start(script)) {
                    RegistryException failure = list(stub, basic(stub));
                    assertThat(failure).isNotNull();
                    assertNoSecret(shown(failure));
                }
            }
        } finally {
            root.setLevel(before);
            root.detachAppender(log);
        }
        assertThat(log.list)
                .filteredOn(event -> event.getLoggerName().startsWith("dev.fairlead"))
                .allSatisfy(event -> assertNoSecret(event.getFormattedMessage()));
        assertThat(log.list)
                .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.INFO))
                .allSatisfy(event -> assertNoSecret(event.getFormattedMessage()));
    }

    private static Told echo(Seen seen, int status) {
        String sent = seen.header("authorization").orElse("") + " " + PASSWORD;
        return new Told(status, Map.of("X-Echo", sent, "Location", "/x?" + PASSWORD), "<p>" + sent + "</p>");
    }

    @Test
    void thePasswordGoesToTheRealmAndTheTokenToTheRegistry() {
        try (var realm = StubRegistry.start(
                        seen -> Told.json("{\"access_token\":\"" + TOKEN + "\",\"expires_in\":300}"));
                var stub =
                        StubRegistry.start(seen -> seen.header("authorization").isEmpty()
                                ? challenge(seen, realm.url() + "/token")
                                : Told.json("{\"tags\":[\"v1\"]}"))) {
            RegistrySettings settings = basic(stub).withPlainHttpHost(realm.host());
            assertThat(list(stub, settings)).isNull();
            assertThat(realm.seen()).hasToString("[GET /token?service=s&scope=repository%3Ateam%2Fapp%3Apull]");
            assertThat(realm.seen().get(0).header("authorization")).contains("Basic " + BASIC);
            assertThat(stub.seen())
                    .extracting(seen -> seen.header("authorization").orElse("none"))
                    .containsExactly("none", "Bearer " + TOKEN);
        }
    }

    @Test
    void aPasswordIsNotSentToARealmInPlainTextThatWasNotNamed() {
        try (var realm = StubRegistry.start(seen -> Told.json("{\"access_token\":\"" + TOKEN + "\"}"));
                var stub = StubRegistry.start(seen -> challenge(seen, realm.url() + "/token"))) {
            RegistryException told = list(stub, basic(stub));
            assertThat(told.kind()).isEqualTo(Kind.MALFORMED);
            assertThat(told).hasMessageContaining("it wants the sign-in sent over plain HTTP to 127.0.0.1");
            assertThat(realm.seen()).isEmpty();
        }
    }

    @Test
    void aPasswordIsNotSentBeforeItIsAskedFor() {
        try (var stub = StubRegistry.start(seen -> Told.json("{\"tags\":[\"v1\"]}"))) {
            assertThat(list(stub, basic(stub))).isNull();
            assertThat(stub.seen())
                    .allSatisfy(seen -> assertThat(seen.header("authorization")).isEmpty());
        }
    }

    /** A blob store's address carries a signature of its own; our token has no business there. */
    @Test
    void aRedirectToAnotherHostGetsNoCredentials() {
        try (var store = StubRegistry.start(seen -> Told.json("{\"tags\":[\"v1\"]}"));
                var stub =
                        StubRegistry.start(seen -> seen.header("authorization").isEmpty()
                                ? Told.status(401).with("WWW-Authenticate", "Basic realm=\"r\"")
                                : Told.status(307).with("Location", store.url() + "/blob?sig=1"))) {
            assertThat(list(stub, basic(stub).withPlainHttpHost(store.host()))).isNull();
            assertThat(stub.seen().get(1).header("authorization")).contains("Basic " + BASIC);
            assertThat(store.seen()).hasSize(1);
            assertThat(store.seen().get(0).headers()).doesNotContainKey("authorization");
        }
    }

    @Test
    void anotherHostsPasswordIsNotUsed() {
        try (var stub = StubRegistry.start(seen -> Told.status(401).with("WWW-Authenticate", "Basic realm=\"r\""))) {
            RegistrySettings settings =
                    stub.settings().withSignIn("other.example", new SignIn.Basic("ci", new Secret(PASSWORD)));
            assertThat(list(stub, settings).kind()).isEqualTo(Kind.UNAUTHORIZED);
            assertThat(stub.seen())
                    .allSatisfy(seen -> assertThat(seen.header("authorization")).isEmpty());
        }
    }

    @Test
    void anIdentityTokenOfALoginIsRedeemed() throws IOException {
        Path config = folder.resolve("config.json");
        try (var stub = StubRegistry.start(seen -> seen.method().equals("POST")
                ? Told.json("{\"access_token\":\"" + TOKEN + "\"}")
                : seen.header("authorization").isEmpty()
                        ? challenge(seen, self(seen) + "/oauth2/token")
                        : Told.json("{\"tags\":[\"v1\"]}"))) {
            Files.writeString(config, "{\"auths\":{\"" + stub.host() + "\":{\"identitytoken\":\"" + PASSWORD + "\"}}}");
            RegistrySettings settings =
                    stub.settings().withSignIn(new SignIn.DockerConfig()).withDockerConfigs(List.of(config));
            assertThat(list(stub, settings)).isNull();
            assertThat(stub.seen().get(1).body())
                    .isEqualTo("grant_type=refresh_token&client_id=fairlead&service=s"
                            + "&scope=repository%3Ateam%2Fapp%3Apull&refresh_token=" + PASSWORD);
        }
    }

    @Test
    void aTokenIsAskedForOnceWhileItStands() {
        LoopbackCertificate certificate = LoopbackCertificate.make();
        FakeTime time = new FakeTime();
        try (var stub = StubRegistry.start(
                certificate,
                seen -> seen.path().startsWith("/token")
                        ? Told.json("{\"token\":\"" + TOKEN + "\",\"expires_in\":300}")
                        : seen.header("authorization").isEmpty()
                                ? challenge(
                                        seen, "https://" + seen.header("host").orElseThrow() + "/token")
                                : Told.json("{\"tags\":[\"v1\"]}"))) {
            RegistrySettings settings = RegistrySettings.plain().withTrustedCa(certificate.caPem());
            try (var registries = RemoteRegistries.open(settings, Map.of(), JdkWire.of(settings), time)) {
                ImageName app = stub.image("team/app");
                for (int i = 0; i < 3; i++) {
                    assertThat(registries.forImage(app).tags(app)).hasSize(1);
                }
                assertThat(tokens(stub)).isEqualTo(1);
                time.pass(java.time.Duration.ofSeconds(280));
                assertThat(registries.forImage(app).tags(app)).hasSize(1);
                assertThat(tokens(stub)).as("asked for anew before it ends").isEqualTo(2);
            }
        }
    }

    private static long tokens(StubRegistry stub) {
        return stub.seen().stream()
                .filter(seen -> seen.path().startsWith("/token"))
                .count();
    }
}
