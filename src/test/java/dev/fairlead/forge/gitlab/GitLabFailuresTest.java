package dev.fairlead.forge.gitlab;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.fairlead.forge.Connection;
import dev.fairlead.forge.Forge;
import dev.fairlead.forge.ForgeCredentials.AppKey;
import dev.fairlead.forge.ForgeException;
import dev.fairlead.forge.ForgeException.Kind;
import dev.fairlead.forge.ForgeSettings;
import dev.fairlead.forge.Forges;
import dev.fairlead.forge.PullRequestQuery;
import dev.fairlead.forge.Secret;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What GitLab says when it cannot or will not ("REST API troubleshooting", "Rate limits"), where its API is, and as whom. */
class GitLabFailuresTest {
    private static final String TOKEN = "glpat-0123456789secret";
    private static final String PULLS = "/api/v4/projects/g%2Fs%2Fr/merge_requests";
    private static final Connection HASTY =
            Connection.DEFAULT.within(Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofSeconds(8));
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
        return Forges.open(server.baseUrl() + path, settings(environment).named("gitlab"));
    }

    private static ForgeSettings settings(Map<String, String> environment) {
        return ForgeSettings.of(environment).withConnection(HASTY).withClock(Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private ForgeException failure(ResponseDefinitionBuilder answer) {
        return failure(answer, HASTY);
    }

    private ForgeException failure(ResponseDefinitionBuilder answer, Connection connection) {
        server.stubFor(get(urlPathEqualTo(PULLS)).willReturn(answer));
        ForgeSettings settings =
                settings(Map.of("FAIRLEAD_GITLAB_TOKEN", TOKEN)).named("gitlab").withConnection(connection);
        try (Forge forge = Forges.open(server.baseUrl() + "/g/s/r.git", settings)) {
            ForgeException e = catchThrowableOfType(ForgeException.class, () -> forge.find(PullRequestQuery.open()));
            assertThat(e).as("it fails").hasMessageNotContaining(TOKEN);
            assertThat(e.problem().place()).contains("/merge_requests");
            assertThat(e.problem().remedy()).isNotBlank();
            return e;
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "401 | UNAUTHORIZED  | {\"message\": \"401 Unauthorized\"} | 401 Unauthorized",
                "401 | UNAUTHORIZED  | {\"error\": \"invalid_token\", \"error_description\": \"Token was revoked.\"} | Token was revoked",
                "403 | FORBIDDEN     | {\"error\": \"insufficient_scope\", \"scope\": \"api\"} | insufficient_scope",
                "404 | NOT_FOUND     | {\"message\": \"404 Project Not Found\"} | 404 Project Not Found",
                "405 | NOT_MERGEABLE | {\"message\": \"405 Method Not Allowed\"} | 405 Method Not Allowed",
                "406 | NOT_MERGEABLE | {\"message\": \"Branch cannot be merged\"} | Branch cannot be merged",
                "409 | STALE         | {\"message\": [\"Another open merge request\", \"!1\"]} | Another open merge request, !1",
                "422 | INVALID       | {\"message\": {\"title\": [\"is too long\", \"is odd\"]}} | title is too long, is odd",
                "400 | INVALID       | {\"error\": \"state does not have a valid value\"} | state does not have",
            })
    void everyStatusIsAKindOfItsOwnWithGitLabsWords(int status, Kind kind, String body, String words) {
        ForgeException e = failure(aResponse().withStatus(status).withBody(body));
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

    @ParameterizedTest
    @CsvSource({"Retry-After, 1", "RateLimit-Reset, 1772366401"})
    void aLimitIsWaitedForWhenThereIsTime(String header, String value) {
        server.stubFor(get(urlPathEqualTo(PULLS))
                .inScenario("limit")
                .whenScenarioStateIs(STARTED)
                .willSetStateTo("over")
                .willReturn(
                        aResponse().withStatus(429).withHeader(header, value).withBody("Retry later")));
        server.stubFor(get(urlPathEqualTo(PULLS))
                .inScenario("limit")
                .whenScenarioStateIs("over")
                .willReturn(okJson("[]")));
        try (Forge forge = forge("/g/s/r", Map.of())) {
            assertThat(forge.find(PullRequestQuery.open())).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"Retry-After, 600", "RateLimit-Reset, 1772367000"})
    void aLimitThatEndsTooLateIsToldWithItsTime(String header, String value) {
        ForgeException e = failure(aResponse().withStatus(429).withHeader(header, value));
        assertThat(e.kind()).isEqualTo(Kind.RATE_LIMITED);
        assertThat(e.retryAt()).contains(NOW.plusSeconds(600));
    }

    @Test
    void anAnswerThatIsCutOffIsANetworkFailure() {
        assertThat(failure(aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE)).kind())
                .isEqualTo(Kind.NETWORK);
    }

    @Test
    void anAnswerThatComesTooLateIsANetworkFailure() {
        ForgeException e = failure(
                okJson("[]").withFixedDelay(5_000),
                HASTY.within(Duration.ofSeconds(10), Duration.ofMillis(300), Duration.ofSeconds(2)));
        assertThat(e.kind()).isEqualTo(Kind.NETWORK);
        assertThat(e.retryable()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>sign in</html>", "{}", "[{\"iid\": 1"})
    void whatIsNoListIsMalformed(String body) {
        assertThat(failure(aResponse().withBody(body)).kind()).isEqualTo(Kind.MALFORMED);
    }

    @ParameterizedTest
    @CsvSource({
        "/g/r.git,        '',      /api/v4/projects/g%2Fr/merge_requests",
        "/g/a/b/c/r,      '',      /api/v4/projects/g%2Fa%2Fb%2Fc%2Fr/merge_requests",
        "/git/g/r,        /git,    /git/api/v4/projects/g%2Fr/merge_requests",
        "/git/lab/g/s/r/, /git/lab/, /git/lab/api/v4/projects/g%2Fs%2Fr/merge_requests",
    })
    void theApiIsBelowThePathThatGitLabIsSaidToLiveUnder(String path, String root, String api) {
        server.stubFor(get(urlPathEqualTo(api)).willReturn(okJson("[]")));
        Map<String, String> environment = Map.of("FAIRLEAD_GITLAB_URL", server.baseUrl() + root);
        try (Forge forge = forge(path, environment)) {
            assertThat(forge.find(PullRequestQuery.open())).isEmpty();
        }
        server.verify(getRequestedFor(urlPathEqualTo(api)).withHeader("Authorization", absent()));
    }

    @Test
    void anApiThatIsConfiguredCountsFirst() {
        server.stubFor(get(anyUrl()).willReturn(okJson("[]")));
        ForgeSettings settings = settings(Map.of("FAIRLEAD_GITLAB_TOKEN", TOKEN))
                .named("gitlab")
                .withApiUrl(URI.create(server.baseUrl() + "/lab/api/v4/"));
        try (Forge forge = Forges.open("https://git.example.com/lab/g/r.git", settings)) {
            forge.find(PullRequestQuery.open());
        }
        try (Forge forge = Forges.open("git@git.example.com:lab/r.git", settings)) {
            forge.find(PullRequestQuery.open());
        }
        for (String project : new String[] {"g%2Fr", "lab%2Fr"}) {
            server.verify(getRequestedFor(urlPathEqualTo("/lab/api/v4/projects/" + project + "/merge_requests"))
                    .withHeader("Authorization", equalTo("Bearer " + TOKEN)));
        }
    }

    /** A job knows its GitLab; its own token may not open merge requests and is not sent. */
    @Test
    void inAJobItsOwnGitLabIsKnownAndItsTokenIsNotTaken() {
        server.stubFor(get(anyUrl()).willReturn(okJson("[]")));
        Map<String, String> job = Map.of(
                "GITLAB_CI", "true",
                "CI_SERVER_HOST", "localhost",
                "CI_SERVER_URL", server.baseUrl() + "/git",
                "CI_JOB_TOKEN", "glcbt-job");
        String api = "/git/api/v4/projects/g%2Fr/merge_requests";
        try (Forge forge = Forges.open(server.baseUrl() + "/git/g/r", settings(job))) {
            forge.find(PullRequestQuery.open());
        }
        server.verify(getRequestedFor(urlPathEqualTo(api)).withHeader("Authorization", absent()));
    }

    @Test
    void aTokenForAnyGitLabIsSentToTheJobsOwnAndToNoOther() {
        server.stubFor(get(anyUrl()).willReturn(okJson("[]")));
        try (Forge forge = forge("/g/r", Map.of("GITLAB_TOKEN", TOKEN))) {
            forge.find(PullRequestQuery.open());
        }
        server.verify(getRequestedFor(anyUrl()).withHeader("Authorization", absent()));
        server.resetRequests();
        Map<String, String> job =
                Map.of("GITLAB_CI", "true", "CI_SERVER_HOST", "localhost", "GITLAB_TOKEN", TOKEN + "\n");
        try (Forge forge = forge("/g/r", job)) {
            forge.find(PullRequestQuery.open());
        }
        server.verify(getRequestedFor(anyUrl()).withHeader("Authorization", equalTo("Bearer " + TOKEN)));
    }

    @ParameterizedTest
    @CsvSource({
        "https://gitlab.com/g/s/r.git, https://gitlab.com/g/s/r",
        "git@gitlab.example.com:g/r.git, ssh://gitlab.example.com/g/r",
        "https://user:pw@gitlab.example.com/g/r, https://gitlab.example.com/g/r",
    })
    void itIsKnownByItsHost(String url, String place) {
        try (Forge forge = Forges.open(url, settings(Map.of()))) {
            assertThat(forge.traits().name()).isEqualTo("GitLab");
            assertThat(forge.place()).isEqualTo(place);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://gitlab.com/r", "https://gitlab.com/", "https://gitlab.com/g//r"})
    void whatIsNoProjectIsRefused(String url) {
        assertThatThrownBy(() -> Forges.open(url, settings(Map.of())))
                .isInstanceOf(ForgeException.class)
                .hasMessageContaining("GROUP/PROJECT");
    }

    @Test
    void anAppOfGitHubsIsNoCredential() {
        ForgeSettings settings =
                settings(Map.of()).withCredentials(new AppKey("1", Secret.of("key"), OptionalLong.empty()));
        assertThatThrownBy(() -> Forges.open("https://gitlab.com/g/r", settings))
                .hasMessageContaining("no GitHub Apps")
                .hasMessageNotContaining("key");
    }
}
