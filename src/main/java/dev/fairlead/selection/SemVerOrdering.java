package dev.fairlead.selection;

import dev.fairlead.registry.TagInfo;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Versions in a range.
 *
 * @param range which versions are accepted
 * @param completeOnly whether a version needs all three numbers, as Flux has it
 */
record SemVerOrdering(SemVerRange range, boolean completeOnly) implements Ordering<SemVer> {
    @Override
    public @Nullable SemVer key(String subject, TagInfo info) {
        SemVer version = SemVer.parse(subject);
        return version == null || (completeOnly && version.written() < 3) ? null : version;
    }

    @Override
    public @Nullable Loss refusal(SemVer version) {
        if (range.fits(version)) {
            return null;
        }
        return version.isPreRelease() && !range.asksForPreReleases() ? Loss.PRE_RELEASE : Loss.OUT_OF_RANGE;
    }

    @Override
    public Comparator<? super SemVer> order() {
        return Comparator.naturalOrder();
    }

    @Override
    public String reason(Loss loss, String subject) {
        return switch (loss) {
            case PRE_RELEASE ->
                "'" + subject + "' is a pre-release and the range " + shown() + " asks for none (add -0 to ask)";
            case OUT_OF_RANGE -> "'" + subject + "' is outside the range " + shown();
            default ->
                "'" + subject + "' is no version " + (completeOnly ? "MAJOR.MINOR.PATCH" : "MAJOR.MINOR[.PATCH]");
        };
    }

    @Override
    public String superlative() {
        return "highest version in " + shown();
    }

    private String shown() {
        return range.toString().isBlank() ? "*" : range.toString();
    }

    @Override
    public boolean comparesAcrossFilters() {
        return true;
    }
}
