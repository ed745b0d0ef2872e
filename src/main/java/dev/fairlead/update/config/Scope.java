package dev.fairlead.update.config;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where an entry may edit. Asking it costs the same however many files and folders it names; only patterns are tried one
 * after the other.
 */
public final class Scope {
    /** The whole repository. */
    public static final Scope EVERYWHERE = new Scope(List.of(), List.of());

    /** Messages name this many paths and count the others. */
    private static final int NAMED = 20;

    private final List<PathPattern> paths;
    private final List<PathPattern> excluded;
    private final Matcher included;
    private final Matcher left;
    private final int hash;

    /**
     * A scope.
     *
     * @param paths files, folders and patterns; empty: the whole repository
     * @param excluded what is left out of them
     */
    public Scope(List<PathPattern> paths, List<PathPattern> excluded) {
        this.paths = sorted(paths);
        this.excluded = sorted(excluded);
        this.included = new Matcher(this.paths);
        this.left = new Matcher(this.excluded);
        this.hash = Objects.hash(this.paths, this.excluded);
    }

    /** The order in which paths are written means nothing, so that two scopes of the same paths are equal. */
    private static List<PathPattern> sorted(List<PathPattern> paths) {
        return paths.stream()
                .distinct()
                .sorted(Comparator.comparing(PathPattern::toString))
                .toList();
    }

    /** These files, folders and patterns. */
    public static Scope of(List<String> paths) {
        return new Scope(paths.stream().map(PathPattern::of).toList(), List.of());
    }

    /** Files, folders and patterns, in the order of their texts; empty: the whole repository. */
    public List<PathPattern> paths() {
        return paths;
    }

    /** What is left out of them, in the order of their texts. */
    public List<PathPattern> excluded() {
        return excluded;
    }

    /** Whether nothing narrows it, so that a plan spans the repository. */
    public boolean everywhere() {
        return paths.isEmpty() || included.matchesAll();
    }

    public boolean contains(String path) {
        return (paths.isEmpty() || included.matches(path)) && !left.matches(path);
    }

    /** The folders and files outside which nothing is meant; empty for the whole repository. */
    public List<String> roots() {
        List<String> roots =
                paths.stream().map(PathPattern::root).distinct().sorted().toList();
        return roots.contains("") ? List.of() : roots;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Scope scope
                        && hash == scope.hash
                        && paths.equals(scope.paths)
                        && excluded.equals(scope.excluded));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** The paths as text, for messages: {@code the whole repository} where nothing narrows it. */
    @Override
    public String toString() {
        if (everywhere()) {
            return "the whole repository";
        }
        String named = paths.stream().limit(NAMED).map(Objects::toString).collect(Collectors.joining(", "));
        return paths.size() <= NAMED ? named : named + " and " + (paths.size() - NAMED) + " more";
    }

    /** Paths in the form in which many of them are asked at once. */
    private static final class Matcher {
        private final Set<String> plain = new HashSet<>();
        private final List<PathPattern> wild;

        Matcher(List<PathPattern> patterns) {
            patterns.stream().filter(PathPattern::isPlain).forEach(pattern -> plain.add(pattern.root()));
            this.wild = patterns.stream().filter(pattern -> !pattern.isPlain()).toList();
        }

        boolean matchesAll() {
            return plain.contains("");
        }

        /** Whether it is one of the files, or below one of the folders, or fits one of the patterns. */
        boolean matches(String path) {
            if (plain.isEmpty() && wild.isEmpty()) {
                return false;
            }
            for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
                if (plain.contains(path.substring(0, end))) {
                    return true;
                }
            }
            return matchesAll() || wild.stream().anyMatch(pattern -> pattern.matches(path));
        }
    }
}
