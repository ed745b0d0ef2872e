package dev.fairlead.forge.github;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.fairlead.forge.Connection;
import dev.fairlead.forge.Forge;
import dev.fairlead.forge.ForgeCredentials.AccessToken;
import dev.fairlead.forge.ForgeException;
import dev.fairlead.forge.ForgeException.Kind;
import dev.fairlead.forge.ForgeSettings;
import dev.fairlead.forge.Forges;
import dev.fairlead.forge.PullRequest;
import dev.fairlead.forge.PullRequestDraft;
import dev.fairlead.forge.PullRequestQuery;
import dev.fairlead.forge.Secret;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/**
 * What GitHub says when it cannot or will not, after docs.github.com/en/rest/using-the-rest-api:
 * troubleshooting-the-rest-api, rate-limits-for-the-rest-api, best-practices-for-using-the-rest-api.
 */
class GitHubFailuresTest {
    private static final String TOKEN = "ghp_0123456789secret";
    private static final String REPO = "/api/v3/repos/o/r";
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String REPOSITORY = """
            {"id": 1, "node_id": "R_1", "name": "r", "full_name": "o/r", "owner": {"login": "o"}}""";
    private static final String PULL = """
            {"number": 7, "node_id": "PR_7", "html_url": "https://x/7", "state": "open", "title": "T", "body": "B",
             "head": {"ref": "b", "sha": "1111111111111111111111111111111111111111", "repo": {"id": 1}},
             "base": {"ref": "main", "repo": {"id": 1}}, "user": {"login": "bot"}, "draft": false,
             "created_at": "2026-03-01T00:00:00Z", "updated_at": "2026-03-01T00:00:00Z", "closed_at": null,
             "merged_at": null, "labels": [], "requested_reviewers": [], "requested_teams": [], "assignees": []}""";

    private final WireMockServer server =
            new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger("dev.fairlead");

    @BeforeEach
    void start() {
        server.start();
        server.stubFor(get(urlPathEqualTo(REPO)).willReturn(okJson(REPOSITORY)));
        log.start();
        root.addAppender(log);
        root.setLevel(Level.TRACE);
        root.setAdditive(false);
    }

    @AfterEach
    void stop() {
        server.stop();
        root.detachAppender(log);
        root.setLevel(null);
        root.setAdditive(true);
        assertThat(log.list).noneMatch(event -> event.getFormattedMessage().contains(TOKEN));
    }

    /** Patient with this machine, and short of the minute that a limit without a time takes. */
    private static final Connection PATIENT =
            Connection.DEFAULT.within(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(30));

    /** For servers that never answer well. */
    private static final Connection HASTY =
            Connection.DEFAULT.within(Duration.ofSeconds(10), Duration.ofMillis(500), Duration.ofSeconds(3));

    private Forge forge() {
        return forge(PATIENT);
    }

    private Forge forge(Connection connection) {
        return forge(URI.create(server.baseUrl() + "/api/v3"), connection);
    }

    private static Forge forge(URI api, Connection connection) {
        return Forges.open(
                "https://github.example.com/o/r",
                ForgeSettings.of(Map.of())
                        .named("github")
                        .withApiUrl(api)
                        .withConnection(connection)
                        .withClock(Clock.fixed(NOW, ZoneOffset.UTC))
                        .withCredentials(new AccessToken(Secret.of(TOKEN))));
    }

    private static ForgeException failure(Forge forge) {
        ForgeException e = catchThrowableOfType(ForgeException.class, () -> forge.find(PullRequestQuery.open()));
        assertThat(e).as("it fails").isNotNull();
        for (Throwable at = e; at != null; at = at.getCause()) {
            assertThat(String.valueOf(at.getMessage())).doesNotContain(TOKEN);
        }
        assertThat(e.problem().place()).isNotBlank();
        assertThat(e.problem().remedy()).isNotBlank();
        return e;
    }

    private void listing(ResponseDefinitionBuilder answer) {
        server.stubFor(get(urlPathEqualTo(REPO + "/pulls")).willReturn(answer));
    }

    private int listings() {
        return server.findAll(getRequestedFor(urlPathEqualTo(REPO + "/pulls"))).size();
    }

