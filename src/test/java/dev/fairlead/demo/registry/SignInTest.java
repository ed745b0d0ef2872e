package dev.fairlead.demo.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.demo.registry.EmbeddedRegistry.Options;
import dev.fairlead.registry.RegistrySettings;
import dev.fairlead.registry.wire.JdkWire;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The embedded registry lets nobody in whom a real ACR would not let in. */
class SignInTest {
    private static final String ENTRA = "entra";

    /** A clock that a test can put forward. */
    private static final class Hands extends Clock {
        private Instant now = Instant.parse("2024-05-06T07:08:09Z");

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
    }

    private final Hands clock = new Hands();
    private final EmbeddedRegistry registry = EmbeddedRegistry.start(
            Options.acr(Account.admin("admin", "right"), new Account("puller", "p", Set.of("pull")))
                    .withEntraToken(ENTRA)
                    .withClock(clock));
    private final HttpClient client =
            JdkWire.clientBuilder(registry.settings(RegistrySettings.plain())).build();

    @AfterEach
    void stop() {
        registry.close();
    }

    private HttpResponse<String> get(String path, String authorization) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(registry.url() + path));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String form) throws IOException, InterruptedException {
        String service = "&service=" + URLEncoder.encode(registry.host(), StandardCharsets.UTF_8);
        return client.send(
                HttpRequest.newBuilder(URI.create(registry.url() + path))
                        .POST(BodyPublishers.ofString(form + service))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> token(String scope, String user, String password)
            throws IOException, InterruptedException {
        String pair = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return get(
                "/oauth2/token?service=" + registry.host() + "&scope=" + scope, user.isEmpty() ? "" : "Basic " + pair);
    }

    private static String read(HttpResponse<String> answer, String field) throws IOException {
        JsonNode json = new ObjectMapper().readTree(answer.body());
        return json.path(field).asText();
    }

    private int pull(String authorization) throws IOException, InterruptedException {
        return get("/v2/app/manifests/v1", authorization).statusCode();
    }

    private void push() {
        registry.push("app", "v1", TinyImage.of(Map.of(), Instant.EPOCH), Instant.EPOCH);
    }

    @Test
    void aPasswordBuysATokenForWhatTheAccountMay() throws Exception {
        push();
        String token = read(token("repository:app:pull", "puller", "p"), "access_token");
        assertThat(pull("Bearer " + token)).isEqualTo(200);
        HttpResponse<String> listing = get("/acr/v1/app/_tags", "Bearer " + token);
        assertThat(listing.statusCode()).isEqualTo(401);
        assertThat(listing.headers().firstValue("WWW-Authenticate").orElseThrow())
                .isEqualTo("Bearer realm=\"" + registry.url() + "/oauth2/token\",service=\"" + registry.host()
                        + "\",scope=\"repository:app:metadata_read\",error=\"insufficient_scope\"");
        assertThat(get("/v2/other/manifests/v1", "Bearer " + token).statusCode())
                .isEqualTo(401);
        assertThat(token("repository:app:metadata_read", "puller", "p").statusCode())
                .isEqualTo(401);
        assertThat(token("repository:app:pull,push", "puller", "p").statusCode())
                .as("a part of what was asked for is granted")
                .isEqualTo(200);
    }

    @Test
    void wrongOnesAreRefused() throws Exception {
        push();
        assertThat(pull("")).isEqualTo(401);
        assertThat(pull("Bearer made.up.token")).isEqualTo(401);
        assertThat(pull("Basic YWRtaW46cmlnaHQ="))
                .as("ACR takes a password without a token, too")
                .isEqualTo(200);
        assertThat(pull("Basic YWRtaW46d3Jvbmc=")).isEqualTo(401);
        assertThat(pull("Basic !")).isEqualTo(401);
        assertThat(get("/acr/v1/app/_tags", "Basic cHVsbGVyOnA=").statusCode())
                .as("but only for what the account may")
                .isEqualTo(401);
        assertThat(token("repository:app:pull", "admin", "wrong").statusCode()).isEqualTo(401);
        assertThat(token("repository:app:pull", "nobody", "right").statusCode()).isEqualTo(401);
        assertThat(token("repository:app:pull", "", "").statusCode()).isEqualTo(401);
        assertThat(get("/oauth2/token?service=other.azurecr.io&scope=repository:app:pull", "")
                        .statusCode())
                .isEqualTo(400);
        String token = read(token("repository:app:pull", "admin", "right"), "access_token");
        assertThat(pull("Bearer " + token)).isEqualTo(200);
        assertThat(pull("Bearer " + token.substring(0, token.length() - 1) + (token.endsWith("A") ? "B" : "A")))
                .isEqualTo(401);
    }

    @Test
    void entraTokensAreExchanged() throws Exception {
        push();
        assertThat(post("/oauth2/exchange", "grant_type=access_token&access_token=other")
                        .statusCode())
                .isEqualTo(401);
        assertThat(post("/oauth2/exchange", "grant_type=password&access_token=" + ENTRA)
                        .statusCode())
                .isEqualTo(401);
        String refresh =
                read(post("/oauth2/exchange", "grant_type=access_token&access_token=" + ENTRA), "refresh_token");
        String form = "grant_type=refresh_token&scope=repository:app:pull&refresh_token=";
        String access = read(post("/oauth2/token", form + refresh), "access_token");
        assertThat(pull("Bearer " + access)).isEqualTo(200);
        assertThat(pull("Bearer " + refresh))
                .as("a refresh token is no access token")
                .isEqualTo(401);
        assertThat(post("/oauth2/token", form + access).statusCode())
                .as("an access token is no refresh token")
                .isEqualTo(401);
        String viaDocker =
                read(token("repository:app:pull", "00000000-0000-0000-0000-000000000000", refresh), "access_token");
        assertThat(pull("Bearer " + viaDocker)).isEqualTo(200);
    }

    @Test
    void tokensEnd() throws Exception {
        push();
        String refresh =
                read(post("/oauth2/exchange", "grant_type=access_token&access_token=" + ENTRA), "refresh_token");
        String form = "grant_type=refresh_token&scope=repository:app:pull&refresh_token=" + refresh;
        String access = read(post("/oauth2/token", form), "access_token");
        clock.now = clock.now.plus(Duration.ofMinutes(76));
        assertThat(pull("Bearer " + access)).isEqualTo(401);
        assertThat(post("/oauth2/token", form).statusCode()).isEqualTo(200);
        clock.now = clock.now.plus(Duration.ofMinutes(105));
        assertThat(post("/oauth2/token", form).statusCode()).isEqualTo(401);
    }

    @Test
    void theRootAndTheCatalogWantASignIn() throws Exception {
        HttpResponse<String> root = get("/v2/", "");
        assertThat(root.statusCode()).isEqualTo(401);
        assertThat(root.headers().firstValue("WWW-Authenticate").orElseThrow())
                .isEqualTo("Bearer realm=\"" + registry.url() + "/oauth2/token\",service=\"" + registry.host() + "\"");
        String catalog = read(token("registry:catalog:*", "admin", "right"), "access_token");
        assertThat(get("/v2/", "Bearer " + catalog).statusCode()).isEqualTo(200);
        assertThat(get("/acr/v1/_catalog", "Bearer " + catalog).statusCode()).isEqualTo(200);
        assertThat(token("registry:catalog:*", "puller", "p").statusCode()).isEqualTo(401);
    }
}
