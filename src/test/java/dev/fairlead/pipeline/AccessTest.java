package dev.fairlead.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.FairleadException;
import dev.fairlead.configrepo.GitHttpServer;
import dev.fairlead.forge.BareRepository;
import dev.fairlead.forge.github.GitHubStub;
import dev.fairlead.pipeline.access.Access;
import dev.fairlead.pipeline.access.Connections;
import dev.fairlead.pipeline.access.Hidden;
import dev.fairlead.pipeline.access.Login;
import dev.fairlead.pipeline.access.Network;
import dev.fairlead.pipeline.order.FilterOrder;
import dev.fairlead.pipeline.order.RepositoryOrder;
import dev.fairlead.pipeline.order.SyncOrder;
import dev.fairlead.pipeline.order.TagOrder;
import dev.fairlead.pipeline.order.UpdateOrder;
import dev.fairlead.update.DeliveryArguments;
import dev.fairlead.update.report.UpdateListener;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who a pipeline is, and which ways it may go. */
class AccessTest {
    private static final String SECRET = "hush-4711-hush";
    private static final Hidden HIDDEN = new Hidden(SECRET);
    private static final Login NOBODY = Dock.NOBODY;

    @TempDir
    Path temp;

    private Dock dock;

    @BeforeEach
    void start() {
        dock = new Dock(temp);
        dock.commit(Map.of("values.yaml", "image: " + dock.image("shop/api") + ":1\n"));
        dock.push("shop/api", "1", "2");
    }

    @AfterEach
    void stop() {
        dock.close();
    }

    private UpdateOrder update(RepositoryOrder repository) {
        UpdateOrder plain = dock.telling(dock.image("shop/api") + ":2");
        return new UpdateOrder(
                repository,
                plain.what(),
                DeliveryArguments.DEFAULT,
                plain.toldBy(),
                plain.committer(),
                plain.dryRun(),
                Duration.ofSeconds(5));
    }

