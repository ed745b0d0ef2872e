package dev.fairlead.selection;

import dev.fairlead.image.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What of a tag the policy looks at: a pattern, and a template of its groups as in Flux's {@code filterTags} ({@code
 * $name}, {@code ${name}}, {@code $1}, {@code $$} for a dollar sign). A tag that the pattern does not match loses.
 */
public final class Extract {
    private static final String ARROW = " => ";

    /** One piece of a template: fixed text, or the text of a group where {@code group} is 0 or more. */
    private record Piece(String text, int group) {}

    private final String written;
    private final Expression pattern;
    private final List<Piece> template;

    private Extract(String written, Expression pattern, List<Piece> template) {
        this.written = written;
        this.pattern = pattern;
        this.template = template;
    }

    /**
     * The extract in {@code PATTERN => TEMPLATE}, or in a pattern with exactly one group, which is then the template.
     *
     * @throws SelectionException if it is none
     */
    public static Extract parse(String text) {
        int arrow = text.lastIndexOf(ARROW);
        if (arrow >= 0) {
            return read(
                    text,
                    text.substring(0, arrow).strip(),
                    text.substring(arrow + ARROW.length()).strip());
        }
        Expression pattern = Expression.compile(text);
        if (pattern.groups() != 1) {
            throw new SelectionException(
                    "extract '" + text + "'",
                    "the pattern has " + pattern.groups() + " groups, so which text to compare is not said",
                    "mark one group, as in ^main-[0-9a-f]+-(?P<ts>[0-9]+)$, or add ' => $ts' with the groups wanted");
        }
        return new Extract(text, pattern, List.of(new Piece("", 1)));
    }

    /** Flux's {@code filterTags}: a pattern and the template of what to compare. */
    public static Extract of(String pattern, String template) {
        return read(pattern + ARROW + template, pattern, template);
    }

    private static Extract read(String written, String pattern, String template) {
        Expression expression = Expression.compile(pattern);
        return new Extract(written, expression, pieces(written, template, expression));
    }

    private static List<Piece> pieces(String written, String template, Expression pattern) {
        List<Piece> pieces = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        int at = 0;
        while (at < template.length()) {
            char c = template.charAt(at);
            if (c != '$') {
                literal.append(c);
                at++;
                continue;
            }
            if (template.startsWith("$$", at)) {
                literal.append('$');
                at += 2;
                continue;
            }
            boolean braced = template.startsWith("${", at);
            int start = at + (braced ? 2 : 1);
            int end = start;
            while (end < template.length() && isNameCharacter(template.charAt(end))) {
                end++;
            }
            if (end == start || (braced && !template.startsWith("}", end))) {
                throw refused(written, "the dollar sign at character " + (at + 1) + " names no group", pattern);
            }
            pieces.add(new Piece(literal.toString(), -1));
            literal.setLength(0);
            pieces.add(new Piece("", group(written, template.substring(start, end), pattern)));
            at = braced ? end + 1 : end;
        }
        pieces.add(new Piece(literal.toString(), -1));
        pieces.removeIf(piece -> piece.group < 0 && piece.text.isEmpty());
        if (pieces.stream().allMatch(piece -> piece.group < 0)) {
            throw refused(written, "the template takes nothing from the tag", pattern);
        }
        return List.copyOf(pieces);
    }

    private static boolean isNameCharacter(char c) {
        return c == '_' || (c < 128 && Character.isLetterOrDigit(c));
    }

    private static int group(String written, String name, Expression pattern) {
        Integer named = pattern.groupNames().get(name);
        if (named != null) {
            return named;
        }
        Digits number = Digits.parse(name);
        if (number != null && number.compareTo(new Digits(String.valueOf(pattern.groups()))) <= 0) {
            return Integer.parseInt(number.toString());
        }
        throw refused(written, "the pattern has no group '" + name + "'", pattern);
    }

    private static SelectionException refused(String written, String cause, Expression pattern) {
        Map<String, Integer> names = pattern.groupNames();
        String known = names.isEmpty() ? "$1 to $" + pattern.groups() : "$" + String.join(", $", names.keySet());
        return new SelectionException(
                "extract '" + written + "'",
                cause,
                pattern.groups() == 0
                        ? "mark what to compare with parentheses: (?P<ts>[0-9]+)"
                        : "name one of its groups (" + known
                                + "), or write $$ for a dollar sign; ${1}x keeps what follows" + " apart");
    }

    /** What the policy looks at, or empty if the pattern does not match. */
    public Optional<String> apply(Tag tag) {
        return Optional.ofNullable(of(tag.value()));
    }

    /** Like {@link #apply}, for a loop over many tags. */
    @Nullable
    String of(String tag) {
        return pattern.find(tag, this::fill);
    }

    private String fill(IntFunction<String> groups) {
        if (template.size() == 1) {
            return groups.apply(template.get(0).group());
        }
        StringBuilder filled = new StringBuilder();
        for (Piece piece : template) {
            filled.append(piece.group < 0 ? piece.text : groups.apply(piece.group));
        }
        return filled.toString();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Extract extract && written.equals(extract.written);
    }

    @Override
    public int hashCode() {
        return written.hashCode();
    }

    /** The extract as it is written. */
    @Override
    public String toString() {
        return written;
    }
}
