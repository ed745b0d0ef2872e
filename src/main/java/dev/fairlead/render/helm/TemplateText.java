package dev.fairlead.render.helm;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The text of a Go template, as far as it takes to find the functions that it calls: actions between two opening and two
 * closing braces, in which strings, raw strings, characters and comments are no calls (Go, package {@code text/template}).
 */
final class TemplateText {
    private final String text;

    TemplateText(String text) {
        this.text = text;
    }

    /**
     * A call of a function.
     *
     * @param name of the function
     * @param start where its name begins, in characters of the text
     * @param line from 1 on
     */
    record Call(String name, int start, int line) {}

    /** Every call of one of these functions. */
    List<Call> calls(Set<String> functions) {
        List<Call> calls = new ArrayList<>();
        eachWord((start, end) -> {
            String word = text.substring(start, end);
            if (functions.contains(word)) {
                calls.add(new Call(word, start, line(start)));
            }
        });
        return calls;
    }

    /** The text in which another expression stands for a function's name. */
    String replaced(String function, String with) {
        StringBuilder replaced = new StringBuilder();
        int from = 0;
        for (Call call : calls(Set.of(function))) {
            replaced.append(text, from, call.start()).append(with);
            from = call.start() + function.length();
        }
        return from == 0 ? text : replaced.append(text, from, text.length()).toString();
    }

    /** The line of every place where these words stand in the text, from 1 on. */
    List<Integer> lines(String words) {
        List<Integer> lines = new ArrayList<>();
        for (int at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length())) {
            lines.add(line(at));
        }
        return lines;
    }

    private int line(int position) {
        return 1 + (int) text.chars().limit(position).filter(c -> c == '\n').count();
    }

    /** Names in actions that are neither a field, a variable nor part of a string. */
    private void eachWord(BiConsumer<Integer, Integer> word) {
        for (int open = text.indexOf("{{"); open >= 0; ) {
            int end = inAction(open + 2, word);
            open = text.indexOf("{{", end);
        }
    }

    /** Reads to the end of an action; returns where the text goes on. */
    private int inAction(int start, BiConsumer<Integer, Integer> word) {
        int i = start;
        while (i < text.length() && !text.startsWith("}}", i)) {
            char c = text.charAt(i);
            if (c == '"' || c == '\'' || c == '`') {
                i = afterQuoted(i, c);
            } else if (text.startsWith("/*", i)) {
                int close = text.indexOf("*/", i + 2);
                i = close < 0 ? text.length() : close + 2;
            } else if (isWord(c)) {
                int end = i;
                while (end < text.length() && isWord(text.charAt(end))) {
                    end++;
                }
                char before = text.charAt(i - 1);
                if (before != '.' && before != '$') {
                    word.accept(i, end);
                }
                i = end;
            } else {
                i++;
            }
        }
        return i;
    }

    private int afterQuoted(int start, char quote) {
        int i = start + 1;
        while (i < text.length() && text.charAt(i) != quote) {
            i += quote != '`' && text.charAt(i) == '\\' ? 2 : 1;
        }
        return Math.min(i + 1, text.length());
    }

    private static boolean isWord(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }
}
