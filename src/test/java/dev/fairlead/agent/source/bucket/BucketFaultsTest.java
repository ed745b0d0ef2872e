package dev.fairlead.agent.source.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.agent.source.Artifact;
import dev.fairlead.agent.source.BucketSource;
import dev.fairlead.agent.source.Failure;
import dev.fairlead.agent.source.remote.Fetch;
import dev.fairlead.agent.source.testing.StubServer;
import dev.fairlead.agent.source.testing.StubServer.Fault;
import dev.fairlead.agent.source.testing.StubServer.Reply;
import dev.fairlead.registry.ProxySettings;
import dev.fairlead.registry.RegistrySettings;
import dev.fairlead.registry.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a bucket may do wrong. */
class BucketFaultsTest {
    @TempDir
    Path temp;

    private StubServer server;
    private Fetch fetch;

    @BeforeEach
    void start() throws Exception {
        server = StubServer.start();
        fetch = Fetch.into(temp);
        listed("\"1\"");
        server.at("/config/a.yaml", "one");
    }

    @AfterEach
    void stop() {
        fetch.close();
        server.close();
    }

    private void listed(String etag) {
        server.at(
                "/config",
                listing("<Contents><Key>a.yaml</Key><ETag>" + etag.replace("\"", "&quot;")
                        + "</ETag><Size>3</Size></Contents>"));
    }

    private static String listing(String content) {
        return "<?xml version=\"1.0\"?><ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">" + content
                + "</ListBucketResult>";
    }

    private BucketSource source() {
        return BucketSource.of(URI.create(server.url()), "us-east-1", "config", Optional.empty())
                .reachedBy(RegistrySettings.plain().withLimits(Duration.ofSeconds(30), Duration.ofSeconds(1), 100));
    }

    @ParameterizedTest
    @CsvSource({
        "CUT, true, broke",
        "SLOW, true, no whole answer came within 1 s",
        "BROKEN, true, the server fails",
        "UNAUTHORIZED, false, does not accept who we are",
        "FORBIDDEN, false, does not let us read this",
        "GONE, false, there is no such thing",
    })
    void keepsTheLastGoodArtifact(Fault fault, boolean retryable, String cause) throws Exception {
        Artifact good = fetch.good(source());
        listed("\"2\"");
        server.fail(fault, 3);
        Failure failure = fetch.failure(source());
        assertThat(failure.retryable()).isEqualTo(retryable);
        assertThat(failure.problem().cause()).contains(cause);
        assertThat(failure.problem().place()).startsWith(server.url() + "/config");
        assertThat(Fetch.files(good)).containsEntry("a.yaml", "one");
    }

    @Test
    void whatPassesIsAskedAgain() {
        server.fail(Fault.BROKEN, 2);
        assertThat(fetch.good(source()).revision()).startsWith("sha256:");
    }

    @Test
    void pagesAreFollowed() throws Exception {
        server.at("/config", exchange -> {
            boolean second = exchange.getRequestURI().getQuery().contains("continuation-token=more/+=");
            return Reply.ok(
                    second
                            ? listing("<Contents><Key>b.yaml</Key><ETag>2</ETag><Size>3</Size></Contents>")
                            : listing("<NextContinuationToken>more/+=</NextContinuationToken>"
                                    + "<Contents><Key>folder/</Key><ETag>0</ETag><Size>0</Size></Contents>"
                                    + "<Contents><Key>a.yaml</Key><ETag>1</ETag><Size>3</Size></Contents>"));
        });
        server.at("/config/b.yaml", "two");
        assertThat(Fetch.files(fetch.good(source()))).isEqualTo(Map.of("a.yaml", "one", "b.yaml", "two"));
    }

