package dev.fairlead.selection;

import dev.fairlead.registry.ImageDetails;
import dev.fairlead.registry.TagInfo;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The time of the last push, which the listing tells, or the time of the build, which each image tells of itself.
 *
 * @param built whether the build counts
 */
record TimeOrdering(boolean built) implements Ordering<Instant> {
    /** The push; the time of a build is asked for later, so that until then every tag is as old as any other. */
    @Override
    public @Nullable Instant key(String subject, TagInfo info) {
        return built ? Instant.MIN : info.pushed().orElse(null);
    }

    @Override
    public Comparator<? super Instant> order() {
        return Comparator.naturalOrder();
    }

    @Override
    public String reason(Loss loss, String subject) {
        return built ? "the image does not tell when it was built" : "the registry does not tell when it was pushed";
    }

    @Override
    public String superlative() {
        return built ? "built last" : "pushed last";
    }

    @Override
    public Loss withoutKey() {
        return Loss.NO_TIME;
    }

    @Override
    public boolean comparesAcrossFilters() {
        return true;
    }

    @Override
    public boolean byPush() {
        return !built;
    }

    @Override
    public boolean byBuild() {
        return built;
    }

    @Override
    public @Nullable Instant builtKey(ImageDetails image) {
        return image.created().orElse(null);
    }
}
