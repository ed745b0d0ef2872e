package dev.fairlead.agent.source.bucket;

import dev.fairlead.agent.source.BucketSource.Keys;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * AWS Signature Version 4 for requests without a body, in the Authorization header ("Authenticating Requests", Amazon S3
 * API Reference). Paths and queries are given encoded once, as S3 alone among AWS's services wants them signed.
 */
final class SigV4 {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final String NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private final Keys keys;
    private final String region;

    SigV4(Keys keys, String region) {
        this.keys = keys;
        this.region = region;
    }

    /** The headers to send: those given, and those of the signature. */
    Map<String, String> headers(String method, URI address, Map<String, String> given, Instant now) {
        String time = TIME.format(now);
        SortedMap<String, String> signed = new TreeMap<>();
        given.forEach((name, value) -> signed.put(name.toLowerCase(Locale.ROOT), value.strip()));
        signed.put("x-amz-date", time);
        signed.put("x-amz-content-sha256", NOTHING);
        keys.session().ifPresent(token -> signed.put("x-amz-security-token", token.value()));
        Map<String, String> sent = new TreeMap<>(signed);
        signed.put("host", address.getRawAuthority());
        String names = String.join(";", signed.keySet());
        String request = String.join(
                "\n",
                method,
                address.getRawPath(),
                query(address),
                signed.entrySet().stream()
                        .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                        .collect(Collectors.joining()),
                names,
                NOTHING);
        String scope = time.substring(0, 8) + "/" + region + "/s3/aws4_request";
        String text = String.join("\n", ALGORITHM, time, scope, hex(sha256(request)));
        sent.put(
                "Authorization",
                ALGORITHM + " Credential=" + keys.accessKey() + "/" + scope + ",SignedHeaders=" + names + ",Signature="
                        + hex(hmac(key(time.substring(0, 8)), text)));
        return sent;
    }

    /** Its parameters by name, each with an equals sign. */
    private static String query(URI address) {
        String query = address.getRawQuery();
        if (query == null || query.isEmpty()) {
            return "";
        }
        return java.util.Arrays.stream(query.split("&", -1))
                .map(part -> part.contains("=") ? part : part + "=")
                .sorted()
                .collect(Collectors.joining("&"));
    }

    private byte[] key(String day) {
        byte[] secret = ("AWS4" + keys.secretKey().value()).getBytes(StandardCharsets.UTF_8);
        return hmac(hmac(hmac(hmac(secret, day), region), "s3"), "aws4_request");
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has HmacSHA256", e);
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** Percent-encodes all but what RFC 3986 leaves unreserved, and slashes where they part a path. */
    static String encoded(String text, boolean path) {
        StringBuilder out = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || "-._~".indexOf(c) >= 0
                    || (path && c == '/');
            out.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        return out.toString();
    }
}
