package dev.fairlead.configrepo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.configrepo.GitException.Kind;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HTTP and HTTPS: credentials, certificates, proxies, and messages for what goes wrong. */
@Tag("service")
class HttpAccessTest {
    private static final String TOKEN = "ghp_ThisIsSecret123";

    @TempDir
    Path temp;

    private BareRepo remote;

    @BeforeEach
    void start() throws Exception {
        remote = BareRepo.create(temp.resolve("config.git"));
        remote.commit("main", Map.of("a", "1"), "start");
    }

    @AfterEach
    void stop() {
        remote.close();
    }

    private void updates(Bot bot) throws Exception {
        Snapshot main = bot.main();
        assertThat(bot.text(main, "a")).isEqualTo("1");
        assertThat(bot.push(main, bot.change(main, "a", "2")).landed()).isTrue();
        assertThat(remote.files(Bot.MAIN)).isEqualTo(Map.of("a", "100644 2"));
    }

    @Test
    void aTokenIsSentAsTheHostExpectsIt() throws Exception {
        try (GitHttpServer server = GitHttpServer.serve(temp).requiringBasic("pat", TOKEN);
                Bot bot = Bot.of(server.url("config.git"), GitCredentials.token(() -> TOKEN), temp.resolve("cache"))) {
            updates(bot);
            assertThat(server.requests()).noneMatch(request -> request.contains(TOKEN));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://github.com/o/r, x-access-token",
        "https://acme.ghe.com/o/r, x-access-token",
        "https://gitlab.example/o/r, oauth2",
        "https://bitbucket.org/o/r, x-token-auth",
        "https://dev.azure.com/o/p/_git/r, pat",
    })
    void aTokenHasTheNameThatItsHostExpects(String url, String user) {
        String header = new Authorization(RepoLocation.parse(url), GitCredentials.token(() -> TOKEN))
                .header()
                .orElseThrow();
        byte[] pair = (user + ":" + TOKEN).getBytes(StandardCharsets.UTF_8);
        assertThat(header).isEqualTo("Basic " + Base64.getEncoder().encodeToString(pair));
    }

    @Test
    void aBearerTokenIsSentAsSuchAndRenewed() throws Exception {
        try (GitHttpServer server = GitHttpServer.serve(temp).requiring("Bearer " + TOKEN + "-1")) {
            String[] now = {TOKEN + "-1"};
            try (Bot bot =
                    Bot.of(server.url("config.git"), GitCredentials.bearer(() -> now[0]), temp.resolve("cache"))) {
                updates(bot);
                server.requiring("Bearer " + TOKEN + "-2");
                now[0] = TOKEN + "-2";
                assertThat(bot.text(bot.main(), "a")).isEqualTo("2");
            }
        }
    }

    @Test
    void gitsCredentialHelpersAreAsked() throws Exception {
        Path helper = temp.resolve("helper.sh");
        Files.writeString(helper, "#!/bin/sh\n[ \"$1\" = get ] && echo username=me && echo password=" + TOKEN + "\n");
        helper.toFile().setExecutable(true);
        try (GitHttpServer server = GitHttpServer.serve(temp).requiringBasic("me", TOKEN)) {
            CredentialHelper asked = new CredentialHelper(
                    RepoLocation.parse(server.url("config.git")),
                    Map.of(
                            "GIT_CONFIG_COUNT", "1",
                            "GIT_CONFIG_KEY_0", "credential.helper",
                            "GIT_CONFIG_VALUE_0", helper.toString()));

            CredentialHelper.Found found = asked.fill().orElseThrow();

            assertThat(found.user()).isEqualTo("me");
            assertThat(found.secret()).isEqualTo(TOKEN);
            assertThat(found.toString()).doesNotContain(TOKEN);
        }
    }

    @Test
    void whereNoHelperKnowsAnybodyAnIdentityDoes() throws Exception {
        try (GitHttpServer server = GitHttpServer.serve(temp).requiring("Bearer " + TOKEN);
                Bot bot = Bot.of(
                        server.url("config.git"),
                        GitCredentials.helpersOr(() -> Optional.of(TOKEN)),
                        temp.resolve("cache"))) {
            updates(bot);
        }
    }

    @Test
    void wrongCredentialsAreSaidSoWithoutShowingThem() throws Exception {
        try (GitHttpServer server = GitHttpServer.serve(temp).requiringBasic("x", "other");
                Bot bot = Bot.of(server.url("config.git"), GitCredentials.token(() -> TOKEN), temp.resolve("cache"))) {
            assertThatThrownBy(bot::main)
                    .isInstanceOfSatisfying(GitException.class, e -> {
                        assertThat(e.kind()).isEqualTo(Kind.UNAUTHORIZED);
                        assertThat(e.retryable()).isFalse();
                    })
                    .hasMessageNotContaining(TOKEN)
                    .hasMessageContaining("not expired");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "UNAUTHORIZED, UNAUTHORIZED, false",
        "FORBIDDEN, FORBIDDEN, false",
        "BROKEN, SERVER, true",
        "UNAVAILABLE, SERVER, true"
    })
    void everyStatusIsAKindOfItsOwn(GitHttpServer.Fault fault, Kind kind, boolean retryable) throws Exception {
        try (GitHttpServer server = GitHttpServer.serve(temp);
                Bot bot = Bot.of(server.url("config.git"), temp.resolve("cache"))) {
            server.failNext(fault);
            assertThatThrownBy(bot::main).isInstanceOfSatisfying(GitException.class, e -> {
                assertThat(e.kind()).isEqualTo(kind);
                assertThat(e.retryable()).isEqualTo(retryable);
                assertThat(e.problem().remedy()).isNotEmpty();
            });
            assertThat(bot.text(bot.main(), "a")).isEqualTo("1");
        }
    }

