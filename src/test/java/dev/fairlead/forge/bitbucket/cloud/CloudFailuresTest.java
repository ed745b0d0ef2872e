package dev.fairlead.forge.bitbucket.cloud;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
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

/** What Cloud says when it cannot or will not ("Standardized error responses"), and as whom. */
class CloudFailuresTest {
    private static final String TOKEN = "0123456789secret";
    private static final String PULLS = "/2.0/repositories/w/r/pullrequests";
    private static final String EMPTY = "{\"values\": []}";
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
                "git@bitbucket.org:" + path,
                ForgeSettings.of(environment)
                        .withApiUrl(URI.create(server.baseUrl() + "/2.0/"))
                        .withConnection(hasty)
                        .withClock(Clock.fixed(NOW, ZoneOffset.UTC)));
    }

    private ForgeException failure(ResponseDefinitionBuilder answer) {
        server.stubFor(get(urlPathEqualTo(PULLS)).willReturn(answer));
        try (Forge forge = forge("w/r.git", Map.of("FAIRLEAD_BITBUCKET_TOKEN", TOKEN))) {
            ForgeException e = catchThrowableOfType(ForgeException.class, () -> forge.find(PullRequestQuery.open()));
            assertThat(e).as("it fails").hasMessageNotContaining(TOKEN);
            assertThat(e.problem().place()).contains("/repositories/w/r/pullrequests");
            assertThat(e.problem().remedy()).isNotBlank();
            return e;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "401, UNAUTHORIZED, Token is invalid or not supported for this endpoint",
        "403, FORBIDDEN, Your credentials lack one or more required privilege scopes",
        "404, NOT_FOUND, You may not have access to this repository or it no longer exists",
        "409, STALE, one of the refs involved changed",
        "400, INVALID, There are no changes to be pulled",
    })
    void everyStatusIsAKindOfItsOwnWithBitbucketsWords(int status, Kind kind, String words) {
        ForgeException e = failure(aResponse()
                .withStatus(status)
                .withBody("{\"type\": \"error\", \"error\": {\"message\": \"" + words + ".\"}}"));
        assertThat(e.kind()).isEqualTo(kind);
        assertThat(e.retryable()).isFalse();
        assertThat(e.problem().cause()).contains(words);
        server.verify(1, getRequestedFor(urlPathEqualTo(PULLS)));
    }

    @Test
    void whatTookTooLongThereMayBeTriedAgain() {
        assertThat(failure(aResponse().withStatus(555)).retryable()).isTrue();
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
        try (Forge forge = forge("w/r", Map.of())) {
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

    /** The token goes to the API's address only, whatever a page says of the next one. */
    @Test
    void theNextPageIsAskedForAtTheSameServer() {
        server.stubFor(get(urlPathEqualTo(PULLS))
                .willReturn(
                        okJson("{\"values\": [], \"next\": \"https://elsewhere.example/2.0/x?state=OPEN&page=2\"}")));
        server.stubFor(
                get(urlPathEqualTo(PULLS)).withQueryParam("page", equalTo("2")).willReturn(okJson(EMPTY)));
        try (Forge forge = forge("w/r", Map.of())) {
            assertThat(forge.find(PullRequestQuery.open())).isEmpty();
        }
        server.verify(2, getRequestedFor(urlPathEqualTo(PULLS)));
    }

    @ParameterizedTest
    @CsvSource({
        "https://grace@bitbucket.org/acme/config.git, true",
        "git@bitbucket.org:acme/config.git, true",
        "https://bitbucket.example.com/acme/config, false",
    })
    void itIsKnownByItsHost(String url, boolean known) {
        assertThat(new CloudProvider().recognises(RepositoryUrl.parse(url), ForgeSettings.of(Map.of())))
                .isEqualTo(known);
    }

    @ParameterizedTest
    @CsvSource({"0123456789secret, Bearer 0123456789secret", "grace:pass word, Basic Z3JhY2U6cGFzcyB3b3Jk"})
    void aTokenThatBelongsToANameIsSentAsAPassword(String token, String header) {
        server.stubFor(get(urlPathEqualTo(PULLS)).willReturn(okJson(EMPTY)));
        try (Forge forge = forge("w/r", Map.of("FAIRLEAD_FORGE_TOKEN", token))) {
            forge.find(PullRequestQuery.open());
        }
        server.verify(getRequestedFor(urlPathEqualTo(PULLS)).withHeader("Authorization", equalTo(header)));
        server.verify(0, getRequestedFor(urlPathEqualTo(PULLS)).withHeader("Authorization", absent()));
    }
}
