package dev.fairlead.manifest.yaml;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Finds comments in the text. The parser's own comment events change how it reads what stands around them; here a {@code #} is a comment if white
 * space or nothing stands before it on its line, and if it is in no scalar.
 */
final class Comments {
    private Comments() {}

    /** The comment on the line on which the scalar ends, or on a block's header line. */
    static Optional<Comment> after(Scalar scalar) {
        SourceText text = text(scalar);
        if (scalar.document().file().isJson()) {
            return Optional.empty();
        }
        if (isBlock(scalar)) {
            return firstMark(text, scalar.start(), text.lineEnd(scalar.start()), scalar)
                    .map(mark -> comment(text, mark, scalar.lineIndex(), scalar));
        }
        int line = scalar.lineIndex() + breaksIn(text, scalar.start(), scalar.end());
        return endOfLine(scalar).map(mark -> comment(text, mark, line, scalar));
    }

    static boolean isLastOnLine(Scalar scalar) {
        SourceText text = text(scalar);
        int to = endOfLine(scalar).orElseGet(() -> text.lineEnd(scalar.end()));
        List<Scalar> all = scalar.document().file().scalars();
        return scalar.ordinal() + 1 >= all.size()
                || all.get(scalar.ordinal() + 1).start() >= to;
    }

    /** The comments on the lines directly above a node's line. */
    static List<Comment> above(Node node) {
        SourceText text = node.document().file().text();
        Deque<Comment> found = new ArrayDeque<>();
        int lineStart = text.lineStart(node.start());
        for (int line = node.lineIndex() - 1; line >= 0; line--) {
            lineStart = text.lineStart(
                    lineStart - (text.at(lineStart - 1) == '\n' && text.at(lineStart - 2) == '\r' ? 2 : 1));
            int mark = lineStart;
            while (text.isBlank(mark)) {
                mark++;
            }
            if (text.at(mark) != '#' || isInScalar(node.document().file().scalars(), mark)) {
                break;
            }
            found.push(comment(text, mark, line, node));
        }
        return List.copyOf(found);
    }

    /** Where the comment begins on the line on which the scalar ends. */
    private static Optional<Integer> endOfLine(Scalar scalar) {
        SourceText text = text(scalar);
        List<Scalar> all = scalar.document().file().scalars();
        int next = scalar.ordinal() + 1;
        int at = scalar.end();
        while (at < text.length() && !text.isBreak(at)) {
            if (next < all.size() && all.get(next).start() <= at) {
                Scalar passed = all.get(next++);
                if (isBlock(passed)) {
                    return firstMark(text, at, text.lineEnd(at), passed);
                }
                if (breaksIn(text, passed.start(), passed.end()) > 0) {
                    return Optional.empty();
                }
                at = Math.max(at, passed.end());
            } else if (isMark(text, at)) {
                return Optional.of(at);
            } else {
                at++;
            }
        }
        return Optional.empty();
    }

    private static Optional<Integer> firstMark(SourceText text, int from, int to, Scalar header) {
        for (int at = Math.max(from, header.start()); at < to; at++) {
            if (isMark(text, at)) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    private static boolean isMark(SourceText text, int at) {
        return text.at(at) == '#' && (at == 0 || text.isBlank(at - 1) || text.isBreak(at - 1));
    }

    private static Comment comment(SourceText text, int mark, int line, Node near) {
        int column = mark - text.lineStart(mark);
        YamlFile file = near.document().file();
        String words = text.substring(mark + 1, text.lineEnd(mark)).strip();
        return new Comment(words, file.outerLine(line, column), file.outerColumn(line, column), line + 1);
    }

    /** Binary search in the scalars, which are in the order of the text and do not overlap. */
    private static boolean isInScalar(List<Scalar> all, int index) {
        int low = 0;
        int high = all.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (all.get(middle).end() <= index) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low < all.size() && all.get(low).start() <= index;
    }

    static int breaksIn(SourceText text, int from, int to) {
        int breaks = 0;
        for (int at = from; at < to; at++) {
            if (text.isBreak(at) && !(text.at(at) == '\r' && text.at(at + 1) == '\n')) {
                breaks++;
            }
        }
        return breaks;
    }

    private static boolean isBlock(Scalar scalar) {
        return scalar.style() == ScalarStyle.LITERAL || scalar.style() == ScalarStyle.FOLDED;
    }

    private static SourceText text(Scalar scalar) {
        return scalar.document().file().text();
    }
}
