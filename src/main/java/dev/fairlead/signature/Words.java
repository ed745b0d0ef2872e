package dev.fairlead.signature;

import dev.fairlead.image.Digest;

/** Texts of strangers in reasons. */
final class Words {
    private static final int LONGEST = 200;
    private static final int DIGITS = 12;

    private Words() {}

    /** At most so much of a text as a reason has room for, in one line without control characters. */
    static String shown(String text) {
        String plain = text.replaceAll("[\\p{Cntrl}\\p{Cf}]", "\ufffd");
        return plain.length() > LONGEST ? plain.substring(0, LONGEST) + "…" : plain;
    }

    /** The digest with its first digits. */
    static String brief(Digest digest) {
        return digest.algorithm() + ":" + digest.hex().substring(0, DIGITS) + "…";
    }
}
