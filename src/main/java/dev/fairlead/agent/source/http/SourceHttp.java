package dev.fairlead.agent.source.http;

import dev.fairlead.Problem;
import dev.fairlead.agent.source.SourceException;
import dev.fairlead.agent.source.SourceException.Kind;
import dev.fairlead.registry.RegistrySettings;
import dev.fairlead.registry.wire.Answer;
import dev.fairlead.registry.wire.Ask;
import dev.fairlead.registry.wire.JdkWire;
import dev.fairlead.registry.wire.Origin;
import dev.fairlead.registry.wire.Redirects;
import dev.fairlead.registry.wire.Wire;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;

/**
 * Asks a server for files: reads only, follows redirects without giving secrets to other hosts, asks again twice what
 * passes by itself, and turns every failure into a {@link SourceException} with place, cause and remedy. Plain HTTP carries
 * no secrets but within this machine.
 */
public final class SourceHttp {
    private static final int ATTEMPTS = 3;
    private static final Set<Integer> PASSING = Set.of(408, 429, 500, 502, 503, 504);
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

    private final Wire wire;
    private final Wire redirects;
    private final Duration timeout;

    private SourceHttp(Wire wire, Wire redirects, Duration timeout) {
        this.wire = wire;
        this.redirects = redirects;
        this.timeout = timeout;
    }

    /** A server reached by these settings. Nothing is contacted yet. */
    public static SourceHttp of(RegistrySettings settings) {
        Wire wire = JdkWire.of(settings);
        return new SourceHttp(wire, new Redirects(wire, settings.plainHttpHosts()), settings.attemptTimeout());
    }

    /**
     * Asks for a file.
     *
     * @param place what is asked for, for messages
     * @return an answer with a status of 2xx, 304 or 412
     */
    public Answer get(URI address, Map<String, String> headers, int maxBytes, String place) {
        return ask(redirects, () -> Ask.of("GET", address, headers, maxBytes), place);
    }

    /**
     * Asks by a request that is signed anew for each attempt, which no redirect can follow.
     *
     * @param place what is asked for, for messages
     * @return an answer with any status that does not pass by itself
     */
    public Answer signed(Supplier<Ask> ask, String place) {
        return ask(wire, ask, place);
    }

    private Answer ask(Wire through, Supplier<Ask> asks, String place) {
        for (int attempt = 1; ; attempt++) {
            Ask ask = asks.get();
            requireSecrecy(ask, place);
            SourceException failure;
            try {
                Answer answer = through.send(ask, timeout);
                if (!PASSING.contains(answer.status())) {
                    return answer;
                }
                failure = Refusal.of(answer, place);
            } catch (IOException e) {
                failure = failure(e, place, Origin.of(ask.uri()).authority());
            } catch (InterruptedException e) {
                throw interrupted(place, e);
            }
            if (!failure.retryable() || attempt == ATTEMPTS) {
                throw failure;
            }
            pause(attempt, place);
        }
    }

    private static void requireSecrecy(Ask ask, String place) {
        String query = ask.uri().getRawQuery();
        boolean secret = ask.headers().containsKey("Authorization") || (query != null && query.contains("sig="));
        if (secret
                && ask.uri().getScheme().equals("http")
                && !LOOPBACK.contains(ask.uri().getHost())) {
            throw new SourceException(
                    Kind.INVALID, place, "a secret would cross the network unencrypted", "use an https:// address");
        }
    }

    private SourceException failure(IOException e, String place, String host) {
        if (e instanceof HttpTimeoutException && !(e instanceof HttpConnectTimeoutException)) {
            return new SourceException(
                    Kind.TIMEOUT,
                    new Problem(
                            place,
                            "no whole answer came within " + timeout.toSeconds() + " s",
                            "check the network and the proxy on the way, or allow more time"),
                    e);
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
                return network(place, "the host " + host + " has no address", "check its name, and DNS", e);
            }
            if (cause instanceof SSLException) {
                return new SourceException(
                        Kind.NETWORK,
                        new Problem(
                                place,
                                "no TLS with " + host + " (" + cause.getMessage() + ")",
                                "trust the authority that its certificate is of, or check the address"),
                        e);
            }
            if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
                return network(place, host + " cannot be reached", "check the address, the network and the proxy", e);
            }
        }
        boolean tooLong = String.valueOf(e.getMessage()).contains("longer than");
        return tooLong
                ? new SourceException(
                        Kind.HOSTILE, new Problem(place, String.valueOf(e.getMessage()), "make it smaller"), e)
                : network(
                        place,
                        "the connection with " + host + " broke (" + e.getMessage() + ")",
                        "check the network and the proxy on the way",
                        e);
    }

    private static SourceException network(String place, String cause, String remedy, IOException e) {
        return new SourceException(Kind.NETWORK, new Problem(place, cause, remedy), e);
    }

    private static void pause(int attempt, String place) {
        long bound = FIRST_PAUSE.toMillis() << attempt;
        try {
            Thread.sleep(bound / 2 + ThreadLocalRandom.current().nextLong(bound / 2));
        } catch (InterruptedException e) {
            throw interrupted(place, e);
        }
    }

    private static SourceException interrupted(String place, InterruptedException e) {
        Thread.currentThread().interrupt();
        return new SourceException(
                Kind.NETWORK, new Problem(place, "the request was interrupted", "it is tried again"), e);
    }
}
