package dev.fairlead.registry.wire;

import dev.fairlead.Problem;
import dev.fairlead.registry.RegistryException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Follows redirects of requests that only read, as registries make them to their blob stores. Credentials stay with the
 * origin that they were meant for, and no redirect leads from TLS to plain HTTP.
 */
public final class Redirects implements Wire {
    private static final int MOST = 5;
    private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);

    private final Wire wire;
    private final Set<String> plainHttpHosts;

    public Redirects(Wire wire, Set<String> plainHttpHosts) {
        this.wire = wire;
        this.plainHttpHosts = plainHttpHosts;
    }

    @Override
    public Answer send(Ask first, Duration timeout) throws IOException, InterruptedException {
        Ask ask = first;
        for (int followed = 0; ; followed++) {
            Answer answer = wire.send(ask, timeout);
            if (!STATUSES.contains(answer.status())
                    || !(ask.method().equals("GET") || ask.method().equals("HEAD"))) {
                return answer;
            }
            URI target = target(ask, answer);
            if (followed == MOST) {
                throw malformed(first, "it redirects more than " + MOST + " times");
            }
            ask = Origin.of(target).equals(Origin.of(ask.uri()))
                    ? ask.to(target)
                    : ask.to(target).authorized(Optional.empty());
        }
    }

    private URI target(Ask ask, Answer answer) {
        String location =
                answer.header("Location").orElseThrow(() -> malformed(ask, "it redirects without saying where to"));
        URI target;
        try {
            target = ask.uri().resolve(location);
        } catch (IllegalArgumentException e) {
            throw malformed(ask, "it redirects to something that is no URL");
        }
        boolean http = "http".equals(target.getScheme());
        if (target.getHost() == null || !(http || "https".equals(target.getScheme()))) {
            throw malformed(ask, "it redirects to something that is no web address");
        }
        if (http && !plainHttpHosts.contains(Origin.of(target).authority())) {
            throw malformed(
                    ask, "it redirects to plain HTTP at " + Origin.of(target).authority());
        }
        return target;
    }

    private static RegistryException malformed(Ask ask, String cause) {
        return new RegistryException(
                RegistryException.Kind.MALFORMED,
                new Problem(
                        Origin.of(ask.uri()).authority(), cause, "check what stands between here and the registry"));
    }
}
