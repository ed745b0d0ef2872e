package dev.fairlead.signature;

/**
 * Whether an image keeps a rule.
 *
 * @param outcome what came out
 * @param words by whom it is signed, or why it does not count, as a clause
 */
public record Verdict(Outcome outcome, String words) {
    /** What came out. The names are part of the JSON output: they do not change. */
    public enum Outcome {
        /** A signature holds. */
        VERIFIED,
        /** There is none of this kind. */
        MISSING,
        /** There are some, and none holds. */
        INVALID,
        /** It could not be found out; that is never taken for verified. */
        NOT_EVALUATED
    }

    public boolean verified() {
        return outcome == Outcome.VERIFIED;
    }
}
