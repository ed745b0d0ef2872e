package dev.fairlead.signature;

/** Judges one signature under one rule. */
@FunctionalInterface
interface Proof {
    /**
     * Judges.
     *
     * @return who has signed, as a clause
     * @throws Unproven if the signature does not count
     */
    String of(Found found) throws Unproven;
}
