package dev.fairlead.agent.source.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.agent.source.Artifact;
import dev.fairlead.agent.source.BlobSource;
import dev.fairlead.agent.source.Failure;
import dev.fairlead.agent.source.remote.Fetch;
import dev.fairlead.agent.source.testing.Service;
import dev.fairlead.configrepo.Tools;
import dev.fairlead.demo.registry.LoopbackCertificate;
import dev.fairlead.registry.RegistrySettings;
import dev.fairlead.registry.Secret;
import dev.fairlead.registry.wire.JdkWire;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sources in Azurite, Microsoft's emulator of Azure Storage, over TLS: it verifies keys and signatures, and of Entra's
 * tokens all but who issued them.
 */
@Tag("service")
class BlobSourceTest {
    private static final String ACCOUNT = "fairleadtest";
    private static final String KEY =
            Base64.getEncoder().encodeToString("a key for tests only".getBytes(StandardCharsets.UTF_8));

    @TempDir
    Path temp;

    private Service server;
    private Fetch fetch;
    private RegistrySettings settings;
    private HttpClient client;

    @BeforeEach
    void start() throws Exception {
        Path program = Service.installed("azurite-3.37.0", "node_modules/.bin/azurite-blob");
        Tools.require("node");
        LoopbackCertificate certificate = LoopbackCertificate.make();
        Path cert = Files.writeString(temp.resolve("cert.pem"), certificate.certificatePem());
        Path key = Files.writeString(temp.resolve("key.pem"), certificate.keyPem());
        settings = RegistrySettings.plain().withTrustedCa(certificate.caPem());
        client = JdkWire.clientBuilder(settings).build();
        int port = Service.freePort();
        server = Service.start(
                List.of(
                        program.toString(),
                        "--blobHost",
                        "127.0.0.1",
                        "--blobPort",
                        String.valueOf(port),
                        "--location",
                        temp.resolve("azurite").toString(),
                        "--cert",
                        cert.toString(),
                        "--key",
                        key.toString(),
                        "--oauth",
                        "basic",
                        "--disableTelemetry",
                        "--silent"),
                Map.of("AZURITE_ACCOUNTS", ACCOUNT + ":" + KEY),
                temp.resolve("log"),
                port);
        fetch = Fetch.into(temp.resolve("agent"));
        put("", "?restype=container", "");
    }

    @AfterEach
    void stop() {
        if (fetch != null) {
            fetch.close();
            server.close();
        }
    }

    private URI container() {
        return URI.create("https://127.0.0.1:" + server.port() + "/" + ACCOUNT + "/config");
    }

    private BlobSource source(BlobSource.Access access) {
        return BlobSource.of(container(), access).reachedBy(settings);
    }

    private static BlobSource.Access key() {
        return new BlobSource.SharedKey(ACCOUNT, new Secret(KEY));
    }

    private void put(String blob, String query, String content) throws Exception {
        send(
                "PUT",
                blob
                        + query
                        + (query.isEmpty() ? "?" : "&")
                        + sas("racwdl", Instant.now().plus(1, ChronoUnit.HOURS)),
                content);
    }

