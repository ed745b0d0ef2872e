package dev.fairlead.selection;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of semantic versions in the syntax of Masterminds/semver 3, which Flux and Helm use: groups joined by {@code
 * ||}, comparators in a group joined by blanks or commas. A pre-release fits a group only if a comparator of that group
 * names a pre-release.
 */
final class SemVerRange {
    private static final int MAX_LENGTH = 512;
    private static final Pattern HYPHEN = Pattern.compile("([^\\s,]+)\\s+-\\s+([^\\s,]+)");
    private static final Pattern SIGN_AND_BLANKS = Pattern.compile("([=!<>~^]+)\\s+");
    private static final Pattern SEPARATOR = Pattern.compile("\\s*,\\s*|\\s+");

    private record Group(List<SemVerComparator> all, boolean preReleases) {
        boolean fits(SemVer version) {
            if (version.isPreRelease() && !preReleases) {
                return false;
            }
            for (SemVerComparator comparator : all) {
                if (!comparator.fits(version)) {
                    return false;
                }
            }
            return true;
        }
    }

    private final String written;
    private final List<Group> any;

    private SemVerRange(String written, List<Group> any) {
        this.written = written;
        this.any = any;
    }

    /**
     * The range in this text; an empty one holds every release.
     *
     * @throws SelectionException if the text is no range, naming the part that is none
     */
    static SemVerRange parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new SelectionException(
                    "semver range", "it has more than " + MAX_LENGTH + " characters", "write a shorter range");
        }
        List<Group> any = new ArrayList<>();
        for (String group : text.split("\\|\\|", -1)) {
            any.add(group(group.strip(), text));
        }
        return new SemVerRange(text, List.copyOf(any));
    }

    private static Group group(String text, String whole) {
        if (text.isEmpty()) {
            return group("*", whole);
        }
        Matcher hyphen = HYPHEN.matcher(text);
        String plain = hyphen.replaceAll(">=$1 <=$2");
        List<SemVerComparator> all = new ArrayList<>();
        for (String part : SEPARATOR.split(SIGN_AND_BLANKS.matcher(plain).replaceAll("$1"), -1)) {
            SemVerComparator comparator = SemVerComparator.parse(part);
            if (comparator == null) {
                throw new SelectionException(
                        "semver range '" + whole + "'",
                        "'" + part + "' is no version comparison",
                        "write ranges such as ^1.4, ~1.4.2, >=1.4 <2, 1.x or 1.2 - 1.4, joined by || for either");
            }
            all.add(comparator);
        }
        return new Group(
                List.copyOf(all),
                all.stream().anyMatch(comparator -> comparator.base().isPreRelease()));
    }

    boolean fits(SemVer version) {
        for (Group group : any) {
            if (group.fits(version)) {
                return true;
            }
        }
        return false;
    }

    /** Whether any part of the range asks for pre-releases. */
    boolean asksForPreReleases() {
        return any.stream().anyMatch(Group::preReleases);
    }

    @Override
    public String toString() {
        return written;
    }
}
