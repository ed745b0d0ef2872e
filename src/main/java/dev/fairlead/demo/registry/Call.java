package dev.fairlead.demo.registry;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** One request, read whole. */
final class Call {
    private static final int MAX_BODY = 256 << 20;

    private final HttpExchange exchange;
    private final String origin;
    private final byte[] body;
    private final Map<String, String> query;

    private Call(HttpExchange exchange, String origin, byte[] body) {
        this.exchange = exchange;
        this.origin = origin;
        this.body = body;
        this.query = decode(exchange.getRequestURI().getRawQuery());
    }

    /**
     * Reads a request.
     *
     * @param origin scheme and host that the client used
     */
    static Call read(HttpExchange exchange, String origin) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            throw Refusal.of(413, "SIZE_INVALID", "the request is too long");
        }
        return new Call(exchange, origin, body);
    }

    String method() {
        return exchange.getRequestMethod();
    }

    /** The path as it was sent, still encoded: links repeat it so. */
    String rawPath() {
        return exchange.getRequestURI().getRawPath();
    }

    String path() {
        return exchange.getRequestURI().getPath();
    }

    Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name));
    }

    /** A positive number, or what stands in for it. */
    int number(String name, int otherwise) {
        String text = query.getOrDefault(name, "");
        if (text.isEmpty()) {
            return otherwise;
        }
        if (text.length() > 9 || !text.chars().allMatch(Character::isDigit)) {
            throw Refusal.of(400, "PAGINATION_NUMBER_INVALID", "invalid number of results requested");
        }
        return Integer.parseInt(text);
    }

    Map<String, String> form() {
        return decode(new String(body, StandardCharsets.UTF_8));
    }

    byte[] body() {
        return body;
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }

    /** Scheme and host that the client used: {@code https://127.0.0.1:5000}. */
    String origin() {
        return origin;
    }

    /** The host that the client used, with its port. */
    String host() {
        return origin.substring(origin.indexOf("://") + 3);
    }

    private static Map<String, String> decode(String encoded) {
        Map<String, String> decoded = new HashMap<>();
        if (encoded != null && !encoded.isEmpty()) {
            for (String pair : encoded.split("&", -1)) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                decoded.put(decoded(name), decoded(value));
            }
        }
        return decoded;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest("the request is not encoded as it should be");
        }
    }
}
