package dev.fairlead.bot.hear;

import dev.fairlead.bot.config.Sender;
import dev.fairlead.bot.config.WebhookRule;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Whether who sends an event knows the secret. How long the answer takes tells nothing of how much was right. */
final class Authenticity {
    private static final String HMAC = "HmacSHA256";
    private static final String BEARER = "Bearer ";
    private static final String BASIC = "Basic ";
    private static final String SHA256 = "sha256=";

    private Authenticity() {}

    /** Whether the proof is in the body's signature, so that the body must be read before anything is known. */
    static boolean needsBody(WebhookRule rule) {
        return rule.sender().proof() == Sender.Proof.HMAC_SHA256;
    }

    /** Looks at everything but the body. */
    static boolean known(WebhookRule rule, String secret, Function<String, String> headers, String pathSecret) {
        String header = headers.apply(rule.proofHeader());
        return switch (rule.sender().proof()) {
            case HEADER -> same(header.startsWith(BEARER) ? header.substring(BEARER.length()) : header, secret);
            case BASIC -> same(password(header), secret);
            case PATH -> same(pathSecret, secret);
            case HMAC_SHA256 -> !header.isEmpty();
        };
    }

    /** Looks at the body's signature. */
    static boolean signed(WebhookRule rule, String secret, Function<String, String> headers, byte[] body) {
        String header = headers.apply(rule.proofHeader()).toLowerCase(Locale.ROOT);
        String signature = header.startsWith(SHA256) ? header.substring(SHA256.length()) : header;
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC));
            return same(signature, HexFormat.of().formatHex(mac.doFinal(body)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + HMAC, e);
        }
    }

    private static String password(String header) {
        if (!header.startsWith(BASIC)) {
            return "";
        }
        try {
            String pair = new String(
                    Base64.getDecoder().decode(header.substring(BASIC.length()).strip()), StandardCharsets.UTF_8);
            return pair.substring(pair.indexOf(':') + 1);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** Compares what both are hashed to, so that not even the secret's length shows in the time. */
    private static boolean same(String given, String wanted) {
        return MessageDigest.isEqual(hash(given), hash(wanted)) && !given.isEmpty();
    }

    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
