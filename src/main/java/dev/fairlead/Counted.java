package dev.fairlead;

/** Numbers with the word for what is counted, as people write them: {@code 1 file}, {@code 3 files}. */
public final class Counted {
    private Counted() {}

    /** The number and the word, which takes an {@code s} unless there is exactly one. */
    public static String of(int number, String word) {
        return number + " " + word + (number == 1 ? "" : "s");
    }
}
