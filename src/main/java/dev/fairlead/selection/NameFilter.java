package dev.fairlead.selection;

import dev.fairlead.image.Tag;
import org.jspecify.annotations.Nullable;

/** The part of a filter that looks at names only. */
record NameFilter(TagFilter filter) {
    /** Why a tag is kept out, or null if it is not. A tag that is not extracted is told by {@link #subject}. */
    @Nullable
    Loss refusal(Tag tag) {
        if (!filter.artifacts() && Artifacts.isArtifact(tag.value())) {
            return Loss.ARTIFACT;
        }
        if (!filter.include().isEmpty() && !matchesAny(filter.include(), tag)) {
            return Loss.NOT_INCLUDED;
        }
        return matchesAny(filter.exclude(), tag) ? Loss.EXCLUDED : null;
    }

    /** What the policy is to look at, or null if the extract pattern does not match. */
    @Nullable
    String subject(Tag tag) {
        return filter.extract().isPresent() ? filter.extract().get().of(tag.value()) : tag.value();
    }

    /** The reason for a tag that is kept out, as a clause. */
    String reason(Loss loss, Tag tag) {
        return switch (loss) {
            case ARTIFACT ->
                "by its name it is a signature, attestation, SBOM, referrer or build cache, no image to run";
            case NOT_INCLUDED ->
                filter.include().size() == 1
                        ? "the include pattern " + filter.include().get(0) + " does not match it"
                        : "none of the " + filter.include().size() + " include patterns matches it";
            case EXCLUDED ->
                "the exclude pattern "
                        + filter.exclude().stream()
                                .filter(pattern -> pattern.matches(tag))
                                .findFirst()
                                .map(TagPattern::toString)
                                .orElse("")
                        + " matches it";
            default ->
                "the extract pattern " + filter.extract().map(Extract::toString).orElse("") + " does not match it";
        };
    }

    private static boolean matchesAny(Iterable<TagPattern> patterns, Tag tag) {
        for (TagPattern pattern : patterns) {
            if (pattern.matches(tag)) {
                return true;
            }
        }
        return false;
    }
}
