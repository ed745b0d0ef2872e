package dev.fairlead.forge.bitbucket.datacenter;

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
import dev.fairlead.forge.PullRequestQuery;
import dev.fairlead.forge.RepositoryUrl;
import java.net.URI;
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

/** What Data Center says when it cannot or will not ("Errors and validation"), where its API is, and as whom. */
class DataCenterFailuresTest {
    private static final String TOKEN = "0123456789secret";
    private static final String PULLS = "/rest/api/1.0/projects/P/repos/r/pull-requests";
    private static final String EMPTY = "{\"values\": [], \"isLastPage\": true}";
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
                Connection.DEFAULT.within(Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ofSeconds(8));
        return Forges.open(
                server.baseUrl() + path,
                ForgeSettings.of(environment)
                        .named("bitbucket-datacenter")
                        .withConnection(hasty)
                        .withClock(Clock.fixed(NOW, ZoneOffset.UTC)));
    }

    private ForgeException failure(ResponseDefinitionBuilder answer) {
        server.stubFor(get(urlPathEqualTo(PULLS)).willReturn(answer));
        try (Forge forge = forge("/scm/P/r.git", Map.of("FAIRLEAD_BITBUCKET_TOKEN", TOKEN))) {
            ForgeException e = catchThrowableOfType(ForgeException.class, () -> forge.find(PullRequestQuery.open()));
            assertThat(e).as("it fails").hasMessageNotContaining(TOKEN);
            assertThat(e.problem().place()).contains("/repos/r/pull-requests");
            assertThat(e.problem().remedy()).isNotBlank();
            return e;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "401, UNAUTHORIZED, com.atlassian.bitbucket.auth.IncorrectPasswordAuthenticationException",
        "401, FORBIDDEN, com.atlassian.bitbucket.AuthorisationException",
        "403, FORBIDDEN, com.atlassian.bitbucket.AuthorisationException",
        "404, NOT_FOUND, com.atlassian.bitbucket.repository.NoSuchRepositoryException",
        "409, STALE, com.atlassian.bitbucket.pull.PullRequestOutOfDateException",
        "409, NOT_MERGEABLE, com.atlassian.bitbucket.pull.PullRequestMergeVetoedException",
        "409, INVALID, com.atlassian.bitbucket.pull.EmptyPullRequestException",
        "400, INVALID, com.atlassian.bitbucket.validation.ArgumentValidationException",
    })
    void everyStatusIsAKindOfItsOwnWithBitbucketsWords(int status, Kind kind, String exception) {
        ForgeException e = failure(aResponse().withStatus(status).withBody("""
                {"errors": [{"context": null, "message": "You cannot.", "exceptionName": "%s"}]}""".formatted(exception)));
        assertThat(e.kind()).isEqualTo(kind);
        assertThat(e.retryable()).isFalse();
        assertThat(e.problem().cause()).contains("You cannot");
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
    void aLimitIsWaitedForWhenThereIsTime() {
        server.stubFor(get(urlPathEqualTo(PULLS))
                .inScenario("limit")
                .whenScenarioStateIs(STARTED)
                .willSetStateTo("over")
                .willReturn(aResponse().withStatus(429).withHeader("Retry-After", "1")));
        server.stubFor(get(urlPathEqualTo(PULLS))
                .inScenario("limit")
                .whenScenarioStateIs("over")
                .willReturn(okJson(EMPTY)));
        try (Forge forge = forge("/scm/P/r", Map.of())) {
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
    void anAnswerThatDoesNotComeIsANetworkFailure() {
        assertThat(failure(okJson(EMPTY).withFixedDelay(20_000)).kind()).isEqualTo(Kind.NETWORK);
    }

    @Test
    void aPageThatIsNoJsonOrNoListIsMalformed() {
        assertThat(failure(aResponse().withBody("<html>sign in</html>")).kind()).isEqualTo(Kind.MALFORMED);
        assertThat(failure(okJson("{}")).kind()).isEqualTo(Kind.MALFORMED);
    }

    @ParameterizedTest
    @CsvSource({
        "/scm/P/r.git, /rest/api/1.0/projects/P/repos/r/pull-requests",
        "/git/scm/P/r.git, /git/rest/api/1.0/projects/P/repos/r/pull-requests",
        "/projects/P/repos/r/browse, /rest/api/1.0/projects/P/repos/r/pull-requests",
        "/scm/~grace/r.git, /rest/api/1.0/projects/~grace/repos/r/pull-requests",
        "/users/grace/repos/r, /rest/api/1.0/projects/~grace/repos/r/pull-requests",
    })
    void theApiIsBelowThePathThatStandsBeforeProjectAndRepository(String path, String api) {
        server.stubFor(get(anyUrl()).willReturn(okJson(EMPTY)));
        try (Forge forge = forge(path, Map.of())) {
            assertThat(forge.find(PullRequestQuery.open())).isEmpty();
        }
        assertThat(server.getAllServeEvents()).singleElement().satisfies(event -> {
            assertThat(URI.create(event.getRequest().getUrl()).getPath()).isEqualTo(api);
            assertThat(event.getRequest().getHeader("Authorization")).isNull();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "https://git.example.com/scm/P/r.git, true",
        "https://git.example.com/ctx/scm/~grace/r.git, true",
        "ssh://git@bitbucket.example.com:7999/P/r.git, true",
        "https://git.example.com/scm/git/r, false",
        "https://git.example.com/scm/repo/ns/r, false",
        "https://git.example.com/P/r, false",
        "https://bitbucket.org/acme/r, false",
    })
    void itIsKnownByWhatGitClones(String url, boolean known) {
        assertThat(new DataCenterProvider().recognises(RepositoryUrl.parse(url), ForgeSettings.of(Map.of())))
                .isEqualTo(known);
    }

    @ParameterizedTest
    @CsvSource({"0123456789secret, Bearer 0123456789secret", "grace:pass word, Basic Z3JhY2U6cGFzcyB3b3Jk"})
    void aTokenThatBelongsToANameIsSentAsAPassword(String token, String header) {
        server.stubFor(get(urlPathEqualTo(PULLS)).willReturn(okJson(EMPTY)));
        try (Forge forge = forge("/scm/P/r", Map.of("FAIRLEAD_FORGE_TOKEN", token))) {
            forge.find(PullRequestQuery.open());
        }
        server.verify(getRequestedFor(urlPathEqualTo(PULLS)).withHeader("Authorization", equalTo(header)));
        server.verify(0, getRequestedFor(urlPathEqualTo(PULLS)).withHeader("Authorization", absent()));
    }
}
