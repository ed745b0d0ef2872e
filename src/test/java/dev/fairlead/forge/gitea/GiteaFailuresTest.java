package dev.fairlead.forge.gitea;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.patchRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.fairlead.forge.Connection;
import dev.fairlead.forge.Forge;
import dev.fairlead.forge.ForgeException;
import dev.fairlead.forge.ForgeException.Kind;
import dev.fairlead.forge.ForgeSettings;
import dev.fairlead.forge.Forges;
import dev.fairlead.forge.PullRequestDraft;
import dev.fairlead.forge.PullRequestEdit;
import dev.fairlead.forge.PullRequestQuery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Gitea says when it cannot or will not (its published description, "APIError"), where its API is, and as whom. */
class GiteaFailuresTest {
    private static final String TOKEN = "0123456789secret";
    private static final String PULLS = "/api/v1/repos/o/r/pulls";
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final WireMockServer server =
            new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private Forge forge(String path, Map<String, String> environment) {
        Connection hasty =
                Connection.DEFAULT.within(Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofSeconds(8));
        return Forges.open(
                server.baseUrl() + path,
                ForgeSettings.of(environment)
                        .named("gitea")
                        .withConnection(hasty)
                        .withClock(Clock.fixed(NOW, ZoneOffset.UTC)));
    }

    private ForgeException failure(ResponseDefinitionBuilder answer) {
        server.stubFor(get(urlPathEqualTo(PULLS)).willReturn(answer));
        try (Forge forge = forge("/o/r.git", Map.of("FAIRLEAD_GITEA_TOKEN", TOKEN))) {
            ForgeException e = catchThrowableOfType(ForgeException.class, () -> forge.find(PullRequestQuery.open()));
            assertThat(e).as("it fails").hasMessageNotContaining(TOKEN);
            assertThat(e.problem().place()).contains("/o/r/pulls");
            assertThat(e.problem().remedy()).isNotBlank();
            return e;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, INVALID, invalid body",
        "400, STALE, the issue is already changed",
        "401, UNAUTHORIZED, user does not exist",
        "403, FORBIDDEN, token does not have at least one of required scope(s)",
        "404, NOT_FOUND, The target couldn't be found",
        "422, INVALID, labels are not valid",
        "423, NOT_MERGEABLE, repository is archived",
    })
    void everyStatusIsAKindOfItsOwnWithGiteasWords(int status, Kind kind, String words) {
        ForgeException e = failure(
                aResponse().withStatus(status).withBody("{\"message\": \"" + words + "\", \"url\": \"https://x\"}"));
        assertThat(e.kind()).isEqualTo(kind);
        assertThat(e.retryable()).isFalse();
        assertThat(e.problem().cause()).contains(words);
        server.verify(1, getRequestedFor(urlPathEqualTo(PULLS)));
    }

    @Test
    void whatABrokenProxySaysIsToldByItsStatusAlone() {
        ForgeException e = failure(aResponse().withStatus(502).withBody("<html>" + TOKEN + "</html>"));
        assertThat(e.kind()).isEqualTo(Kind.SERVER);
        assertThat(e.retryable()).isTrue();
        server.verify(5, getRequestedFor(urlPathEqualTo(PULLS)));
    }

    @Test
    void twoThatEditAtOnceAndGiteaRefusesOneOfThem_itReadsAndWritesAgain() {
        String pull = """
                {"number": 1, "title": "%s", "body": "", "state": "open", "user": {"login": "bot"},
                 "head": {"label": "fairlead/app", "ref": "fairlead/app", "sha": "a", "repo_id": 7},
                 "base": {"ref": "main", "repo_id": 7},
                 "created_at": "2026-03-01T12:00:00Z", "updated_at": "2026-03-01T12:00:00Z"}""";
        server.stubFor(get(urlPathEqualTo(PULLS + "/1")).willReturn(okJson(pull.formatted("old"))));
        server.stubFor(patch(urlPathEqualTo(PULLS + "/1"))
                .inScenario("race")
                .whenScenarioStateIs(STARTED)
                .willSetStateTo("alone")
                .willReturn(aResponse().withStatus(400).withBody("{\"message\": \"the issue is already changed\"}")));
        server.stubFor(patch(urlPathEqualTo(PULLS + "/1"))
                .inScenario("race")
                .whenScenarioStateIs("alone")
                .willReturn(okJson(pull.formatted("new")).withStatus(201)));
        try (Forge forge = forge("/o/r", Map.of())) {
            assertThat(forge.update("1", PullRequestEdit.NONE.withTitle("new")).changed())
                    .isTrue();
        }
        server.verify(2, patchRequestedFor(urlPathEqualTo(PULLS + "/1")));
    }

