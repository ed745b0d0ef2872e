package dev.fairlead.render.yaml;

import java.util.Comparator;

/** The order of keys in what go-yaml writes: letters by code point behind everything else, digits as the numbers that they spell. */
final class Keys implements Comparator<String> {
    static final Keys ORDER = new Keys();

    private Keys() {}

    @Override
    public int compare(String a, String b) {
        int[] left = a.codePoints().toArray();
        int[] right = b.codePoints().toArray();
        for (int i = 0; i < left.length && i < right.length; i++) {
            if (left[i] != right[i]) {
                return differing(left, right, i) ? -1 : 1;
            }
        }
        return Integer.compare(left.length, right.length);
    }

    /** Whether the left one comes first, when they differ from this place on. */
    private static boolean differing(int[] left, int[] right, int at) {
        boolean leftLetter = Character.isLetter(left[at]);
        boolean rightLetter = Character.isLetter(right[at]);
        if (leftLetter && rightLetter) {
            return left[at] < right[at];
        }
        if (leftLetter || rightLetter) {
            return rightLetter;
        }
        return digits(left, right, at);
    }

    private static boolean digits(int[] left, int[] right, int at) {
        long start = zeroInsideNumber(left, right, at) ? 1 : 0;
        int leftEnd = numberEnd(left, at);
        int rightEnd = numberEnd(right, at);
        long leftNumber = number(left, at, leftEnd, start);
        long rightNumber = number(right, at, rightEnd, start);
        if (leftNumber != rightNumber) {
            return leftNumber < rightNumber;
        }
        return leftEnd != rightEnd ? leftEnd < rightEnd : left[at] < right[at];
    }

    /** Whether one of the two is a zero behind digits that are not all zeros, where it counts as a digit. */
    private static boolean zeroInsideNumber(int[] left, int[] right, int at) {
        if (left[at] != '0' && right[at] != '0') {
            return false;
        }
        for (int i = at - 1; i >= 0 && Character.isDigit(left[i]); i--) {
            if (left[i] != '0') {
                return true;
            }
        }
        return false;
    }

    private static int numberEnd(int[] text, int from) {
        int end = from;
        while (end < text.length && Character.isDigit(text[end])) {
            end++;
        }
        return end;
    }

    private static long number(int[] text, int from, int end, long start) {
        long number = start;
        for (int i = from; i < end; i++) {
            number = number * 10 + (text[i] - '0');
        }
        return number;
    }
}
