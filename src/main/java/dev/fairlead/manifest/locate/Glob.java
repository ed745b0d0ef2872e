package dev.fairlead.manifest.locate;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.stream.Stream;

/**
 * A glob over paths as configuration writes it: {@code *} within a folder, {@code **} across folders (also none), a glob
 * without {@code /} for the file's name alone.
 */
final class Glob {
    private final boolean nameOnly;
    private final List<PathMatcher> matchers;

    Glob(String glob) {
        this.nameOnly = glob.indexOf('/') < 0;
        this.matchers = Stream.of(glob, glob.startsWith("**/") ? glob.substring(3) : glob, glob.replace("/**/", "/"))
                .distinct()
                .map(text -> FileSystems.getDefault().getPathMatcher("glob:" + text))
                .toList();
    }

    boolean matches(String path) {
        Path whole = Path.of(path);
        Path tested = nameOnly ? whole.getFileName() : whole;
        return tested != null && matchers.stream().anyMatch(matcher -> matcher.matches(tested));
    }
}