    /** Alibaba OSS takes the bucket's name in no other place. A proxy shows what is asked for. */
    @Test
    void theBucketMayBePartOfTheHost() throws Exception {
        server.at("/", listing("<Contents><Key>a.yaml</Key><ETag>1</ETag><Size>3</Size></Contents>"));
        server.at("/a.yaml", "one");
        RegistrySettings proxied = RegistrySettings.plain()
                .withProxy(new ProxySettings(Optional.of(URI.create(server.url())), Optional.empty(), List.of()));
        BucketSource source = BucketSource.of(
                        URI.create("http://oss-cn-hangzhou.example.com"), "oss-cn-hangzhou", "config", Optional.empty())
                .virtualHosted()
                .reachedBy(proxied);
        assertThat(Fetch.files(fetch.good(source))).isEqualTo(Map.of("a.yaml", "one"));
        assertThat(server.requests())
                .containsExactly(
                        "GET http://config.oss-cn-hangzhou.example.com/?list-type=2",
                        "GET http://config.oss-cn-hangzhou.example.com/a.yaml");
    }

    @Test
    void aSecretIsNotSentUnencrypted() throws Exception {
        BucketSource source = BucketSource.of(
                URI.create("http://s3.example.com"),
                "us-east-1",
                "config",
                Optional.of(new BucketSource.Keys("access", new Secret("s3cret"), Optional.empty())));
        assertThat(fetch.failure(source).problem().cause()).isEqualTo("a secret would cross the network unencrypted");
    }

    @Test
    void aListingInACircleIsEnded() throws Exception {
        server.at("/config", listing("<NextContinuationToken>x</NextContinuationToken>"));
        assertThat(fetch.failure(source()).problem().cause()).contains("circle");
    }

    /** The listing was of another content than what is read now. */
    @Test
    void anObjectThatChangesWhileItIsReadIsNotTaken() throws Exception {
        server.at("/config/a.yaml", exchange -> {
            boolean same = "\"2\"".equals(exchange.getRequestHeaders().getFirst("If-Match"));
            return same ? Reply.ok("two") : new Reply(412, Map.of(), new byte[0]);
        });
        Failure failure = fetch.failure(source());
        assertThat(failure.problem().cause()).isEqualTo("it changed while it was read");
        assertThat(failure.retryable()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "x-amz-checksum-sha256, AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "x-amz-checksum-crc32, AAAAAA==",
        "x-amz-checksum-crc32c, AAAAAA==",
        "Content-MD5, AAAAAAAAAAAAAAAAAAAAAA==",
    })
    void aWrongChecksumIsTold(String header, String value) throws Exception {
        server.at(
                "/config/a.yaml",
                exchange -> new Reply(200, Map.of(header, value), "one".getBytes(StandardCharsets.UTF_8)));
        assertThat(fetch.failure(source()).problem().cause()).contains("do not have the checksum");
    }

    @Test
    void hostileKeysAreRefused() throws Exception {
        for (String key : new String[] {"../evil", "/etc/evil", "a/../../evil"}) {
            server.at("/config", listing("<Contents><Key>" + key + "</Key><ETag>1</ETag><Size>1</Size></Contents>"));
            server.at("/config/" + key, "x");
            assertThat(fetch.failure(source()).problem().cause())
                    .satisfiesAnyOf(
                            told -> assertThat(told).contains("path"),
                            told -> assertThat(told).contains("no such thing"),
                            told -> assertThat(told).contains("of no use"));
        }
        assertThat(temp.resolveSibling("evil")).doesNotExist();
    }

    @Test
    void aListingThatIsNoneIsTold() throws Exception {
        String[] answers = {
            "",
            "<html/>",
            "{}",
            listing("<Contents><Size>1</Size></Contents>"),
            listing("<Contents>"),
            "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><ListBucketResult><Contents>"
                    + "<Key>&e;</Key></Contents></ListBucketResult>"
        };
        for (String answer : answers) {
            server.at("/config", answer);
            assertThat(fetch.failure(source()).problem().cause())
                    .as(answer)
                    .isEqualTo("the answer is no listing of a bucket");
        }
    }
}
