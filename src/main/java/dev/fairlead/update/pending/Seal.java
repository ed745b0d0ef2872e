package dev.fairlead.update.pending;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Tells a commit that is as Fairlead made it from one that somebody changed since: a checksum over its files and its
 * message. It guards people's work against us, not us against forgers.
 */
final class Seal {
    private static final int BYTES = 12;

    private Seal() {}

    /** The seal of a commit with this tree and this message, of which the seal's own line is not part. */
    static String of(String tree, String message) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((tree + "\n" + message.strip()).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
