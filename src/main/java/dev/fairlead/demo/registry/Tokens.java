package dev.fairlead.demo.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Grants and checks JSON Web Tokens, signed with a key that lives as long as the server. */
final class Tokens {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final String HEADER = encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8));
    private static final Duration REFRESH_LIFE = Duration.ofHours(3);
    private static final Duration ACCESS_LIFE = Duration.ofMinutes(75);

    private final byte[] key = new byte[32];
    private final Clock clock;

    Tokens(Clock clock) {
        this.clock = clock;
        new SecureRandom().nextBytes(key);
    }

    /** A token that stands for a sign-in. */
    String refresh(String who) {
        ObjectNode claims = claims(who, REFRESH_LIFE);
        claims.put("grant_type", "refresh_token");
        return sign(claims);
    }

    /** A token for what was granted, by scope's type and name: {@code repository:app} → its actions. */
    String access(String who, Map<String, List<String>> granted) {
        ObjectNode claims = claims(who, ACCESS_LIFE);
        claims.put("grant_type", "access_token");
        var access = claims.putArray("access");
        new TreeMap<>(granted).forEach((scope, actions) -> {
            int colon = scope.indexOf(':');
            ObjectNode entry = access.addObject();
            entry.put("Type", scope.substring(0, colon));
            entry.put("Name", scope.substring(colon + 1));
            var list = entry.putArray("Actions");
            actions.forEach(list::add);
        });
        return sign(claims);
    }

    /** Who signed in, if this is a refresh token of ours that has not ended. */
    Optional<String> whoRefreshes(String token) {
        return read(token, "refresh_token").map(claims -> claims.path("sub").asText());
    }

    /** Whether this is an access token of ours that has not ended. */
    boolean stands(String token) {
        return read(token, "access_token").isPresent();
    }

    /** Whether this access token allows an action, such as {@code pull} on {@code repository:app}. */
    boolean allows(String token, String scope, String action) {
        return read(token, "access_token").stream()
                .flatMap(claims -> {
                    List<JsonNode> entries = new java.util.ArrayList<>();
                    claims.path("access").forEach(entries::add);
                    return entries.stream();
                })
                .filter(entry -> scope.equals(
                        entry.path("Type").asText() + ":" + entry.path("Name").asText()))
                .anyMatch(entry -> {
                    for (JsonNode allowed : entry.path("Actions")) {
                        if (allowed.asText().equals(action)) {
                            return true;
                        }
                    }
                    return false;
                });
    }

    private ObjectNode claims(String who, Duration life) {
        Instant now = clock.instant();
        ObjectNode claims = JSON.createObjectNode();
        claims.put("sub", who);
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.plus(life).getEpochSecond());
        return claims;
    }

    private String sign(ObjectNode claims) {
        String content = HEADER + "." + encode(claims.toString().getBytes(StandardCharsets.UTF_8));
        return content + "." + encode(mac(content));
    }

    private Optional<JsonNode> read(String token, String grantType) {
        int dot = token.lastIndexOf('.');
        String content = dot < 0 ? "" : token.substring(0, dot);
        byte[] shown = token.substring(dot + 1).getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(shown, encode(mac(content)).getBytes(StandardCharsets.UTF_8))) {
            return Optional.empty();
        }
        try {
            byte[] claims = Base64.getUrlDecoder().decode(content.substring(content.indexOf('.') + 1));
            return Optional.of(JSON.readTree(claims))
                    .filter(read -> read.path("grant_type").asText().equals(grantType))
                    .filter(read -> read.path("exp").asLong() > clock.instant().getEpochSecond());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private byte[] mac(String content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(content.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has HmacSHA256", e);
        }
    }

    private static String encode(byte[] bytes) {
        return ENCODER.encodeToString(bytes);
    }
}
