package dev.fairlead.render.kustomize.fields;

import java.util.ArrayList;
import java.util.List;

/** Takes paths apart: a delimiter behind a backslash is part of a name. */
public final class FieldPath {
    private FieldPath() {}

    /** The names of a path. */
    public static List<String> split(String path, char delimiter) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        int from = path.length() > 1 && path.charAt(0) == delimiter ? 1 : 0;
        for (int i = from; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c != delimiter) {
                part.append(c);
            } else if (part.length() > 0 && part.charAt(part.length() - 1) == '\\') {
                part.setCharAt(part.length() - 1, delimiter);
            } else {
                parts.add(part.toString());
                part.setLength(0);
            }
        }
        parts.add(part.toString());
        return parts;
    }

    /** The names of a path with dots, in which {@code [name=value.with.dots]} and {@code [key.with.dots]} are one name. */
    public static List<String> dotted(String path) {
        List<String> parts = new ArrayList<>();
        List<String> split = split(path, '.');
        for (int i = 0; i < split.size(); i++) {
            String part = split.get(i);
            if (!part.startsWith("[") || part.endsWith("]")) {
                parts.add(part);
                continue;
            }
            StringBuilder joined = new StringBuilder(part);
            while (i < split.size() - 1) {
                i++;
                joined.append('.').append(split.get(i));
                if (split.get(i).endsWith("]")) {
                    break;
                }
            }
            String bracketed = joined.toString();
            parts.add(bracketed.contains("=") ? bracketed : trimBrackets(bracketed));
        }
        return parts;
    }

    private static String trimBrackets(String text) {
        int from = 0;
        int end = text.length();
        while (from < end && (text.charAt(from) == '[' || text.charAt(from) == ']')) {
            from++;
        }
        while (end > from && (text.charAt(end - 1) == '[' || text.charAt(end - 1) == ']')) {
            end--;
        }
        return text.substring(from, end);
    }
}
