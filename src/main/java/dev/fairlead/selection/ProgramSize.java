package dev.fairlead.selection;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Estimates how large the program of a regular expression gets. RE2 runs in linear time, but in the size of a program
 * that {@code ((a{100}){100}){100}} blows up when it is compiled, and RE2/J recurses over the parts of it that read
 * nothing. Go refuses such nests, RE2/J does not.
 */
final class ProgramSize {
    private static final long CEILING = Long.MAX_VALUE / 2048;

    private final String pattern;
    private final Deque<Long> outer = new ArrayDeque<>();
    private long sequence;
    private long last;
    private int at;

    private ProgramSize(String pattern) {
        this.pattern = pattern;
    }

    /** About how many instructions the pattern takes. */
    static long of(String pattern) {
        ProgramSize size = new ProgramSize(pattern);
        while (size.at < pattern.length()) {
            size.step();
        }
        long total = size.sequence;
        for (long group : size.outer) {
            total = Math.min(CEILING, total + group);
        }
        return total;
    }

    private void step() {
        char c = pattern.charAt(at++);
        switch (c) {
            case '\\' -> escape();
            case '[' -> characterClass();
            case '(' -> {
                outer.push(sequence);
                sequence = 0;
                last = 0;
            }
            case ')' -> {
                long group = sequence + 3;
                sequence = outer.isEmpty() ? 0 : outer.pop();
                add(group);
            }
            case '{' -> repeat();
            default -> add(1);
        }
    }

    private void add(long item) {
        last = item;
        sequence = Math.min(CEILING, sequence + item);
    }

    private void escape() {
        if (pattern.startsWith("Q", at)) {
            int end = pattern.indexOf("\\E", at);
            int stop = end < 0 ? pattern.length() : end + 2;
            add(stop - at);
            at = stop;
            last = 1;
        } else {
            at++;
            add(1);
        }
    }

    private void characterClass() {
        if (pattern.startsWith("^", at)) {
            at++;
        }
        int first = at;
        while (at < pattern.length() && (pattern.charAt(at) != ']' || at == first)) {
            boolean named = pattern.startsWith("[:", at) && pattern.indexOf(":]", at) > 0;
            at = named ? pattern.indexOf(":]", at) + 2 : at + (pattern.charAt(at) == '\\' ? 2 : 1);
        }
        at++;
        add(1);
    }

    /** Takes the last item as often as the greater number in the braces says; other braces are letters. */
    private void repeat() {
        int close = pattern.indexOf('}', at);
        String counts = close < 0 ? "" : pattern.substring(at, close);
        if (!counts.matches("\\d{1,4}(,\\d{0,4})?")) {
            add(1);
            return;
        }
        long times = 1;
        for (String count : counts.split(",", -1)) {
            times = Math.max(times, count.isEmpty() ? 1 : Long.parseLong(count));
        }
        sequence = Math.min(CEILING, sequence - last + last * times);
        last = Math.min(CEILING, last * times);
        at = close + 1;
    }
}
