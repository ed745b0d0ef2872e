package dev.fairlead.agent.source.bucket;

import dev.fairlead.agent.source.BlobSource;
import dev.fairlead.agent.source.SourceException;
import dev.fairlead.agent.source.SourceException.Kind;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Azure Storage's "Shared Key" authorization of GET requests without a body. */
final class SharedKeySignature {
    private SharedKeySignature() {}

    /** The Authorization header. */
    static String of(BlobSource.SharedKey key, URI address, Map<String, String> headers) {
        StringBuilder text = new StringBuilder("GET\n\n\n\n\n\n\n\n");
        text.append(headers.getOrDefault("If-Match", "")).append("\n\n\n\n");
        new TreeMap<>(headers).forEach((name, value) -> {
            if (name.toLowerCase(Locale.ROOT).startsWith("x-ms-")) {
                text.append(name.toLowerCase(Locale.ROOT))
                        .append(':')
                        .append(value)
                        .append('\n');
            }
        });
        text.append('/').append(key.account()).append(address.getRawPath()).append(parameters(address));
        return "SharedKey " + key.account() + ":" + hmac(key, text.toString());
    }

    /** A line for each, decoded, by name. */
    private static String parameters(URI address) {
        if (address.getRawQuery() == null) {
            return "";
        }
        Map<String, String> found = new TreeMap<>();
        for (String part : address.getRawQuery().split("&", -1)) {
            int equals = part.indexOf('=');
            String name = equals < 0 ? part : part.substring(0, equals);
            found.put(name.toLowerCase(Locale.ROOT), equals < 0 ? "" : decoded(part.substring(equals + 1)));
        }
        StringBuilder lines = new StringBuilder();
        found.forEach(
                (name, value) -> lines.append('\n').append(name).append(':').append(value));
        return lines.toString();
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String hmac(BlobSource.SharedKey key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(
                    Base64.getDecoder().decode(key.key().value().strip()), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            throw new SourceException(
                    Kind.INVALID,
                    "the storage account " + key.account(),
                    "its key is not base 64",
                    "copy one of the account's access keys");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has HmacSHA256", e);
        }
    }
}
