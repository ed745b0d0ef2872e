package dev.fairlead.registry.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fairlead.demo.registry.LoopbackCertificate;
import dev.fairlead.registry.ProxySettings;
import dev.fairlead.registry.RegistryException;
import dev.fairlead.registry.RegistryException.Kind;
import dev.fairlead.registry.RegistrySettings;
import dev.fairlead.registry.testing.StubRegistry;
import dev.fairlead.registry.testing.StubRegistry.Told;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JdkWireTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(300);

    private static Answer get(RegistrySettings settings, String url, int maxBytes, Duration timeout)
            throws IOException, InterruptedException {
        return JdkWire.of(settings).send(Ask.of("GET", URI.create(url), Map.of("Accept", "a/b"), maxBytes), timeout);
    }

    private static RegistryException failure(RegistrySettings settings, String url, Duration timeout) {
        IOException thrown = catchThrowableOfType(IOException.class, () -> get(settings, url, 100, timeout));
        assertThat(thrown).as("the request to %s fails", url).isNotNull();
        return NetworkFailures.of(thrown, "r.example/app", "r.example");
    }

    @Test
    void anAnswerIsReadWhole() throws Exception {
        try (var stub = StubRegistry.start(seen -> Told.json("{\"a\":1}").with("Link", "<x>"))) {
            Answer answer = get(RegistrySettings.plain(), stub.url() + "/v2/?n=1", 100, LONG);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).isEqualTo("{\"a\":1}");
            assertThat(answer.header("link")).contains("<x>");
            assertThat(stub.seen()).hasToString("[GET /v2/?n=1]");
            assertThat(stub.seen().get(0).headers())
                    .containsEntry("accept", "a/b")
                    .containsEntry("user-agent", "fairlead");
        }
    }

    @Test
    void anAnswerThatIsTooLongIsNotReadToItsEnd() {
        try (var stub = StubRegistry.start(seen -> Told.json("x".repeat(101)))) {
            assertThat(failure(RegistrySettings.plain(), stub.url(), LONG))
                    .hasMessageContaining("longer than 100 bytes")
                    .extracting(RegistryException::kind)
                    .isEqualTo(Kind.MALFORMED);
        }
    }

    @Test
    void aHalfOpenSocketTimesOut() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            RegistryException told =
                    failure(RegistrySettings.plain(), "http://127.0.0.1:" + silent.getLocalPort() + "/", SHORT);
            assertThat(told).hasMessageContaining("gave no whole answer in time");
            assertThat(told.kind()).isEqualTo(Kind.TIMEOUT);
            assertThat(told.retryable()).isTrue();
        }
    }

    /** The JDK's own request timeout ends with the headers: a body that stops half-way would be waited for forever. */
    @Test
    void aBodyThatStopsHalfWayTimesOut() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread half = new Thread(() -> answer(server, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf"));
            half.setDaemon(true);
            half.start();
            assertThatThrownBy(() -> get(
                            RegistrySettings.plain(), "http://127.0.0.1:" + server.getLocalPort() + "/", 100, SHORT))
                    .isInstanceOf(HttpTimeoutException.class);
            half.interrupt();
        }
    }

    /** Says this to the first who connects, and then nothing more. */
    private static void answer(ServerSocket server, String text) {
        try (Socket socket = server.accept()) {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            Thread.sleep(LONG.toMillis());
        } catch (IOException | InterruptedException e) {
            // the test is over
        }
    }

    @Test
    void aClosedPortRefuses() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        RegistryException told = failure(RegistrySettings.plain(), "http://127.0.0.1:" + port + "/", LONG);
        assertThat(told).hasMessageContaining("r.example refused the connection");
        assertThat(told.kind()).isEqualTo(Kind.NETWORK);
    }

    /** A label of 64 letters fits no DNS query, so that nothing leaves this machine. */
    @Test
    void aHostWithoutAnAddressIsDns() {
        RegistryException told = failure(RegistrySettings.plain(), "http://" + "a".repeat(64) + ".invalid/", LONG);
        assertThat(told)
                .hasMessage("r.example/app: the host r.example has no address; check its spelling, and that this"
                        + " machine's DNS (or the proxy's name) resolves");
        assertThat(told.kind()).isEqualTo(Kind.DNS);
    }

    @Test
    void aCertificateThatNobodyVouchesForIsTls() throws Exception {
        LoopbackCertificate certificate = LoopbackCertificate.make();
        try (var stub = StubRegistry.start(certificate, seen -> Told.json("{}"))) {
            RegistryException told = failure(RegistrySettings.plain(), stub.url(), LONG);
            assertThat(told)
                    .hasMessageContaining("signed by nobody who is trusted here")
                    .hasMessageContaining("FAIRLEAD_CA_FILE");
            assertThat(told.kind()).isEqualTo(Kind.TLS);
            assertThat(told.retryable()).isFalse();

            RegistrySettings another = RegistrySettings.plain()
                    .withTrustedCa(LoopbackCertificate.make().caPem());
            assertThat(failure(another, stub.url(), LONG).kind()).isEqualTo(Kind.TLS);

            RegistrySettings trusting = another.withTrustedCa(certificate.caPem());
            assertThat(get(trusting, stub.url(), 100, LONG).status()).isEqualTo(200);
        }
    }

    @Test
    void aServerWithoutTlsIsToldSo() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread plain = new Thread(() -> answer(server, "HTTP/1.1 400 Bad Request\r\n\r\n"));
            plain.setDaemon(true);
            plain.start();
            RegistryException told =
                    failure(RegistrySettings.plain(), "https://127.0.0.1:" + server.getLocalPort() + "/", LONG);
            assertThat(told).hasMessageContaining("does not speak TLS").hasMessageContaining("FAIRLEAD_PLAIN_HTTP");
            assertThat(told.kind()).isEqualTo(Kind.TLS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"})
    void aCaFileWithoutACertificateIsRefused(String pem) {
        assertThatThrownBy(() -> JdkWire.of(RegistrySettings.plain().withTrustedCa(pem)))
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.kind()).isEqualTo(Kind.SETTINGS))
                .hasMessageContaining("in PEM form");
    }

    @Test
    void plainRequestsGoThroughTheProxyWithItsPassword() throws Exception {
        try (var proxy = StubRegistry.start(seen -> Told.json("{}"))) {
            ProxySettings through = new ProxySettings(
                    Optional.of(URI.create("http://me:hush@" + proxy.host())), Optional.empty(), List.of());
            Answer answer = get(RegistrySettings.plain().withProxy(through), "http://r.example/v2/", 100, LONG);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(proxy.seen()).hasToString("[GET http://r.example/v2/]");
            assertThat(proxy.seen().get(0).header("proxy-authorization")).contains("Basic bWU6aHVzaA==");
        }
    }

    @Test
    void secureRequestsGoThroughATunnel() throws Exception {
        LoopbackCertificate certificate = LoopbackCertificate.make();
        try (var stub = StubRegistry.start(certificate, seen -> Told.json("{}"));
                var tunnel = TunnelProxy.start(stub.host())) {
            RegistrySettings settings = RegistrySettings.plain()
                    .withTrustedCa(certificate.caPem())
                    .withProxy(new ProxySettings(
                            Optional.empty(), Optional.of(URI.create("http://" + tunnel.host())), List.of()));
            // the tunnel leads every name to the stub, whose certificate is for loopback only
            IOException wrongName =
                    catchThrowableOfType(IOException.class, () -> get(settings, "https://r.example/v2/", 100, LONG));
            assertThat(tunnel.connects()).containsExactly("CONNECT r.example:443 HTTP/1.1");
            assertThat(NetworkFailures.of(wrongName, "r.example/app", "r.example"))
                    .hasMessageContaining("the certificate is for another name than r.example");
        }
    }
}
