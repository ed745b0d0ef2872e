package dev.fairlead.selection;

import java.util.Locale;

/** How far it is from one version to another, whichever is newer. */
public enum VersionStep {
    /** Another first number. */
    MAJOR,
    /** The first number stays. */
    MINOR,
    /** The first two numbers stay. */
    PATCH,
    /** The numbers stay, and what follows them changes, such as {@code -rc.1}. */
    PRERELEASE,
    /** The tag stays and stands for another image. */
    DIGEST,
    /** One of the tags is no version of two or three numbers. */
    OTHER;

    /**
     * The step between two tags.
     *
     * @param from a tag, or a digest where there is no tag
     */
    public static VersionStep between(String from, String to) {
        if (from.equals(to)) {
            return DIGEST;
        }
        SemVer before = SemVer.parse(from);
        SemVer after = SemVer.parse(to);
        return before == null || after == null ? OTHER : between(before, after);
    }

    private static VersionStep between(SemVer before, SemVer after) {
        if (!before.major().equals(after.major())) {
            return MAJOR;
        }
        if (!before.minor().equals(after.minor())) {
            return MINOR;
        }
        return before.patch().equals(after.patch()) ? PRERELEASE : PATCH;
    }

    /** The word that people write for it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
