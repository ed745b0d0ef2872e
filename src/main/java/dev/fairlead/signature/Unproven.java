package dev.fairlead.signature;

/** A signature that does not count; the message says why, as a clause. */
final class Unproven extends Exception {
    private static final long serialVersionUID = 1L;

    Unproven(String why) {
        super(why);
    }

    Unproven(String why, Throwable cause) {
        super(why, cause);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
