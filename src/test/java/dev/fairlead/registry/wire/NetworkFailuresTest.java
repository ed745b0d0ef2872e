package dev.fairlead.registry.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.registry.RegistryException;
import dev.fairlead.registry.RegistryException.Kind;
import java.io.IOException;
import java.net.http.HttpConnectTimeoutException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Failures that a test on loopback cannot bring about, as the JDK throws them. */
class NetworkFailuresTest {
    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(
                        handshake(
                                "validation failed", new CertPathValidatorException(new CertificateExpiredException())),
                        Kind.TLS,
                        "the certificate of r.example is not valid today"),
                Arguments.of(
                        handshake("Remote host terminated the handshake", new IOException("EOF")),
                        Kind.NETWORK,
                        "the connection to r.example broke"),
                Arguments.of(
                        new SSLException("Received fatal alert: protocol_version"),
                        Kind.TLS,
                        "no secure connection to r.example came about: Received fatal alert: protocol_version"),
                Arguments.of(
                        new IOException("Tunnel failed, got: 407"),
                        Kind.CREDENTIALS,
                        "the proxy on the way to r.example wants a sign-in"),
                Arguments.of(
                        new HttpConnectTimeoutException("HTTP connect timed out"),
                        Kind.TIMEOUT,
                        "no connection to r.example came about in time"),
                Arguments.of(
                        new IOException("HTTP/1.1 header parser received no bytes"),
                        Kind.NETWORK,
                        "the connection to r.example broke"),
                Arguments.of(circle(), Kind.NETWORK, "the connection to r.example broke"));
    }

    private static IOException handshake(String message, Exception cause) {
        SSLHandshakeException failure = new SSLHandshakeException(message);
        failure.initCause(cause);
        return new IOException(failure);
    }

    /** Causes that go round in a circle must not be followed for ever. */
    private static IOException circle() {
        IOException first = new IOException("first");
        IOException second = new IOException("second", first);
        first.initCause(second);
        return first;
    }

    @ParameterizedTest
    @MethodSource("failures")
    void eachReasonHasItsOwnWords(IOException failure, Kind kind, String cause) {
        RegistryException told = NetworkFailures.of(failure, "r.example/app", "r.example");
        assertThat(told.kind()).isEqualTo(kind);
        assertThat(told.problem().place()).isEqualTo("r.example/app");
        assertThat(told.problem().cause()).isEqualTo(cause);
        assertThat(told.problem().remedy()).isNotEmpty();
    }
}
