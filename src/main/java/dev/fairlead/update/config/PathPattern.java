package dev.fairlead.update.config;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in the repository: a file, a folder with all beneath it, or a pattern of them. {@code *} and {@code ?} stay
 * inside one path segment, {@code **} crosses segments. {@code .} is the whole repository.
 */
public final class PathPattern {
    private final String text;
    private final String root;
    private final @Nullable Pattern pattern;

    private PathPattern(String text) {
        this.text = text;
        this.root = rootOf(text);
        this.pattern = text.equals(root) ? null : Pattern.compile(regex(text) + "(?:/.*)?");
    }

    /**
     * The pattern in this text; a leading {@code ./} and a trailing {@code /} mean nothing.
     *
     * @throws IllegalArgumentException if the path leaves the repository or is no relative path, with the reason as its
     *     message
     */
    public static PathPattern of(String written) {
        String path = written.startsWith("./") ? written.substring(2) : written;
        while (path.endsWith("/") && path.length() > 1) {
            path = path.substring(0, path.length() - 1);
        }
        if (path.isEmpty() || path.equals(".")) {
            return new PathPattern("");
        }
        if (path.startsWith("/") || path.indexOf('\\') >= 0) {
            throw new IllegalArgumentException("'" + written + "' is not a path inside the repository");
        }
        for (String segment : path.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                throw new IllegalArgumentException("'" + written + "' has the segment '" + segment + "'");
            }
        }
        return new PathPattern(path);
    }

    /** The folder or file above which nothing can match, without a trailing slash; empty for the whole repository. */
    public String root() {
        return root;
    }

    /** Whether it names one file, or one folder with all beneath it, which is its {@link #root}. */
    boolean isPlain() {
        return pattern == null;
    }

    /** Whether a file's path, with slashes and relative to the repository, is meant. */
    public boolean matches(String path) {
        if (pattern == null) {
            return text.isEmpty() || path.equals(text) || (path.startsWith(text) && path.charAt(text.length()) == '/');
        }
        return pattern.matcher(path).matches();
    }

    private static String rootOf(String text) {
        int wild = firstWild(text);
        if (wild < 0) {
            return text;
        }
        int slash = text.lastIndexOf('/', wild);
        return slash < 0 ? "" : text.substring(0, slash);
    }

    private static int firstWild(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '*' || text.charAt(i) == '?') {
                return i;
            }
        }
        return -1;
    }

    /**
     * The regular expression of a pattern in which {@code *} and {@code ?} stay inside one path segment and {@code **}
     * crosses segments, for just what it matches and nothing beneath.
     */
    public static String regex(String text) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (text.startsWith("**/", i)) {
                regex.append("(?:.*/)?");
                i += 2;
            } else if (text.startsWith("**", i)) {
                regex.append(".*");
                i++;
            } else if (c == '*' || c == '?') {
                regex.append(c == '*' ? "[^/]*" : "[^/]");
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return regex.toString();
    }

    /** The path as it was written, without what means nothing; {@code .} for the whole repository. */
    @Override
    public String toString() {
        return text.isEmpty() ? "." : text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PathPattern pattern && text.equals(pattern.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
