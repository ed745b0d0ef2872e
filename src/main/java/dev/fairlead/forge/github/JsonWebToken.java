package dev.fairlead.forge.github;

import dev.fairlead.forge.rest.RestApi;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.kohsuke.github.authorization.AuthorizationProvider;

/**
 * Signs in as the App itself with a JWT (RFC 7519, RS256 of RFC 7518), as "Generating a JSON Web Token (JWT) for a
 * GitHub App" has it: issued a minute ago against clock drift, and valid for no more than ten minutes. The JDK suffices:
 * the library's own way would want jjwt.
 */
final class JsonWebToken implements AuthorizationProvider {
    private static final Duration DRIFT = Duration.ofMinutes(1);
    private static final Duration VALID = Duration.ofMinutes(9);
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final String appId;
    private final PrivateKey key;
    private final Clock clock;

    JsonWebToken(String appId, PrivateKey key, Clock clock) {
        this.appId = appId;
        this.key = key;
        this.clock = clock;
    }

    @Override
    public String getEncodedAuthorization() {
        Instant now = clock.instant();
        String claims = RestApi.object()
                .put("iat", now.minus(DRIFT).getEpochSecond())
                .put("exp", now.plus(VALID).getEpochSecond())
                .put("iss", appId)
                .toString();
        String signed = encoded("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "." + encoded(claims);
        return "Bearer " + signed + "." + signature(signed);
    }

    private static String encoded(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private String signature(String text) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has SHA256withRSA", e);
        }
    }
}