    private static ResponseDefinitionBuilder error(int status, String message) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody("{\"message\": \"" + message + "\", \"documentation_url\": \"x\"}");
    }

    // Permission

    @Test
    void aWrongTokenIsUnauthorizedAndNotTriedAgain() {
        listing(error(401, "Bad credentials"));
        ForgeException e = failure(forge());
        assertThat(e.kind()).isEqualTo(Kind.UNAUTHORIZED);
        assertThat(e.retryable()).isFalse();
        assertThat(e).hasMessageContaining("Bad credentials").hasMessageContaining("GH_TOKEN");
        assertThat(listings()).isEqualTo(1);
    }

    @Test
    void aMissingPermissionIsNamedAsGitHubNamesIt() {
        listing(error(403, "Resource not accessible by personal access token")
                .withHeader("x-accepted-github-permissions", "pull_requests=write"));
        ForgeException e = failure(forge());
        assertThat(e.kind()).isEqualTo(Kind.FORBIDDEN);
        assertThat(e.problem().remedy()).contains("pull_requests=write");
        assertThat(listings()).isEqualTo(1);
    }

    @Test
    void aTokenWithoutSingleSignOnIsToldWhereToAuthoriseIt() {
        listing(error(403, "Resource protected by organization SAML enforcement.")
                .withHeader("x-github-sso", "required; url=https://github.com/orgs/o/sso?x=1"));
        assertThat(failure(forge()).problem().remedy()).contains("https://github.com/orgs/o/sso?x=1");
    }

    @Test
    void aRepositoryThatIsNotSeenIsNotFound() {
        server.stubFor(get(urlPathEqualTo(REPO)).willReturn(error(404, "Not Found")));
        ForgeException e = failure(forge());
        assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND);
        assertThat(e).hasMessageContaining("the credentials may not see it");
    }

    // Limits

    @Test
    void aSecondaryLimitThatSaysWhenIsWaitedFor() {
        server.stubFor(get(urlPathEqualTo(REPO + "/pulls"))
                .inScenario("limit")
                .whenScenarioStateIs(STARTED)
                .willSetStateTo("passed")
                .willReturn(
                        error(403, "You have exceeded a secondary rate limit.").withHeader("retry-after", "1")));
        server.stubFor(get(urlPathEqualTo(REPO + "/pulls"))
                .inScenario("limit")
                .whenScenarioStateIs("passed")
                .willReturn(okJson("[" + PULL + "]")));
        assertThat(forge().find(PullRequestQuery.open())).hasSize(1);
        assertThat(listings()).isEqualTo(2);
    }

    @Test
    void aSecondaryLimitThatDoesNotSayWhenTakesAMinuteAndIsNotHammered() {
        listing(error(
                403, "You have exceeded a secondary rate limit. Please wait a few minutes before you try again."));
        ForgeException e = failure(forge());
        assertThat(e.kind()).isEqualTo(Kind.RATE_LIMITED);
        assertThat(e.retryable()).isTrue();
        assertThat(e.retryAt()).contains(NOW.plusSeconds(60));
        assertThat(listings()).isEqualTo(1);
    }

    @Test
    void thePrimaryLimitSaysWhenItEndsByTheServersClock() {
        listing(error(403, "API rate limit exceeded for user ID 1.")
                .withHeader("x-ratelimit-remaining", "0")
                .withHeader("date", "Sun, 01 Mar 2026 13:00:00 GMT")
                .withHeader(
                        "x-ratelimit-reset",
                        String.valueOf(Instant.parse("2026-03-01T13:40:00Z").getEpochSecond())));
        ForgeException e = failure(forge());
        assertThat(e.kind()).isEqualTo(Kind.RATE_LIMITED);
        assertThat(e.retryAt()).contains(NOW.plus(Duration.ofMinutes(40)));
        assertThat(listings()).isEqualTo(1);
    }

    @Test
    void tooManyRequestsIsALimit() {
        listing(error(429, "Too many requests").withHeader("retry-after", "3600"));
        ForgeException e = failure(forge());
        assertThat(e.kind()).isEqualTo(Kind.RATE_LIMITED);
        assertThat(e.retryAt()).contains(NOW.plusSeconds(3600));
    }

    @Test
    void aLimitOfGraphqlIsALimit() {
        server.stubFor(get(urlPathEqualTo(REPO + "/git/ref/heads/b"))
                .willReturn(okJson("{\"ref\": \"refs/heads/b\", \"object\": {\"sha\": \"" + "1".repeat(40) + "\"}}")));
        server.stubFor(post(urlPathEqualTo("/api/graphql"))
                .willReturn(okJson(
                        "{\"errors\": [{\"type\": \"RATE_LIMITED\", \"message\": \"API rate limit exceeded\"}]}")));
        ForgeException e = catchThrowableOfType(ForgeException.class, () -> forge().deleteBranch("b", "1".repeat(40)));
        assertThat(e.kind()).isEqualTo(Kind.RATE_LIMITED);
    }

    // Refusals

    @Test
    void anExistingPullRequestIsAdopted() {
        server.stubFor(post(urlPathEqualTo(REPO + "/pulls"))
                .willReturn(aResponse().withStatus(422).withBody("""
                                {"message": "Validation Failed", "errors": [{"resource": "PullRequest",
                                 "code": "custom", "message": "A pull request already exists for o:b."}]}""")));
        listing(okJson("[" + PULL + "]"));
        server.stubFor(get(urlPathEqualTo(REPO + "/pulls/7")).willReturn(okJson(PULL)));
        server.stubFor(patch(urlPathEqualTo(REPO + "/pulls/7")).willReturn(okJson(PULL)));
        PullRequest pull =
                forge().open(PullRequestDraft.of("b", "main", "New", "B")).pullRequest();
        assertThat(pull.id()).isEqualTo("7");
    }

    @Test
    void anythingElseThatIsInvalidIsToldInGitHubsWords() {
        server.stubFor(post(urlPathEqualTo(REPO + "/pulls"))
                .willReturn(aResponse()
                        .withStatus(422)
                        .withBody("{\"message\": \"Validation Failed\", \"errors\": [\"the moon is wrong.\"]}")));
        ForgeException e = catchThrowableOfType(
                ForgeException.class, () -> forge().open(PullRequestDraft.of("b", "main", "T", "B")));
        assertThat(e.kind()).isEqualTo(Kind.INVALID);
        assertThat(e).hasMessageContaining("Validation Failed; the moon is wrong; see");
    }

    // A server that is broken

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void aBrokenServerIsTriedAgain(int status) {
        for (String[] step : new String[][] {{STARTED, "once"}, {"once", "twice"}}) {
            server.stubFor(get(urlPathEqualTo(REPO + "/pulls"))
                    .inScenario("broken")
                    .whenScenarioStateIs(step[0])
                    .willSetStateTo(step[1])
                    .willReturn(aResponse().withStatus(status).withBody("<html>Unicorn!</html>")));
        }
        server.stubFor(get(urlPathEqualTo(REPO + "/pulls"))
                .inScenario("broken")
                .whenScenarioStateIs("twice")
                .willReturn(okJson("[" + PULL + "]")));
        assertThat(forge().find(PullRequestQuery.open())).hasSize(1);
    }

    @Test
    void aServerThatStaysBrokenIsGivenUp() {
        listing(aResponse().withStatus(502));
        ForgeException e = failure(forge());
        assertThat(e.kind()).isEqualTo(Kind.SERVER);
        assertThat(e.retryable()).isTrue();
        assertThat(listings()).isBetween(2, 5);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void anAnswerThatIsCutOffIsTriedAgainAndThenANetworkError(Fault fault) {
        listing(aResponse().withFault(fault));
        ForgeException e = failure(forge(
                Connection.DEFAULT.within(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(3))));
        assertThat(e.kind()).isEqualTo(Kind.NETWORK);
        assertThat(e.retryable()).isTrue();
        // The JDK's client repeats a GET once by itself when the connection ended before any answer.
        assertThat(listings()).isBetween(2, 10);
    }

    @Test
    void aSlowAnswerIsGivenUp() {
        listing(okJson("[]").withChunkedDribbleDelay(10, 60_000));
        assertThat(failure(forge(HASTY)).kind()).isEqualTo(Kind.NETWORK);
    }

    @Test
    void aLateAnswerIsGivenUp() {
        listing(okJson("[]").withFixedDelay(60_000));
        assertThat(failure(forge(HASTY))).hasMessageContaining("no whole answer");
    }

    @Test
    void aSignInPageIsNoAnswer() {
        listing(aResponse().withBody("<html>Please sign in</html>"));
        ForgeException e = failure(forge());
        assertThat(e.kind()).isEqualTo(Kind.MALFORMED);
        server.stubFor(get(urlPathEqualTo(REPO)).willReturn(aResponse().withBody("<html>Please sign in</html>")));
        assertThat(failure(forge()).kind()).isEqualTo(Kind.MALFORMED);
    }

    @Test
    void anAnswerOfAnotherShapeIsMalformed() {
        listing(okJson("{\"not\": \"a list\"}"));
        assertThat(failure(forge()).kind()).isEqualTo(Kind.MALFORMED);
    }

    // A socket that is half open

    /** Takes connections and answers nothing, or only the start of an answer. */
    private static final class Deaf implements AutoCloseable {
        private final ServerSocket socket;
        private final List<Socket> taken = new CopyOnWriteArrayList<>();

        Deaf(String start) throws IOException {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            Thread taker = new Thread(() -> take(start), "deaf");
            taker.setDaemon(true);
            taker.start();
        }

        private void take(String start) {
            try {
                while (true) {
                    Socket connection = socket.accept();
                    taken.add(connection);
                    OutputStream out = connection.getOutputStream();
                    out.write(start.getBytes(StandardCharsets.US_ASCII));
                    out.flush();
                }
            } catch (IOException closed) {
                // The test is over.
            }
        }

        URI api() {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/api/v3");
        }

        @Override
        public void close() throws IOException {
            socket.close();
            for (Socket connection : taken) {
                connection.close();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"id\": 1, "})
    void aHalfOpenSocketIsGivenUp(String start) throws IOException {
        try (Deaf deaf = new Deaf(start)) {
            ForgeException e = failure(forge(deaf.api(), HASTY));
            assertThat(e.kind()).isEqualTo(Kind.NETWORK);
            assertThat(deaf.taken.size()).as("tried again on a new connection").isGreaterThan(1);
        }
    }

    @Test
    void nobodyThereIsANetworkError() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        ForgeException e = failure(forge(URI.create("http://127.0.0.1:" + port), HASTY));
        assertThat(e.kind()).isEqualTo(Kind.NETWORK);
        assertThat(e).hasMessageContaining("no connection");
    }

    // Where the token goes

    @Test
    void aRenamedRepositoryIsFollowedOnTheSameServer() {
        server.stubFor(get(urlPathEqualTo(REPO))
                .willReturn(aResponse().withStatus(301).withHeader("Location", "/api/v3/repositories/1")));
        server.stubFor(get(urlPathEqualTo("/api/v3/repositories/1"))
                .willReturn(okJson(REPOSITORY.replace("\"r\"", "\"new\"").replace("o/r", "o/new"))));
        server.stubFor(get(urlPathEqualTo("/api/v3/repos/o/new/pulls")).willReturn(okJson("[" + PULL + "]")));
        assertThat(forge().find(PullRequestQuery.open())).hasSize(1);
    }

    @Test
    void noRequestFollowsToAnotherServer() {
        WireMockServer other = new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
        other.start();
        try {
            other.stubFor(any(anyUrl()).willReturn(okJson(REPOSITORY)));
            server.stubFor(get(urlPathEqualTo(REPO))
                    .willReturn(aResponse().withStatus(301).withHeader("Location", other.baseUrl() + REPO)));
            ForgeException e = failure(forge());
            assertThat(e.problem().remedy()).contains("new address");
            assertThat(other.getAllServeEvents()).isEmpty();

            server.stubFor(get(urlPathEqualTo(REPO)).willReturn(okJson(REPOSITORY)));
            listing(okJson("[]").withHeader("Link", "<" + other.baseUrl() + REPO + ">; rel=\"next\""));
            assertThat(failure(forge()).kind()).isEqualTo(Kind.MALFORMED);
            assertThat(other.getAllServeEvents()).isEmpty();
        } finally {
            other.stop();
        }
    }

    @Test
    void everythingGoesThroughTheProxyThatIsNamed() {
        server.stubFor(get(urlPathMatching(".*/pulls")).willReturn(okJson("[" + PULL + "]")));
        Connection proxied = PATIENT.through(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        Forge forge = forge(URI.create("http://github.example.invalid/api/v3"), proxied);
        assertThat(forge.find(PullRequestQuery.open())).hasSize(1);
        assertThat(server.getAllServeEvents())
                .allSatisfy(event -> assertThat(event.getRequest().getHost()).isEqualTo("github.example.invalid"));
    }

    @Test
    void aTokenInTheRepositorysUrlIsNeitherSentNorShown() {
        Forge forge = Forges.open(
                "https://x-access-token:" + TOKEN + "@github.example.com/o/r",
                ForgeSettings.of(Map.of()).named("github").withApiUrl(URI.create(server.baseUrl() + "/api/v3")));
        listing(error(401, "Requires authentication"));
        assertThat(forge.place()).doesNotContain(TOKEN);
        failure(forge);
        assertThat(server.getAllServeEvents())
                .allSatisfy(event -> assertThat(event.getRequest().getHeaders().all())
                        .noneMatch(header -> header.firstValue().contains(TOKEN)));
    }

    @Test
    void nobodySignedInIsToldToSignIn() {
        Forge forge = Forges.open(
                "https://github.example.com/o/r",
                ForgeSettings.of(Map.of()).named("github").withApiUrl(URI.create(server.baseUrl() + "/api/v3")));
        listing(error(404, "Not Found"));
        assertThat(failure(forge).problem().remedy()).contains("set a token in GH_TOKEN");
        assertThat(server.getAllServeEvents())
                .isNotEmpty()
                .noneMatch(event -> event.getRequest().containsHeader("Authorization"));
    }
}
