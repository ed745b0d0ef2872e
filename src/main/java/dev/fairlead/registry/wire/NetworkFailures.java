package dev.fairlead.registry.wire;

import dev.fairlead.Problem;
import dev.fairlead.registry.RegistryException;
import dev.fairlead.registry.RegistryException.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Tells why no answer came, each reason in its own words and with its own remedy. */
public final class NetworkFailures {
    private NetworkFailures() {}

    /**
     * The failure to tell of.
     *
     * @param place what was asked, such as {@code registry/repository}
     * @param host the host that did not answer
     */
    public static RegistryException of(IOException failure, String place, String host) {
        if (find(failure, LimitedBody.TooLong.class).isPresent()) {
            return told(
                    Kind.MALFORMED,
                    place,
                    String.valueOf(failure.getMessage()),
                    "check that " + host + " is a registry",
                    failure);
        }
        if (has(failure, UnresolvedAddressException.class) || has(failure, UnknownHostException.class)) {
            return told(
                    Kind.DNS,
                    place,
                    "the host " + host + " has no address",
                    "check its spelling, and that this machine's DNS (or the proxy's name) resolves",
                    failure);
        }
        if (has(failure, HttpConnectTimeoutException.class)) {
            return told(
                    Kind.TIMEOUT,
                    place,
                    "no connection to " + host + " came about in time",
                    "check firewalls and proxy settings between here and there",
                    failure);
        }
        if (has(failure, HttpTimeoutException.class)) {
            return told(Kind.TIMEOUT, place, host + " gave no whole answer in time", "try again later", failure);
        }
        if (has(failure, SSLException.class)) {
            return tls(failure, place, host);
        }
        return connection(failure, place, host);
    }

    private static RegistryException connection(IOException failure, String place, String host) {
        String message = String.valueOf(failure.getMessage());
        if (message.contains("got: 407")) {
            return told(
                    Kind.CREDENTIALS,
                    place,
                    "the proxy on the way to " + host + " wants a sign-in",
                    "put the name and password into the proxy's URL",
                    failure);
        }
        if (has(failure, ConnectException.class)) {
            return told(
                    Kind.NETWORK,
                    place,
                    host + " refused the connection",
                    "check the host, its port and the proxy settings",
                    failure);
        }
        return told(Kind.NETWORK, place, "the connection to " + host + " broke", "try again later", failure);
    }

    private static RegistryException tls(IOException failure, String place, String host) {
        String message = find(failure, SSLException.class)
                .map(SSLException::getMessage)
                .map(String::valueOf)
                .orElse("");
        if (has(failure, CertificateExpiredException.class) || has(failure, CertificateNotYetValidException.class)) {
            return told(
                    Kind.TLS,
                    place,
                    "the certificate of " + host + " is not valid today",
                    "have it renewed, or set this machine's clock right",
                    failure);
        }
        if (has(failure, CertPathBuilderException.class) || has(failure, CertPathValidatorException.class)) {
            return told(
                    Kind.TLS,
                    place,
                    "the certificate of " + host + " is signed by nobody who is trusted here",
                    "name its CA's PEM file in FAIRLEAD_CA_FILE",
                    failure);
        }
        if (message.contains("subject alternative") || message.contains("No name matching")) {
            return told(
                    Kind.TLS,
                    place,
                    "the certificate is for another name than " + host,
                    "use the name that the certificate has",
                    failure);
        }
        if (message.toLowerCase(Locale.ROOT).contains("unrecognized ssl message")) {
            return told(
                    Kind.TLS,
                    place,
                    host + " does not speak TLS",
                    "if it is meant to be asked over plain HTTP, name it in FAIRLEAD_PLAIN_HTTP",
                    failure);
        }
        if (message.contains("terminated the handshake")) {
            return told(Kind.NETWORK, place, "the connection to " + host + " broke", "try again later", failure);
        }
        return told(
                Kind.TLS,
                place,
                "no secure connection to " + host + " came about: " + message,
                "check its certificate and TLS version",
                failure);
    }

    private static RegistryException told(Kind kind, String place, String cause, String remedy, IOException failure) {
        return new RegistryException(kind, new Problem(place, cause, remedy), failure);
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> type) {
        return find(failure, type).isPresent();
    }

    private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
        int depth = 0;
        for (Throwable at = failure; at != null && depth < 20; at = at.getCause(), depth++) {
            if (type.isInstance(at)) {
                return Optional.of(type.cast(at));
            }
        }
        return Optional.empty();
    }
}