    private void send(String method, String rest, String content) throws Exception {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(container() + rest))
                        .header("x-ms-version", "2023-11-03")
                        .header("x-ms-blob-type", "BlockBlob")
                        .method(method, content.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(content))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    }

    /** An account's shared access signature, made apart from the code that is tested. */
    private static String sas(String rights, Instant end) throws Exception {
        String until = end.truncatedTo(ChronoUnit.SECONDS).toString();
        String text = String.join("\n", ACCOUNT, rights, "b", "sco", "", until, "", "", "2023-11-03", "", "");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(KEY), "HmacSHA256"));
        String signature = Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        return "sv=2023-11-03&ss=b&srt=sco&sp=" + rights + "&se=" + SigV4.encoded(until, false) + "&sig="
                + SigV4.encoded(signature, false);
    }

    private static String token(String audience) {
        long now = Instant.now().getEpochSecond();
        String claims = "{\"aud\":\"" + audience
                + "\",\"iss\":\"https://sts.windows.net/11111111-1111-1111-1111-111111111111/\"," + "\"iat\":"
                + (now - 60) + ",\"nbf\":" + (now - 60) + ",\"exp\":" + (now + 3600) + ",\"oid\":\"x\"}";
        return encoded("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "." + encoded(claims) + "." + encoded("signature");
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void everyWayToSignIn() throws Exception {
        put("/apps/web.yaml", "", "kind: Deployment\n");
        put("/apps/with%20blank%2B%C3%BC.yaml", "", "a: 1\n");
        put("/logo.png", "", "not wanted");
        Map<String, String> wanted = Map.of("apps/web.yaml", "kind: Deployment\n", "apps/with blank+ü.yaml", "a: 1\n");

        Artifact byKey = fetch.good(source(key()));
        assertThat(byKey.revision()).startsWith("sha256:");
        assertThat(Fetch.files(byKey)).isEqualTo(wanted);

        Instant hour = Instant.now().plus(1, ChronoUnit.HOURS);
        for (BlobSource.Access access : List.of(
                new BlobSource.Sas(new Secret("?" + sas("rl", hour))),
                new BlobSource.Entra(() -> token("https://storage.azure.com")))) {
            try (Fetch fresh = Fetch.into(temp.resolve(access.getClass().getSimpleName()))) {
                Artifact artifact = fresh.good(source(access));
                assertThat(artifact.digest()).isEqualTo(byKey.digest());
                assertThat(artifact.revision()).isEqualTo(byKey.revision());
            }
        }
        assertThat(fetch.good(source(key()))).isEqualTo(byKey);
        put("/apps/web.yaml", "", "kind: StatefulSet\n");
        assertThat(Fetch.files(fetch.good(source(key()).below("apps/"))))
                .containsEntry("apps/web.yaml", "kind: StatefulSet\n");
    }

    @Test
    void whoMayNotReadIsToldAndTheLastGoodArtifactStays() throws Exception {
        put("/a.yaml", "", "1");
        Artifact good = fetch.good(source(key()));
        String wrong = Base64.getEncoder().encodeToString("another key".getBytes(StandardCharsets.UTF_8));
        List<BlobSource.Access> refused = List.of(
                new BlobSource.SharedKey(ACCOUNT, new Secret(wrong)),
                new BlobSource.Sas(new Secret(sas("rl", Instant.now().minus(1, ChronoUnit.HOURS)))),
                new BlobSource.Sas(new Secret(sas("w", Instant.now().plus(1, ChronoUnit.HOURS)))),
                new BlobSource.Entra(() -> token("https://vault.azure.net")),
                new BlobSource.Anonymous());
        for (BlobSource.Access access : refused) {
            Failure failure = fetch.failure(source(access));
            assertThat(failure.retryable()).as(access.toString()).isFalse();
            assertThat(failure.problem().remedy()).isNotEmpty();
            assertThat(failure.problem().toString()).doesNotContain("sig=").doesNotContain(wrong);
        }
        assertThat(fetch.failure(source(new BlobSource.SharedKey(ACCOUNT, new Secret("no base 64 %"))))
                        .problem()
                        .cause())
                .isEqualTo("its key is not base 64");
        assertThat(Fetch.files(good)).containsEntry("a.yaml", "1");
    }

    @Test
    void aContainerThatHasGoneOrIsEmptyKeepsTheLastGoodArtifact() throws Exception {
        put("/a.yaml", "", "1");
        Artifact good = fetch.good(source(key()));
        String all = sas("racwdl", Instant.now().plus(1, ChronoUnit.HOURS));
        send("DELETE", "/a.yaml?" + all, "");
        assertThat(fetch.failure(source(key())).problem().cause()).isEqualTo("it holds nothing");
        send("DELETE", "?restype=container&" + all, "");
        assertThat(fetch.failure(source(key())).problem().place()).endsWith("(HTTP 404 ContainerNotFound)");
        server.close();
        assertThat(fetch.failure(source(key())).retryable()).isTrue();
        assertThat(Fetch.files(good)).containsEntry("a.yaml", "1");
    }
}
