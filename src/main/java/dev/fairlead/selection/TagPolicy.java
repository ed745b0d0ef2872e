package dev.fairlead.selection;

import dev.fairlead.image.Tag;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What makes a tag the newest. Written as {@code semver:RANGE}, {@code calver:LAYOUT}, {@code numeric[:asc|desc]}, {@code
 * alphabetical[:asc|desc]}, {@code newest}, {@code newest:built} or {@code digest:TAG}; printing gives back what was
 * read.
 */
public abstract sealed class TagPolicy {
    private static final String FORMS = "semver:RANGE, calver:LAYOUT, numeric[:asc|desc], alphabetical[:asc|desc],"
            + " newest, newest:built, digest:TAG";

    private final String written;

    private TagPolicy(String written) {
        this.written = written;
    }

    /** Puts tags in order and takes the last. */
    static final class Ordered extends TagPolicy {
        private final Ordering<?> ordering;

        private Ordered(String written, Ordering<?> ordering) {
            super(written);
            this.ordering = ordering;
        }

        Ordering<?> ordering() {
            return ordering;
        }
    }

    /** Follows one tag that moves, by its digest. */
    static final class Follow extends TagPolicy {
        private final Tag tag;

        private Follow(Tag tag) {
            super("digest:" + tag);
            this.tag = tag;
        }

        Tag tag() {
            return tag;
        }
    }

    /**
     * The policy in this text.
     *
     * @throws SelectionException if the text is no policy, with the forms that are
     */
    public static TagPolicy parse(String text) {
        int colon = text.indexOf(':');
        String kind = (colon < 0 ? text : text.substring(0, colon)).strip();
        String argument = colon < 0 ? "" : text.substring(colon + 1).strip();
        boolean bare = colon < 0;
        return switch (kind) {
            case "semver" -> semver(argument);
            case "semver-complete" -> completeSemver(argument);
            case "calver" -> calver(argument);
            case "numeric" -> new Ordered(text, new NumericOrdering(direction(text, argument, bare)));
            case "alphabetical" -> new Ordered(text, new AlphabeticalOrdering(direction(text, argument, bare)));
            case "newest" -> newest(text, argument, bare);
            case "digest" -> digest(followed(text, argument));
            default -> throw unknown(text, "'" + kind + "' is no policy");
        };
    }

    /** Versions in a range of Masterminds/semver's syntax; a tag of two numbers counts as a version, too. */
    public static TagPolicy semver(String range) {
        return new Ordered("semver:" + range, new SemVerOrdering(SemVerRange.parse(range), false));
    }

    /** Like {@link #semver}, for versions with all three numbers only, as Flux counts them. */
    public static TagPolicy completeSemver(String range) {
        return new Ordered("semver-complete:" + range, new SemVerOrdering(SemVerRange.parse(range), true));
    }

    /** Calendar versions of a layout in calver.org's words, such as {@code YYYY.0M.MICRO}. */
    public static TagPolicy calver(String layout) {
        return new Ordered("calver:" + layout, new CalverOrdering(CalverLayout.parse(layout)));
    }

    /** Whole numbers of any length. */
    public static TagPolicy numeric(Direction direction) {
        return new Ordered("numeric:" + direction.word(), new NumericOrdering(direction));
    }

    /** The order of ASCII characters. */
    public static TagPolicy alphabetical(Direction direction) {
        return new Ordered("alphabetical:" + direction.word(), new AlphabeticalOrdering(direction));
    }

    /** The tag that was pushed last, by the registry's clock. */
    public static TagPolicy newest() {
        return new Ordered("newest", new TimeOrdering(false));
    }

    /** The tag whose image was built last, as the images say of themselves; costs requests for every candidate. */
    public static TagPolicy newestBuilt() {
        return new Ordered("newest:built", new TimeOrdering(true));
    }

    /** This tag, whatever it points at now, pinned by its digest. */
    public static TagPolicy digest(Tag tag) {
        return new Follow(tag);
    }

    /** The tag that a {@code digest:TAG} policy follows. */
    public Optional<Tag> follows() {
        return this instanceof Follow follow ? Optional.of(follow.tag()) : Optional.empty();
    }

    private static Direction direction(String text, String argument, boolean bare) {
        return switch (bare ? "asc" : argument.toLowerCase(Locale.ROOT)) {
            case "asc" -> Direction.ASCENDING;
            case "desc" -> Direction.DESCENDING;
            default -> throw unknown(text, "'" + argument + "' is neither asc nor desc");
        };
    }

    private static TagPolicy newest(String text, String argument, boolean bare) {
        if (bare) {
            return newest();
        }
        if (argument.equals("built")) {
            return newestBuilt();
        }
        throw unknown(text, "newest takes nothing after its colon but 'built'");
    }

    private static Tag followed(String text, String argument) {
        return Tag.tryParse(argument).orElseThrow(() -> unknown(text, "'" + argument + "' is no tag to follow"));
    }

    private static SelectionException unknown(String text, String cause) {
        return new SelectionException("policy '" + text + "'", cause, "write one of " + FORMS);
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof TagPolicy policy && written.equals(policy.written);
    }

    @Override
    public final int hashCode() {
        return written.hashCode();
    }

    /** The policy as it is written. */
    @Override
    public final String toString() {
        return written;
    }
}
