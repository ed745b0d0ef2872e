package dev.fairlead.update.pending;

import dev.fairlead.Fingerprint;

/**
 * Tells a commit that is as Fairlead made it from one that somebody changed since: a checksum over its files and its
 * message. It guards people's work against us, not us against forgers.
 */
final class Seal {
    private static final int BYTES = 12;

    private Seal() {}

    /** The seal of a commit with this tree and this message, of which the seal's own line is not part. */
    static String of(String tree, String message) {
        return Fingerprint.of(tree + "\n" + message.strip(), BYTES);
    }
}
