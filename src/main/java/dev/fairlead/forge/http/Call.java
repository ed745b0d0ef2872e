package dev.fairlead.forge.http;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * A request.
 *
 * @param headers one value each
 */
public record Call(String method, URI uri, Map<String, String> headers, Optional<byte[]> body) {
    public Call {
        headers = Map.copyOf(headers);
    }

    /** Method and address without the query, for messages: queries may hold secrets. */
    public String place() {
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return method + " " + uri.getScheme() + "://" + uri.getHost() + port + uri.getRawPath();
    }
}
