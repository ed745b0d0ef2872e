package dev.fairlead.selection;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * Chooses the highest of some names that are semantic versions in a range of Masterminds/semver 3's syntax, which Flux and
 * Helm use. For what has versions and is no image: tags in Git, charts, artifacts.
 */
public final class VersionRange {
    private final SemVerRange range;
    private final boolean complete;

    private VersionRange(SemVerRange range, boolean complete) {
        this.range = range;
        this.complete = complete;
    }

    /**
     * The range in this text.
     *
     * @param complete whether only versions with all three numbers count, as in Flux
     * @throws SelectionException if the text is no range
     */
    public static VersionRange parse(String text, boolean complete) {
        return new VersionRange(SemVerRange.parse(text), complete);
    }

    /** The highest; empty where none is in the range. A name that is no version is passed over. */
    public Optional<String> highest(Collection<String> names) {
        return names.stream()
                .map(Named::of)
                .flatMap(Optional::stream)
                .filter(named -> !complete || named.version().written() == 3)
                .filter(named -> range.fits(named.version()))
                .max(Comparator.comparing(Named::version).thenComparing(Named::name))
                .map(Named::name);
    }

    private record Named(String name, SemVer version) {
        static Optional<Named> of(String name) {
            return Optional.ofNullable(SemVer.parse(name)).map(version -> new Named(name, version));
        }
    }
}
