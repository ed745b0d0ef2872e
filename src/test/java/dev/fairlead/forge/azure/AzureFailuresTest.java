package dev.fairlead.forge.azure;

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
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Azure DevOps says when it cannot or will not, where its API is, and as whom. */
class AzureFailuresTest {
    private static final String TOKEN = "0123456789secret";
    private static final String JWT = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.c2ln";
    private static final String PULLS = "/tfs/Coll/P/_apis/git/repositories/r/pullrequests";
    private static final String REPOSITORY = "/tfs/Coll/P/_git/r";
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String NONE = "{\"count\": 0, \"value\": []}";
    private static final String PAGE = "<html>Sign in to your account " + TOKEN + "</html>";

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
                Connection.DEFAULT.within(Duration.ofSeconds(10), Duration.ofSeconds(2), Duration.ofSeconds(8));
        return Forges.open(
                server.baseUrl() + path,
                ForgeSettings.of(environment)
                        .named("azure")
                        .withConnection(hasty)
                        .withClock(Clock.fixed(NOW, ZoneOffset.UTC)));
    }

    private ForgeException failure(ResponseDefinitionBuilder answer) {
        server.stubFor(get(urlPathEqualTo(PULLS)).willReturn(answer));
        try (Forge forge = forge(REPOSITORY, Map.of("FAIRLEAD_AZURE_TOKEN", TOKEN))) {
            ForgeException e = catchThrowableOfType(ForgeException.class, () -> forge.find(PullRequestQuery.open()));
            assertThat(e).as("it fails").hasMessageNotContaining(TOKEN);
            assertThat(e.problem().place()).contains("/r/pullrequests");
            assertThat(e.problem().remedy()).isNotBlank();
            return e;
        }
    }

    private static String error(String type, String message) {
        return "{\"$id\": \"1\", \"message\": \"" + message + "\", \"typeKey\": \"" + type + "\", \"eventId\": 3000}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | UNAUTHORIZED | UnauthorizedRequestException | TF400813: The user is not authorized",
                "400 | UNAUTHORIZED | UnauthorizedRequestException | TF400813: The user is not authorized",
                "403 | FORBIDDEN | GitNeedsPermissionException | TF401027: You need the Git 'PullRequestContribute' permission",
                "404 | NOT_FOUND | GitRepositoryNotFoundException | TF401019: The Git repository does not exist",
                "409 | STALE | GitReferenceStaleException | TF401028: The reference has already been updated",
                "403 | NOT_MERGEABLE | GitRefUpdateRejectedByPolicyException | TF402455: Pushes to this branch are not permitted",
                "400 | INVALID | InvalidArgumentValueException | The value is invalid",
            })
    void everyErrorIsAKindOfItsOwnWithItsNumber(int status, Kind kind, String type, String words) {
        ForgeException e = failure(aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(error(type, words)));
        assertThat(e.kind()).isEqualTo(kind);
        assertThat(e.retryable()).isFalse();
        assertThat(e.problem().cause()).contains(words);
        server.verify(1, getRequestedFor(urlPathEqualTo(PULLS)));
    }

    /** A wrong or ended personal access token is answered with a page to sign in at, not with an error. */
    @ParameterizedTest
    @ValueSource(ints = {203, 200, 401})
    void aSignInPageSaysThatTheTokenIsNotAccepted(int status) {
        ForgeException e = failure(aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "text/html; charset=utf-8")
                .withBody(PAGE));
        assertThat(e.kind()).isEqualTo(Kind.UNAUTHORIZED);
        assertThat(e.problem().cause()).contains("sign-in page");
        assertThat(e.problem().remedy()).contains("Code (Read & write)");
    }

    @Test
    void aRedirectToASignInPageElsewhereIsNotFollowed() {
        ForgeException e = failure(aResponse()
                .withStatus(302)
                .withHeader("Location", "https://spsprodweu1.vssps.visualstudio.com/_signin?realm=dev.azure.com")
                .withBody(PAGE));
        assertThat(e.kind()).isEqualTo(Kind.UNAUTHORIZED);
        assertThat(e.problem().cause()).contains("sign-in page");
    }

    @Test
    void whatABrokenProxySaysIsToldByItsStatusAlone() {
        ForgeException e = failure(aResponse().withStatus(502).withBody(PAGE));
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
                .willReturn(okJson(NONE)));
        try (Forge forge = forge(REPOSITORY, Map.of())) {
            assertThat(forge.find(PullRequestQuery.open())).isEmpty();
        }
    }

    @Test
    void aLimitThatEndsTooLateIsToldWithItsTime() {
        ForgeException e = failure(aResponse()
                .withStatus(429)
                .withHeader("Retry-After", "600")
                .withHeader("X-RateLimit-Resource", "Core/TSTUs"));
        assertThat(e.kind()).isEqualTo(Kind.RATE_LIMITED);
        assertThat(e.retryAt()).contains(NOW.plusSeconds(600));
        assertThat(e.problem().cause()).contains("Core/TSTUs");
    }

    @Test
    void aLimitThatTellsOnlyItsResetEndsThen() {
        ForgeException e = failure(aResponse()
                .withStatus(429)
                .withHeader(
                        "X-RateLimit-Reset", String.valueOf(NOW.plusSeconds(300).getEpochSecond())));
        assertThat(e.retryAt()).contains(NOW.plusSeconds(300));
    }

    /** Azure DevOps tells of a delay that it made on answers that are whole. */
    @Test
    void anAnswerThatWasDelayedIsNotAskedForAgain() {
        server.stubFor(get(urlPathEqualTo(PULLS))
                .willReturn(okJson(NONE).withHeader("Retry-After", "30").withHeader("X-RateLimit-Delay", "1.5")));
        try (Forge forge = forge(REPOSITORY, Map.of())) {
            assertThat(forge.find(PullRequestQuery.open())).isEmpty();
        }
        server.verify(1, getRequestedFor(urlPathEqualTo(PULLS)));
    }

    @ParameterizedTest
    @CsvSource({"RANDOM_DATA_THEN_CLOSE", "EMPTY_RESPONSE", "CONNECTION_RESET_BY_PEER"})
    void anAnswerThatIsCutOffIsANetworkFailure(Fault fault) {
        assertThat(failure(aResponse().withFault(fault)).kind()).isEqualTo(Kind.NETWORK);
    }

    @Test
    void anAnswerThatDoesNotComeIsANetworkFailure() {
        assertThat(failure(okJson(NONE).withFixedDelay(4000)).kind()).isEqualTo(Kind.NETWORK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no json", "{\"value\": 1}", "[]"})
    void anAnswerThatIsNoListIsMalformed(String body) {
        server.stubFor(get(urlPathEqualTo(PULLS)).willReturn(okJson(body)));
        try (Forge forge = forge(REPOSITORY, Map.of())) {
            ForgeException e = catchThrowableOfType(ForgeException.class, () -> forge.find(PullRequestQuery.open()));
            assertThat(e.kind()).isEqualTo(Kind.MALFORMED);
        }
    }

    @Test
    void aPersonalAccessTokenIsAPasswordAndAWebTokenABearer() {
        server.stubFor(get(urlPathEqualTo(PULLS)).willReturn(okJson(NONE)));
        String basic = Base64.getEncoder().encodeToString((":" + TOKEN).getBytes(StandardCharsets.UTF_8));
        Map<Map<String, String>, String> cases = Map.of(
                Map.of("FAIRLEAD_AZURE_TOKEN", TOKEN), "Basic " + basic,
                Map.of("FAIRLEAD_GIT_TOKEN", TOKEN + "\n"), "Basic " + basic,
                Map.of("FAIRLEAD_GIT_BEARER", JWT), "Bearer " + JWT);
        cases.forEach((environment, header) -> {
            server.resetRequests();
            try (Forge forge = forge(REPOSITORY, environment)) {
                forge.find(PullRequestQuery.open());
            }
            server.verify(getRequestedFor(urlPathEqualTo(PULLS))
                    .withHeader("Authorization", equalTo(header))
                    .withQueryParam("api-version", equalTo("7.1")));
        });
    }

    @Test
    void inItsOwnPipelineTheJobsTokenIsTakenAndInOthersNot() {
        server.stubFor(get(urlPathEqualTo(PULLS)).willReturn(okJson(NONE)));
        Map<String, String> ours = Map.of(
                "TF_BUILD", "True", "SYSTEM_COLLECTIONURI", server.baseUrl() + "/tfs/Coll/", "SYSTEM_ACCESSTOKEN", JWT);
        try (Forge forge = Forges.open(server.baseUrl() + REPOSITORY, ForgeSettings.of(ours))) {
            forge.find(PullRequestQuery.open());
        }
        server.verify(getRequestedFor(urlPathEqualTo(PULLS)).withHeader("Authorization", equalTo("Bearer " + JWT)));
        server.resetRequests();
        Map<String, String> others = Map.of(
                "TF_BUILD", "True", "SYSTEM_COLLECTIONURI", "https://dev.azure.com/acme/", "SYSTEM_ACCESSTOKEN", JWT);
        try (Forge forge = forge(REPOSITORY, others)) {
            forge.find(PullRequestQuery.open());
        }
        server.verify(getRequestedFor(urlPathEqualTo(PULLS)).withHeader("Authorization", absent()));
    }

    @ParameterizedTest
    @CsvSource({
        "https://dev.azure.com/acme/Shop/_git/config, https://dev.azure.com/acme, Shop, config",
        "https://acme@dev.azure.com/acme/Shop/_git/config, https://dev.azure.com/acme, Shop, config",
        "https://dev.azure.com/acme/_git/config, https://dev.azure.com/acme, config, config",
        "https://dev.azure.com/acme/Gr%C3%B6%C3%9Fe%207/_git/my%20config, https://dev.azure.com/acme, Größe 7, my config",
        "https://dev.azure.com/acme/Größe%207/_git/config, https://dev.azure.com/acme, Größe 7, config",
        "https://acme.visualstudio.com/Shop/_git/config, https://dev.azure.com/acme, Shop, config",
        "https://acme.visualstudio.com/DefaultCollection/Shop/_git/config, https://dev.azure.com/acme, Shop, config",
        "https://acme.visualstudio.com/_git/config, https://dev.azure.com/acme, config, config",
        "https://acme.visualstudio.com/Shop/_git/_full/config, https://dev.azure.com/acme, Shop, config",
        "git@ssh.dev.azure.com:v3/acme/Shop/config, https://dev.azure.com/acme, Shop, config",
        "git@ssh.dev.azure.com:v3/acme/Gr%C3%B6%C3%9Fe%207/my%20config, https://dev.azure.com/acme, Größe 7, my config",
        "ssh://git@ssh.dev.azure.com/v3/acme/Shop/config, https://dev.azure.com/acme, Shop, config",
        "acme@vs-ssh.visualstudio.com:v3/acme/Shop/config, https://dev.azure.com/acme, Shop, config",
        "https://host/tfs/Coll/Shop/_git/config, https://host/tfs/Coll, Shop, config",
        "https://host:8443/Coll/Shop/_git/config, https://host:8443/Coll, Shop, config",
        "https://host/Coll/_git/config, https://host/Coll, config, config",
        "ssh://host:22/tfs/Coll/Shop/_ssh/config, https://host/tfs/Coll, Shop, config",
    })
    void theUrlTellsOrganizationProjectAndRepository(String url, String collection, String project, String repository) {
        AzureAddress address = AzureAddress.of(RepositoryUrl.parse(url), Optional.empty());
        assertThat(address.collection()).isEqualTo(collection);
        assertThat(address.project()).isEqualTo(project);
        assertThat(address.repository()).isEqualTo(repository);
        boolean cloud = collection.startsWith("https://dev.azure.com/");
        assertThat(address.identities())
                .as("people are looked up at a host of their own")
                .isEqualTo(cloud ? "https://vssps.dev.azure.com/acme" : collection);
        assertThat(new AzureProvider().recognises(RepositoryUrl.parse(url), ForgeSettings.of(Map.of())))
                .isEqualTo(cloud);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://dev.azure.com/acme",
                "https://dev.azure.com/acme/Shop",
                "https://dev.azure.com/acme/Shop/_git/",
                "https://dev.azure.com/acme/a/b/_git/config",
                "https://dev.azure.com/_git/config",
                "git@ssh.dev.azure.com:v3/acme/Shop",
                "https://host/_git/config",
                "https://host/Coll/Shop/config",
            })
    void whatIsNoAddressIsRefusedWithWhatIs(String url) {
        ForgeException e = catchThrowableOfType(
                ForgeException.class,
                () -> Forges.open(url, ForgeSettings.of(Map.of()).named("azure")));
        assertThat(e.kind()).isEqualTo(Kind.CONFIGURATION);
        assertThat(e.problem().remedy()).contains("https://dev.azure.com/ORGANIZATION/PROJECT/_git/REPOSITORY");
    }
}
