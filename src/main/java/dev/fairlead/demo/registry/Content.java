package dev.fairlead.demo.registry;

import dev.fairlead.image.Digest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digests of content. */
final class Content {
    private Content() {}

    /** The digest that names content where nobody asks for another. */
    static Digest digest(byte[] content) {
        return digest("sha256", content);
    }

    /** The digest by an algorithm that the image specification registers; refused if it is another. */
    static Digest digest(String algorithm, byte[] content) {
        String name = switch (algorithm) {
            case "sha256" -> "SHA-256";
            case "sha512" -> "SHA-512";
            default -> throw Refusal.of(400, "DIGEST_INVALID", "digest algorithm not supported");
        };
        try {
            byte[] sum = MessageDigest.getInstance(name).digest(content);
            return new Digest(algorithm, HexFormat.of().formatHex(sum));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has " + name, e);
        }
    }

    /** The digest in this text; refused if it is none. */
    static Digest parse(String text) {
        return Digest.tryParse(text)
                .orElseThrow(() -> Refusal.of(400, "DIGEST_INVALID", "provided digest did not match uploaded content"));
    }
}
