package dev.fairlead.cli;

import dev.fairlead.selection.TagFilter;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which tags a policy chooses among. */
final class FilterOptions {
    @Option(
            names = "--include",
            paramLabel = "PATTERN",
            description =
                    "Only tags that this regular expression (Go's syntax) or glob:PATTERN matches; or one of several.")
    private List<String> include = List.of();

    @Option(names = "--exclude", paramLabel = "PATTERN", description = "No tags that this matches, or one of several.")
    private List<String> exclude = List.of();

    @Option(
            names = "--extract",
            paramLabel = "PATTERN",
            description =
                    "Compare what this pattern's group matches instead of the tag, or what 'PATTERN => $a.$b' makes.")
    private Optional<String> extract;

    @Option(
            names = "--platform",
            paramLabel = "OS/ARCH",
            description = "Only images that run on this platform, and on each of several: linux/arm64.")
    private List<String> platforms = List.of();

    @Option(names = "--min-age", paramLabel = "AGE", description = "Only images that are at least so old: 3d, 12h.")
    private Optional<String> minAge;

    @Option(names = "--artifacts", description = "Also choose among signatures, SBOMs and build caches.")
    private boolean artifacts;

    boolean areGiven() {
        return !include.isEmpty()
                || !exclude.isEmpty()
                || extract.isPresent()
                || !platforms.isEmpty()
                || minAge.isPresent()
                || artifacts;
    }

    TagFilter filter() {
        return TagFilter.parse(include, exclude, extract, platforms, minAge, artifacts);
    }
}
