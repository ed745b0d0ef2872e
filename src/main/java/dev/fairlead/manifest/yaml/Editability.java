package dev.fairlead.manifest.yaml;

import dev.fairlead.Problem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says, before anything is tried, why a scalar is not to be edited. */
final class Editability {
    private Editability() {}

    static Optional<Problem> whole(Scalar scalar) {
        return reason(scalar, false, false);
    }

    static Optional<Problem> part(Scalar scalar) {
        return reason(scalar, true, false);
    }

    /**
     * Why the scalar cannot be edited.
     *
     * @param part whether only a part of the value is to change
     * @param shared whether a change wherever aliases repeat the scalar is meant
     */
    static Optional<Problem> reason(Scalar scalar, boolean part, boolean shared) {
        Problem problem = role(scalar);
        problem = problem != null ? problem : form(scalar, part);
        problem = problem != null ? problem : template(scalar);
        problem = problem != null ? problem : duplicate(scalar);
        problem = problem != null || shared ? problem : aliases(scalar);
        if (problem != null) {
            return Optional.of(problem);
        }
        return scalar.document().file().container().flatMap(outer -> reason(outer, true, shared));
    }

    private static @Nullable Problem role(Scalar scalar) {
        if (scalar.isKey()) {
            return scalar.problem("it is a key, and only values are edited", "edit it by hand");
        }
        boolean string = scalar.tag()
                .map(tag -> tag.equals("!") || tag.equals("tag:yaml.org,2002:str"))
                .orElse(true);
        return string
                ? null
                : scalar.problem(
                        "its tag " + scalar.tag().orElse("") + " makes it something else than a string",
                        "remove the tag, or edit it by hand");
    }

    private static @Nullable Problem form(Scalar scalar, boolean part) {
        if (scalar.style() == ScalarStyle.FOLDED || (scalar.style() == ScalarStyle.LITERAL && !part)) {
            return scalar.problem(
                    "it is a block scalar (" + (scalar.style() == ScalarStyle.LITERAL ? "|" : ">") + ")",
                    "write the value on the line of its key");
        }
        SourceText text = scalar.document().file().text();
        if (scalar.style() != ScalarStyle.LITERAL && Comments.breaksIn(text, scalar.start(), scalar.end()) > 0) {
            return scalar.problem("it spans several lines", "write the value on one line");
        }
        return null;
    }

    private static @Nullable Problem template(Scalar scalar) {
        SourceText text = scalar.document().file().text();
        if (!text.hasTemplate()) {
            return null;
        }
        int from = text.lineStart(scalar.start());
        boolean literal = scalar.style() == ScalarStyle.LITERAL;
        int to = lineEnd(text, scalar, literal ? scalar.start() : scalar.end());
        Branch flow = null;
        for (Node at = scalar.above(); at instanceof Branch branch && branch.isFlow(); at = at.above()) {
            flow = branch;
        }
        if (flow != null) {
            from = Math.min(from, flow.start());
            to = Math.max(to, flow.flowEnd());
        }
        boolean inBlock = literal && text.hasTemplate(text.lineEnd(scalar.start()), scalar.end());
        return inBlock || text.hasTemplate(from, to)
                ? scalar.problem("it touches a template ({{ … }})", "leave template folders out, or edit it by hand")
                : null;
    }

    /** The end of the line on which the scalar's comment would be, without that comment. */
    private static int lineEnd(SourceText text, Scalar scalar, int at) {
        return scalar.comment()
                .map(comment -> text.lineStart(at) + comment.column() - 1)
                .filter(end -> scalar.document().file().container().isEmpty())
                .orElseGet(() -> text.lineEnd(at));
    }

    private static @Nullable Problem duplicate(Scalar scalar) {
        Node at = scalar;
        for (Node above = at.above(); above != null; at = above, above = at.above()) {
            if (above instanceof Mapping mapping
                    && mapping.entries().get(at.slot() >> 1).key() instanceof Scalar key
                    && mapping.duplicateKeys().contains(key.value())) {
                return scalar.problem(
                        "the key \"" + key.value() + "\" stands more than once in its mapping (lines "
                                + mapping.entries().stream()
                                        .filter(entry -> entry.isNamed(key.value()))
                                        .map(entry ->
                                                Integer.toString(entry.key().line()))
                                        .collect(Collectors.joining(", "))
                                + "), and readers differ in which one counts",
                        "keep one of them");
            }
        }
        return null;
    }

    private static @Nullable Problem aliases(Scalar scalar) {
        List<Alias> aliases = scalar.sharedBy();
        return aliases.isEmpty()
                ? null
                : scalar.problem(
                        "aliases repeat it elsewhere ("
                                + aliases.stream()
                                        .map(alias -> "*" + alias.name() + " in line " + alias.line())
                                        .distinct()
                                        .collect(Collectors.joining(", "))
                                + ")",
                        "update all of these places together, or write the value out where it differs");
    }
}
