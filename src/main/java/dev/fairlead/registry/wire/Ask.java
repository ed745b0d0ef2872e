package dev.fairlead.registry.wire;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A request. It never prints its headers, its body or its query, for they may hold secrets.
 *
 * @param method such as {@code GET}
 * @param uri absolute
 * @param headers by name, one value each
 * @param body empty for none
 * @param maxBytes how long the answer's body may be
 */
@SuppressWarnings("ArrayRecordComponent") // never changed, never compared
public record Ask(String method, URI uri, Map<String, String> headers, byte[] body, int maxBytes) {
    static final String AUTHORIZATION = "Authorization";

    public Ask {
        headers = Map.copyOf(headers);
    }

    /** A request without a body. */
    public static Ask of(String method, URI uri, Map<String, String> headers, int maxBytes) {
        return new Ask(method, uri, headers, new byte[0], maxBytes);
    }

    /** A POST of a form. */
    public static Ask form(URI uri, String form, int maxBytes) {
        return new Ask(
                "POST",
                uri,
                Map.of("Content-Type", "application/x-www-form-urlencoded", "Accept", "application/json"),
                form.getBytes(StandardCharsets.UTF_8),
                maxBytes);
    }

    /** The same request with this {@code Authorization}, or with none. */
    public Ask authorized(Optional<String> authorization) {
        Map<String, String> changed = new HashMap<>(headers);
        changed.remove(AUTHORIZATION);
        authorization.ifPresent(value -> changed.put(AUTHORIZATION, value));
        return new Ask(method, uri, changed, body, maxBytes);
    }

    /** The same request to another place. */
    Ask to(URI target) {
        return new Ask(method, target, headers, body, maxBytes);
    }

    @Override
    public String toString() {
        return method + " " + uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
    }
}
