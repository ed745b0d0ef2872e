package dev.fairlead.selection;

/**
 * The standing of a current tag against the chosen one.
 *
 * @param standing where it stands
 * @param explanation why, as a clause
 */
record Comparison(CurrentTag.Standing standing, String explanation) {
    /** From a comparison of the current tag with the chosen one. */
    static Comparison of(int currentAgainstChosen, String explanation) {
        CurrentTag.Standing standing = currentAgainstChosen > 0
                ? CurrentTag.Standing.ABOVE
                : currentAgainstChosen < 0 ? CurrentTag.Standing.BELOW : CurrentTag.Standing.LEVEL;
        return new Comparison(standing, explanation);
    }
}
