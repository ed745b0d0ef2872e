package dev.fairlead.registry.wire;

import java.net.URI;
import java.util.Locale;

/**
 * Who answers at a URL: credentials are meant for one origin and are given to no other.
 *
 * @param scheme {@code https} or {@code http}
 * @param host in lower case, IPv6 in brackets
 * @param port as connected to, never implied
 */
public record Origin(String scheme, String host, int port) {

    /** The origin of an absolute URL. */
    public static Origin of(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        int port = uri.getPort() >= 0 ? uri.getPort() : implied(scheme);
        return new Origin(scheme, uri.getHost().toLowerCase(Locale.ROOT), port);
    }

    /** Host and port, the port left out where the scheme implies it. */
    public String authority() {
        return port == implied(scheme) ? host : host + ":" + port;
    }

    /** The URL of a path (with its query, both encoded) at this origin. */
    public URI at(String pathAndQuery) {
        return URI.create(scheme + "://" + authority() + pathAndQuery);
    }

    private static int implied(String scheme) {
        return scheme.equals("http") ? 80 : 443;
    }
}