    @Test
    void aRepositoryThatIsNotThereIsNotFound() throws Exception {
        try (GitHttpServer server = GitHttpServer.serve(temp);
                Bot bot = Bot.of(server.url("nowhere.git"), temp.resolve("cache"))) {
            assertThatThrownBy(bot::main)
                    .isInstanceOfSatisfying(
                            GitException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND));
        }
        try (Bot bot = Bot.of(temp.resolve("nowhere.git").toString(), temp.resolve("cache"))) {
            assertThatThrownBy(bot::main)
                    .isInstanceOfSatisfying(
                            GitException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND));
        }
    }

    @Test
    void aServerThatIsNotThereIsANetworkFailure() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        try (Bot bot = Bot.of("http://127.0.0.1:" + free + "/config.git", temp.resolve("cache"))) {
            assertThatThrownBy(bot::main).isInstanceOfSatisfying(GitException.class, e -> {
                assertThat(e.kind()).isEqualTo(Kind.NETWORK);
                assertThat(e.retryable()).isTrue();
            });
        }
    }

    @Test
    void aServerThatIsSilentIsGivenUpInTime() throws Exception {
        try (ServerSocket silent = new ServerSocket(0);
                ConfigRepo repo = ConfigRepo.open(
                        RepoLocation.parse("http://127.0.0.1:" + silent.getLocalPort() + "/config.git"),
                        GitCredentials.none(),
                        RepoSettings.in(temp.resolve("cache")).withTimeout(Duration.ofSeconds(1)))) {
            assertThatThrownBy(() -> repo.remoteRefs())
                    .isInstanceOfSatisfying(
                            GitException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NETWORK))
                    .hasMessageContaining("in time");
        }
    }

    @Test
    void credentialsDoNotFollowARedirectToAnotherHost() throws Exception {
        try (GitHttpServer server = GitHttpServer.serve(temp);
                Bot bot = Bot.of(server.url("config.git"), GitCredentials.token(() -> TOKEN), temp.resolve("cache"))) {
            server.failNext(GitHttpServer.Fault.REDIRECT);
            assertThat(bot.repo().remoteRefs("refs/heads/")).containsKey(Bot.MAIN);
            assertThat(server.authorizations()).as("the first request only").hasSize(1);
            assertThat(server.requests()).hasSizeGreaterThan(1);
        }
    }

    @Test
    void aSecretIsNotSentUnencryptedOverANetwork() {
        try (Bot bot = Bot.of("http://git.example.com/x", GitCredentials.token(() -> TOKEN), temp.resolve("cache"))) {
            assertThatThrownBy(bot::main)
                    .isInstanceOfSatisfying(
                            GitException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID))
                    .hasMessageContaining("unencrypted")
                    .hasMessageNotContaining(TOKEN);
        }
    }

    @Test
    void anEmptyTokenIsSaidSoBeforeAnybodyIsAsked() {
        try (Bot bot = Bot.of("https://127.0.0.1:1/x", GitCredentials.token(() -> " "), temp.resolve("cache"))) {
            assertThatThrownBy(bot::main).hasMessageContaining("is empty");
        }
    }

    @Test
    void aPrivateAuthorityIsTrustedWhenItIsNamedAndOnlyThen() throws Exception {
        Path certificate = temp.resolve("ca.pem");
        try (GitHttpServer server = GitHttpServer.serveTls(temp, identity(certificate))) {
            RepoLocation location = RepoLocation.parse(server.url("config.git"));
            RepoSettings settings = RepoSettings.in(temp.resolve("cache"));
            try (Bot stranger = new Bot(ConfigRepo.open(location, GitCredentials.none(), settings))) {
                assertThatThrownBy(stranger::main)
                        .isInstanceOfSatisfying(
                                GitException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TLS))
                        .hasMessageContaining("certificate");
            }
            try (Bot bot = new Bot(ConfigRepo.open(
                    location, GitCredentials.none(), settings.withCertificateAuthorities(List.of(certificate))))) {
                updates(bot);
            }
        }
    }

    private SSLContext identity(Path certificate) throws Exception {
        Path store = temp.resolve("server.p12");
        Tools.run(
                temp,
                "keytool",
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "san=ip:127.0.0.1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                "changeit");
        String pem = Tools.run(
                temp,
                "keytool",
                "-exportcert",
                "-rfc",
                "-alias",
                "server",
                "-keystore",
                store.toString(),
                "-storepass",
                "changeit");
        Files.writeString(certificate, pem);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "changeit".toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    @Test
    void aServerOfTheOldProtocolIsUnderstood() throws Exception {
        try (GitHttpServer server = GitHttpServer.serve(temp).withoutProtocolV2();
                Bot bot = Bot.of(server.url("config.git"), temp.resolve("cache"))) {
            updates(bot);
        }
    }
}