    @Test
    void aBranchThatSomebodyTookAwayWhileItsPullRequestWasOpened_isToldAsMissing() {
        server.stubFor(get(urlPathEqualTo(PULLS)).willReturn(okJson("[]")));
        server.stubFor(get(urlPathMatching("/api/v1/repos/o/r/compare/.*"))
                .inScenario("gone")
                .whenScenarioStateIs(STARTED)
                .willReturn(okJson("{\"total_commits\": 1}")));
        server.stubFor(post(urlPathEqualTo(PULLS))
                .inScenario("gone")
                .willSetStateTo("gone")
                .willReturn(aResponse().withStatus(404).withBody("{\"message\": \"not found\"}")));
        try (Forge forge = forge("/o/r", Map.of())) {
            ForgeException e = catchThrowableOfType(
                    ForgeException.class,
                    () -> forge.open(PullRequestDraft.of("fairlead/app", "main", "Title", "Body")));
            assertThat(e.kind()).isEqualTo(Kind.INVALID);
            assertThat(e.problem().cause()).isEqualTo("there is no branch fairlead/app");
        }
        server.verify(1, postRequestedFor(urlPathEqualTo(PULLS)));
    }

    @Test
    void aLimitIsWaitedForWhenThereIsTime() {
        server.stubFor(get(urlPathEqualTo(PULLS))
                .inScenario("limit")
                .whenScenarioStateIs(STARTED)
                .willSetStateTo("over")
                .willReturn(aResponse().withStatus(429).withHeader("Retry-After", "1")));
        server.stubFor(get(urlPathEqualTo(PULLS))
                .inScenario("limit")
                .whenScenarioStateIs("over")
                .willReturn(okJson("[]")));
        try (Forge forge = forge("/o/r", Map.of())) {
            assertThat(forge.find(PullRequestQuery.open())).isEmpty();
        }
    }

    @Test
    void aLimitThatEndsTooLateIsToldWithItsTime() {
        ForgeException e = failure(aResponse().withStatus(429).withHeader("Retry-After", "600"));
        assertThat(e.kind()).isEqualTo(Kind.RATE_LIMITED);
        assertThat(e.retryAt()).contains(NOW.plusSeconds(600));
    }

    @Test
    void anAnswerThatIsCutOffIsANetworkFailure() {
        assertThat(failure(aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE)).kind())
                .isEqualTo(Kind.NETWORK);
    }

    @Test
    void aPageThatIsNoJsonIsMalformed() {
        assertThat(failure(aResponse().withBody("<html>sign in</html>")).kind()).isEqualTo(Kind.MALFORMED);
    }

    @ParameterizedTest
    @CsvSource({
        "/o/r.git, /api/v1/repos/o/r/pulls",
        "/git/o/r, /git/api/v1/repos/o/r/pulls",
    })
    void theApiIsBelowThePathThatStandsBeforeOwnerAndName(String path, String api) {
        server.stubFor(get(urlPathEqualTo(api)).willReturn(okJson("[]")));
        try (Forge forge = forge(path, Map.of())) {
            assertThat(forge.find(PullRequestQuery.open())).isEmpty();
        }
        server.verify(getRequestedFor(urlPathEqualTo(api)).withHeader("Authorization", absent()));
    }

    @Test
    void inItsOwnActionsTheJobsTokenIsTakenAndInOthersNot() {
        server.stubFor(get(urlPathEqualTo(PULLS)).willReturn(okJson("[]")));
        Map<String, String> ours =
                Map.of("GITEA_ACTIONS", "true", "GITHUB_SERVER_URL", server.baseUrl(), "GITHUB_TOKEN", TOKEN);
        try (Forge forge = Forges.open(server.baseUrl() + "/o/r", ForgeSettings.of(ours))) {
            forge.find(PullRequestQuery.open());
        }
        server.verify(getRequestedFor(urlPathEqualTo(PULLS)).withHeader("Authorization", equalTo("token " + TOKEN)));
        server.resetRequests();
        try (Forge forge = forge("/o/r", Map.of("GITHUB_SERVER_URL", server.baseUrl(), "GITHUB_TOKEN", TOKEN))) {
            forge.find(PullRequestQuery.open());
        }
        server.verify(getRequestedFor(urlPathEqualTo(PULLS)).withHeader("Authorization", absent()));
    }
}
