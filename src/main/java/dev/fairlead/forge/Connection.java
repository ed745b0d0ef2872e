package dev.fairlead.forge;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How to reach a forge over the network.
 *
 * @param connectTimeout for one connection
 * @param requestTimeout for one request, from its sending to the answer's last byte
 * @param deadline for one operation with all its requests, waits and retries
 * @param proxy an HTTP proxy; where empty, the JVM's own ({@code https.proxyHost}, {@code http.nonProxyHosts})
 * @param certificates PEM files of authorities trusted beside the JVM's own
 */
public record Connection(
        Duration connectTimeout,
        Duration requestTimeout,
        Duration deadline,
        Optional<InetSocketAddress> proxy,
        List<Path> certificates) {
    /** Ten seconds to connect, thirty for a request, two minutes for an operation. */
    public static final Connection DEFAULT = new Connection(
            Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(2), Optional.empty(), List.of());

    public Connection {
        certificates = List.copyOf(certificates);
    }

    public Connection within(Duration connect, Duration request, Duration operation) {
        return new Connection(connect, request, operation, proxy, certificates);
    }

    public Connection through(InetSocketAddress httpProxy) {
        return new Connection(connectTimeout, requestTimeout, deadline, Optional.of(httpProxy), certificates);
    }

    public Connection trusting(List<Path> pemFiles) {
        return new Connection(connectTimeout, requestTimeout, deadline, proxy, pemFiles);
    }
}
