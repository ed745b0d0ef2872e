package dev.fairlead.selection;

/** Which end of an order is the newest. */
public enum Direction {
    /** The last in ascending order is the newest: the highest number, the end of the alphabet. */
    ASCENDING("asc"),
    /** The last in descending order is the newest: the lowest number, the beginning of the alphabet. */
    DESCENDING("desc");

    private final String word;

    Direction(String word) {
        this.word = word;
    }

    /** The direction as policies write it. */
    String word() {
        return word;
    }
}
