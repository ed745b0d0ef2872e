package dev.fairlead.registry.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A token that a registry granted, and when to ask for the next one.
 *
 * @param token the token
 * @param until when it ends, with a margin taken off
 */
record Grant(String token, Instant until) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration MARGIN = Duration.ofSeconds(30);

    /** How long a token lives that does not say (distribution's token specification). */
    private static final Duration IMPLIED = Duration.ofSeconds(60);

    /**
     * The grant in a token endpoint's answer; empty where there is none.
     *
     * @param field the token's field to look for before {@code token}
     */
    static Optional<Grant> read(byte[] body, String field, Instant now) {
        JsonNode root = tree(body);
        String own = root == null ? "" : root.path(field).asText();
        String token = own.isEmpty() && root != null ? root.path("token").asText() : own;
        if (root == null || token.isEmpty()) {
            return Optional.empty();
        }
        long seconds = root.path("expires_in").asLong(0);
        Instant end = seconds > 0 ? now.plusSeconds(seconds) : expiry(token).orElse(now.plus(IMPLIED));
        return Optional.of(new Grant(token, end.minus(MARGIN)));
    }

    boolean stands(Instant now) {
        return now.isBefore(until);
    }

    /** The {@code exp} of a JSON Web Token, which is read and not verified: the registry does that. */
    private static Optional<Instant> expiry(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            JsonNode claims = tree(Base64.getUrlDecoder().decode(parts[1].getBytes(StandardCharsets.US_ASCII)));
            long end = claims == null ? 0 : claims.path("exp").asLong(0);
            return end > 0 && end < Instant.MAX.getEpochSecond()
                    ? Optional.of(Instant.ofEpochSecond(end))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static @Nullable JsonNode tree(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    public String toString() {
        return "Grant[until=" + until + "]";
    }
}
