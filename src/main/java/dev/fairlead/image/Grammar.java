package dev.fairlead.image;

import org.jspecify.annotations.Nullable;

/**
 * The character classes and the host and repository rules of the reference grammar of distribution/reference. Written
 * as scans instead of regular expressions: a scan of thousands of manifests asks them of every scalar.
 */
final class Grammar {
    static final int MAX_REPOSITORY = 255;
    static final int MAX_HOST = 255;
    private static final int SHOWN = 200;

    private Grammar() {}

    static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isWord(char c) {
        return isLetter(c) || isDigit(c) || c == '_';
    }

    static boolean isLowerHex(char c) {
        return isDigit(c) || (c >= 'a' && c <= 'f');
    }

    private static boolean isLowerAlphanumeric(char c) {
        return isDigit(c) || (c >= 'a' && c <= 'z');
    }

    /** A character as a message can print it. */
    static String quoted(char c) {
        if (c == ' ') {
            return "a space";
        }
        return c > ' ' && c < 127 ? "'" + c + "'" : String.format("the character U+%04X", (int) c);
    }

    /** Text as a message can print it: one line, bounded. */
    static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < Math.min(text.length(), SHOWN); i++) {
            char c = text.charAt(i);
            shown.append(Character.isISOControl(c) ? '?' : c);
        }
        return text.length() > SHOWN ? shown + "…" : shown.toString();
    }

    /** What is wrong with a repository path, or null. */
    static @Nullable String repositoryFault(String path) {
        if (path.isEmpty()) {
            return "the repository is missing";
        }
        if (path.length() > MAX_REPOSITORY) {
            return "the repository has " + path.length() + " characters, more than " + MAX_REPOSITORY;
        }
        int start = 0;
        while (start <= path.length()) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            String fault = componentFault(path, start, end);
            if (fault != null) {
                return fault;
            }
            start = end + 1;
        }
        return null;
    }

    /** {@code [a-z0-9]+ ((\.|_|__|-+) [a-z0-9]+)*}. */
    private static @Nullable String componentFault(String path, int start, int end) {
        if (start == end) {
            return "the repository has an empty part between slashes";
        }
        int i = start;
        while (i < end) {
            char c = path.charAt(i);
            if (isLowerAlphanumeric(c)) {
                i++;
                continue;
            }
            if (c != '.' && c != '_' && c != '-') {
                return c >= 'A' && c <= 'Z'
                        ? "the repository is not lower case"
                        : "a repository cannot hold " + quoted(c);
            }
            int after = separatorEnd(path, i, end);
            if (i == start || after == end || !isLowerAlphanumeric(path.charAt(after))) {
                return separatorFault(path, i, start, end, after);
            }
            i = after;
        }
        return null;
    }

    private static String separatorFault(String path, int i, int start, int end, int after) {
        if (after < end && Character.isUpperCase(path.charAt(after))) {
            return "the repository is not lower case";
        }
        String part = shown(path.substring(start, end));
        return i == start || after == end
                ? "the repository part '" + part + "' begins or ends with '" + path.charAt(i) + "'"
                : "the separators in the repository part '" + part + "' are not one of '.', '_', '__' or dashes";
    }

    private static int separatorEnd(String path, int at, int end) {
        char c = path.charAt(at);
        int i = at + 1;
        if (c == '-') {
            while (i < end && path.charAt(i) == '-') {
                i++;
            }
        } else if (c == '_' && i < end && path.charAt(i) == '_') {
            i++;
        }
        return i;
    }

    /** What is wrong with a registry host and its port, or null. */
    static @Nullable String hostFault(String host) {
        if (host.length() > MAX_HOST) {
            return "the registry has " + host.length() + " characters, more than " + MAX_HOST;
        }
        int end = host.startsWith("[") ? addressEnd(host) : nameEnd(host);
        if (end < 0) {
            return "'" + shown(host) + "' is no registry host";
        }
        if (end == host.length()) {
            return null;
        }
        boolean port = host.charAt(end) == ':' && end + 1 < host.length();
        for (int i = end + 1; i < host.length(); i++) {
            port &= isDigit(host.charAt(i));
        }
        return port ? null : "'" + shown(host) + "' does not end with a port number";
    }

    /** The end of {@code [IPv6]}, or -1. */
    private static int addressEnd(String host) {
        int i = 1;
        while (i < host.length() && (Character.digit(host.charAt(i), 16) >= 0 || host.charAt(i) == ':')) {
            i++;
        }
        return i > 1 && i < host.length() && host.charAt(i) == ']' ? i + 1 : -1;
    }

    /** The end of a domain name or IPv4 address, or -1. */
    private static int nameEnd(String host) {
        int i = 0;
        while (i < host.length() && host.charAt(i) != ':') {
            char c = host.charAt(i);
            boolean edge = i == 0
                    || host.charAt(i - 1) == '.'
                    || i + 1 == host.length()
                    || host.charAt(i + 1) == '.'
                    || host.charAt(i + 1) == ':';
            boolean inside = isLetter(c) || isDigit(c) || (!edge && (c == '-' || c == '.'));
            if (!inside) {
                return -1;
            }
            i++;
        }
        return i == 0 ? -1 : i;
    }
}
