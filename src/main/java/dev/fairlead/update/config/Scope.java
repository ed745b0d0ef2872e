package dev.fairlead.update.config;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Where an entry may edit.
 *
 * @param paths files, folders and patterns; empty: the whole repository
 * @param excluded what is left out of them
 */
public record Scope(List<PathPattern> paths, List<PathPattern> excluded) {
    /** The whole repository. */
    public static final Scope EVERYWHERE = new Scope(List.of(), List.of());

    public Scope {
        paths = sorted(paths);
        excluded = sorted(excluded);
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

    /** Whether nothing narrows it, so that a plan spans the repository. */
    public boolean everywhere() {
        return paths.isEmpty()
                || paths.stream().anyMatch(path -> path.toString().equals("."));
    }

    public boolean contains(String path) {
        return (paths.isEmpty() || paths.stream().anyMatch(pattern -> pattern.matches(path)))
                && excluded.stream().noneMatch(pattern -> pattern.matches(path));
    }

    /** The folders and files outside which nothing is meant; empty for the whole repository. */
    public List<String> roots() {
        List<String> roots =
                paths.stream().map(PathPattern::root).distinct().sorted().toList();
        return roots.contains("") ? List.of() : roots;
    }

    /** The paths as text, for messages: {@code the whole repository} where nothing narrows it. */
    @Override
    public String toString() {
        return everywhere()
                ? "the whole repository"
                : String.join(", ", paths.stream().map(Objects::toString).toList());
    }
}