    // Folders of this machine

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PATH",
                "file://PATH",
                "FILE://PATH",
                "file://localhostPATH",
                "config.git",
                "../config.git",
                "x:/config.git"
            })
    void foldersOfThisMachineAreRefusedWhereTheyAreNotAllowed(String form) {
        RepositoryOrder folder =
                RepositoryOrder.of(form.replace("PATH", dock.remote.folder().toString()));
        Pipeline pipeline = Pipeline.with(dock.access(NOBODY, NOBODY, false));
        List<ThrowingCallable> calls = List.of(
                () -> pipeline.update(update(folder), UpdateListener.SILENT),
                () -> pipeline.sync(new SyncOrder(folder, "1", Optional.empty(), List.of())),
                () -> pipeline.pullRequest(folder, "1"));
        assertThat(calls)
                .allSatisfy(call -> assertThatThrownBy(call)
                        .isInstanceOfSatisfying(
                                FairleadException.class,
                                e -> assertThat(e.problem().remedy()).contains("inside 'node'"))
                        .hasMessageContaining("folders of this machine are not allowed here"));
        assertThat(dock.registry.requests()).isZero();
    }

    @Test
    void theLocalForgeIsNoWayAround() {
        RepositoryOrder named = new RepositoryOrder(
                "https://git.example/" + dock.remote.folder(), Optional.of("local"), Optional.empty());
        assertThatThrownBy(() -> new Connections(dock.access(NOBODY, NOBODY, false)).forge(named))
                .isInstanceOf(FairleadException.class)
                .hasMessageContaining("needs it on this machine");
    }

    // Logins

    static Stream<Arguments> logins() {
        Login password = new Login.Password("ci", HIDDEN);
        Login token = new Login.Token(HIDDEN);
        Login key = new Login.SshKey("git", HIDDEN, Optional.of(HIDDEN));
        Login app = new Login.GitHubApp("12", HIDDEN);
        Login principal = new Login.ServicePrincipal("tenant", "client", HIDDEN);
        Login managed = new Login.ManagedIdentity(Optional.of("client"));
        return Stream.of(
                Arguments.of(NOBODY, "registry git forge"),
                Arguments.of(new Login.Machine(), "registry git forge"),
                Arguments.of(password, "registry git forge"),
                Arguments.of(token, "git forge"),
                Arguments.of(key, "git"),
                Arguments.of(app, "forge"),
                Arguments.of(principal, "registry"),
                Arguments.of(managed, "registry"));
    }

    /** A GitHub App's key is read when the forge is opened, and this one is none: that it is read shows that it is taken. */
    @ParameterizedTest
    @MethodSource("logins")
    void eachKindOfLoginIsTakenOrRefusedWithARemedy(Login login, String takenBy) {
        Access access =
                new Access(Map.of(), login, login, login, Network.DIRECT, temp.resolve("cache"), false, Map.of());
        Connections connections = new Connections(access);
        String url = "https://github.com/contoso/config.git";
        Map<String, ThrowingCallable> places = Map.of(
                "registry", () -> connections.registries().close(),
                "git", () -> connections.repository(url).close(),
                "forge", () -> connections.forge(RepositoryOrder.of(url)).close());
        places.forEach((place, open) -> {
            if (!takenBy.contains(place)) {
                assertThatThrownBy(open)
                        .as(place)
                        .isInstanceOfSatisfying(
                                FairleadException.class,
                                e -> assertThat(e.problem().remedy()).startsWith("use a"))
                        .hasMessageContaining("a " + login.getClass().getSimpleName() + " cannot sign in there")
                        .hasMessageNotContaining(SECRET);
            } else if (login instanceof Login.GitHubApp) {
                assertThatThrownBy(open).hasMessageContaining("key").hasMessageNotContaining(SECRET);
            } else {
                assertThatCode(open).as(place).doesNotThrowAnyException();
            }
        });
    }

    static Stream<Login> entraLogins() {
        return Stream.of(
                new Login.ServicePrincipal("tenant", "client", HIDDEN),
                new Login.ManagedIdentity(Optional.of("client")));
    }

    @ParameterizedTest
    @MethodSource("entraLogins")
    void anEntraIdentitySignsInAtAzureReposToo(Login login) {
        Access access =
                new Access(Map.of(), login, login, login, Network.DIRECT, temp.resolve("cache"), false, Map.of());
        Connections connections = new Connections(access);
        String url = "https://dev.azure.com/contoso/shop/_git/config";
        assertThatCode(() -> connections.repository(url).close()).doesNotThrowAnyException();
        assertThatCode(() -> connections.forge(RepositoryOrder.of(url)).close()).doesNotThrowAnyException();
    }

    static Stream<Login> gitLogins() {
        return Stream.of(new Login.Password("x-access-token", HIDDEN), new Login.Token(HIDDEN));
    }

    @Tag("service")
    @ParameterizedTest
    @MethodSource("gitLogins")
    void passwordsAndTokensOpenAGitServerAndAreNotToldWhereTheyDoNot(Login login) throws Exception {
        String user = login instanceof Login.Password password ? password.user() : "pat";
        try (GitHttpServer server = GitHttpServer.serve(temp).requiringBasic(user, SECRET)) {
            String url = server.url("config.git");
            Access access = dock.access(login, NOBODY, false);
            assertThat(new Connections(access).repository(url).defaultBranch()).contains("refs/heads/main");

            server.requiringBasic(user, "another");
            assertThatThrownBy(() -> new Connections(access).repository(url).defaultBranch())
                    .isInstanceOf(FairleadException.class)
                    .hasMessageNotContaining(SECRET);
        }
    }

    static Stream<Arguments> forgeLogins() {
        return Stream.of(
                Arguments.of(new Login.Token(new Hidden(GitHubStub.TOKEN)), Map.of()),
                Arguments.of(new Login.Password("app", new Hidden(GitHubStub.TOKEN)), Map.of()),
                Arguments.of(new Login.Machine(), Map.of("FAIRLEAD_GITHUB_TOKEN", GitHubStub.TOKEN)));
    }

    @ParameterizedTest
    @MethodSource("forgeLogins")
    void tokensPasswordsAndTheMachineOpenAForge(Login login, Map<String, String> environment) throws Exception {
        try (GitHubStub stub = new GitHubStub(BareRepository.create(temp.resolve("forge.git")))) {
            RepositoryOrder order = new RepositoryOrder(
                    "https://git.example/acme/config.git", Optional.of("github"), Optional.of(stub.api()));
            Access access = new Access(
                    Map.of(), NOBODY, NOBODY, login, Network.DIRECT, temp.resolve("cache"), false, environment);
            assertThat(Pipeline.with(access).pullRequest(order, "4711")).isEmpty();

            Access wrong = new Access(
                    Map.of(),
                    NOBODY,
                    NOBODY,
                    new Login.Token(HIDDEN),
                    Network.DIRECT,
                    temp.resolve("cache"),
                    false,
                    environment);
            assertThatThrownBy(() -> Pipeline.with(wrong).pullRequest(order, "4711"))
                    .isInstanceOf(FairleadException.class)
                    .hasMessageContaining("Bad credentials")
                    .hasMessageNotContaining(SECRET);
        }
    }

    /** A machine's own variables say who the machine is, and nobody else. */
    @Test
    void theEnvironmentsTokenIsNotSentForSomebodyElse() throws Exception {
        try (GitHubStub stub = new GitHubStub(BareRepository.create(temp.resolve("forge.git")))) {
            RepositoryOrder order = new RepositoryOrder(
                    "https://git.example/acme/config.git", Optional.of("github"), Optional.of(stub.api()));
            Access access = new Access(
                    Map.of(),
                    NOBODY,
                    NOBODY,
                    NOBODY,
                    Network.DIRECT,
                    temp.resolve("cache"),
                    false,
                    Map.of("FAIRLEAD_GITHUB_TOKEN", GitHubStub.TOKEN));
            assertThatThrownBy(() -> Pipeline.with(access).pullRequest(order, "1"))
                    .isInstanceOf(FairleadException.class)
                    .hasMessageContaining("Bad credentials");
        }
    }

    @Test
    void aWrongPasswordOfTheRegistryIsNotTold() {
        Access right = dock.access();
        Access wrong = new Access(
                Map.of(dock.registry.host(), new Login.Password("ci", HIDDEN)),
                NOBODY,
                NOBODY,
                NOBODY,
                right.network(),
                right.cache(),
                true,
                Map.of());
        assertThatThrownBy(() -> Pipeline.with(wrong)
                        .newestTag(new TagOrder(dock.image("shop/api"), "newest", FilterOrder.NONE)))
                .isInstanceOf(FairleadException.class)
                .hasMessageContaining(dock.registry.host())
                .hasMessageNotContaining(SECRET);
    }

    @ParameterizedTest
    @MethodSource("logins")
    void nothingPrintsASecret(Login login) {
        Network network = new Network(
                Optional.of(URI.create("http://me:" + SECRET + "@proxy.example:3128")),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty());
        Access access = new Access(
                Map.of("a.example", login),
                login,
                login,
                login,
                network,
                temp,
                false,
                Map.of("FAIRLEAD_GIT_TOKEN", SECRET));
        RepositoryOrder order = RepositoryOrder.of("https://me:" + SECRET + "@git.example/a/b.git");
        assertThat(List.of(access, network, order, update(order), new Connections(access), Pipeline.with(access)))
                .allSatisfy(
                        printed -> assertThat(printed.toString()).isNotBlank().doesNotContain(SECRET));
    }

    /** A password in the address is not used, is nowhere repeated, and the report says so. */
    @Test
    void aPasswordInTheAddressIsNotUsed() throws Exception {
        try (GitHttpServer server = GitHttpServer.serve(temp)) {
            String url = server.url("config.git").replace("//", "//me:" + SECRET + "@");
            assertThat(new Connections(dock.access(NOBODY, NOBODY, false))
                            .repository(url)
                            .location()
                            .warning())
                    .hasValueSatisfying(
                            text -> assertThat(text).contains("were ignored").doesNotContain(SECRET));
            assertThat(server.authorizations()).isEmpty();
        }
    }

    // Ways

    private Network through(String proxy, String... noProxy) {
        return new Network(
                Optional.of(URI.create(proxy)),
                List.of(noProxy),
                List.of(),
                List.of("0.0.0.0:" + dock.registry.url().replaceAll(".*:", "")),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    @Tag("service")
    @Test
    void theProxyIsOnTheWayToTheGitServer() throws Exception {
        try (GitHttpServer proxy = GitHttpServer.serve(temp)) {
            Network network = through("http://127.0.0.1:" + proxy.port());
            assertThat(new Connections(dock.through(network))
                            .repository("http://git.example/config.git")
                            .defaultBranch())
                    .contains("refs/heads/main");
            assertThat(proxy.requests()).anyMatch(request -> request.contains("//git.example/config.git/info/refs"));
        }
    }

    @Test
    void theProxyIsOnTheWayToTheForge() throws Exception {
        try (GitHubStub proxy = new GitHubStub(BareRepository.create(temp.resolve("forge.git")))) {
            Access plain =
                    dock.through(through("http://127.0.0.1:" + proxy.api().getPort()));
            Access access = new Access(
                    Map.of(),
                    NOBODY,
                    NOBODY,
                    new Login.Token(new Hidden(GitHubStub.TOKEN)),
                    plain.network(),
                    plain.cache(),
                    false,
                    Map.of());
            RepositoryOrder order = new RepositoryOrder(
                    "https://git.example/acme/config.git",
                    Optional.of("github"),
                    Optional.of(URI.create("http://api.example/api/v3")));
            assertThat(Pipeline.with(access).pullRequest(order, "4711")).isEmpty();
        }
    }

    /** On Linux 0.0.0.0 reaches this machine, and unlike 127.0.0.1 it is no address that is always asked directly. */
    @Tag("service")
    @ParameterizedTest
    @CsvSource({"0.0.0.0, true", "0.0.0.0/8, true", "*, true", "1.2.3.4, false"})
    void whatIsExceptedFromTheProxyIsAskedDirectly(String rule, boolean reached) throws Exception {
        try (GitHttpServer git = GitHttpServer.serve(temp);
                GitHubStub stub = new GitHubStub(BareRepository.create(temp.resolve("forge.git")));
                ServerSocket dead = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String gone = "http://127.0.0.1:" + dead.getLocalPort();
            dead.close();
            Access plain = dock.through(through(gone, rule));
            Access access = new Access(
                    Map.of(),
                    NOBODY,
                    NOBODY,
                    new Login.Token(new Hidden(GitHubStub.TOKEN)),
                    plain.network(),
                    plain.cache(),
                    false,
                    Map.of());
            Connections connections = new Connections(access);
            RepositoryOrder order = new RepositoryOrder(
                    "https://git.example/acme/config.git",
                    Optional.of("github"),
                    Optional.of(URI.create(stub.api().toString().replace("127.0.0.1", "0.0.0.0"))));
            List<ThrowingCallable> calls = List.of(
                    () -> connections
                            .repository(git.url("config.git").replace("127.0.0.1", "0.0.0.0"))
                            .defaultBranch(),
                    () -> connections.forge(order).get("4711"));
            assertThat(calls).allSatisfy(call -> {
                if (reached) {
                    assertThatCode(call).doesNotThrowAnyException();
                } else {
                    assertThatThrownBy(call).isInstanceOf(FairleadException.class);
                }
            });
        }
    }

    // The end before the end

    @Test
    void anInterruptionEndsAnUpdateEarly() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String image = "127.0.0.1:" + silent.getLocalPort() + "/shop/api";
            dock.commit(Map.of("values.yaml", "image: " + image + ":1\n"));
            Network network = new Network(
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    List.of("127.0.0.1:" + silent.getLocalPort()),
                    List.of(),
                    Optional.empty(),
                    Optional.empty());
            CompletableFuture<Throwable> ended = new CompletableFuture<>();
            Thread step = new Thread(() -> {
                try {
                    Pipeline.with(dock.through(network)).update(dock.telling(image + ":2"), UpdateListener.SILENT);
                    ended.complete(new AssertionError("it ended as if nothing had happened"));
                } catch (FairleadException e) {
                    boolean kept = Thread.currentThread().isInterrupted();
                    ended.complete(kept ? e : new AssertionError("the interruption was forgotten", e));
                } catch (RuntimeException | Error e) {
                    ended.complete(e);
                }
            });
            step.start();
            try (Socket asked = silent.accept()) {
                step.interrupt();
                assertThat(ended.get()).isInstanceOf(FairleadException.class).hasMessageContaining("interrupted");
                assertThat(asked.isConnected()).isTrue();
            }
            assertThat(dock.pulls()).isEmpty();
        }
    }
}
