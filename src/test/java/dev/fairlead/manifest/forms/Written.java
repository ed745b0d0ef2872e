package dev.fairlead.manifest.forms;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A generated text, and where in it the values stand that shall change. */
final class Written {
    /** How a value is written. */
    enum Style {
        PLAIN,
        SINGLE,
        DOUBLE,
        TEXT,
        /** A quoted string that holds a file; what changes is inside of it. */
        FILE,
        BLOCK
    }

    /**
     * A value that shall change.
     *
     * @param start where it begins in the text, with its quotes
     * @param end where it ends
     * @param style how it is written
     * @param before its value
     * @param goal what shall become of it
     */
    record Target(int start, int end, Style style, String before, Doc.Goal goal) {
        Target moved(int from, int to) {
            return new Target(from, to, style, before, goal);
        }
    }

    /**
     * A quoted string that holds a file.
     *
     * @param start where it begins in the text, with its quotes
     * @param end where it ends
     * @param file the file as it is inside
     */
    record Quoted(int start, int end, Written file) {}

    final StringBuilder text = new StringBuilder();
    final List<Target> targets = new ArrayList<>();
    final List<Quoted> quoted = new ArrayList<>();
    /** The paths of values that a reader sees change, with what they become. */
    final Map<String, Doc.Goal> changes = new LinkedHashMap<>();
    /** The paths of strings that hold a file. */
    final Set<String> files = new LinkedHashSet<>();

    /** Counted from 1, by the ends of lines that the generator writes. */
    int line(int offset) {
        int line = 1;
        for (int i = 0; i < offset; i++) {
            char c = text.charAt(i);
            boolean ends = c == '\n' || (c == '\r' && text.charAt(i + 1) != '\n');
            line += ends ? 1 : 0;
        }
        return line;
    }
}
