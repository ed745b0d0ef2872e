package dev.fairlead.selection;

import org.jspecify.annotations.Nullable;

/**
 * A whole number of any length, compared exactly: {@code 0017} equals {@code 17}, and forty digits are as exact as two.
 *
 * @param significant the digits without leading zeros; empty for zero
 */
record Digits(String significant) implements Comparable<Digits> {
    static final Digits ZERO = new Digits("");

    /** The number in {@code text[from, to)}, or null if that holds anything but ASCII digits or nothing at all. */
    static @Nullable Digits parse(String text, int from, int to) {
        if (from >= to) {
            return null;
        }
        int start = to;
        for (int i = to - 1; i >= from; i--) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return null;
            }
            if (c != '0') {
                start = i;
            }
        }
        return start == to ? ZERO : new Digits(text.substring(start, to));
    }

    static @Nullable Digits parse(String text) {
        return parse(text, 0, text.length());
    }

    boolean isZero() {
        return significant.isEmpty();
    }

    @Override
    public int compareTo(Digits other) {
        int byLength = Integer.compare(significant.length(), other.significant.length());
        return byLength != 0 ? byLength : significant.compareTo(other.significant);
    }

    @Override
    public String toString() {
        return isZero() ? "0" : significant;
    }
}
