package dev.fairlead.selection;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A semantic version (semver.org 2.0.0), with an optional {@code v} before it. Numbers have any length.
 *
 * @param preRelease the identifiers after the first dash; empty for a release
 * @param written how many of the three numbers are written: of {@code 1.4} and {@code 1.4.0}, which name the same
 *     version, the full one ranks higher, because the short one is by custom a tag that moves
 */
record SemVer(Digits major, Digits minor, Digits patch, List<String> preRelease, int written)
        implements Comparable<SemVer> {
    private static final Comparator<SemVer> ORDER = Comparator.comparing(SemVer::major)
            .thenComparing(SemVer::minor)
            .thenComparing(SemVer::patch)
            .thenComparing(SemVer::preRelease, SemVer::comparePreReleases)
            .thenComparingInt(SemVer::written);

    /**
     * The version in this text, or null if it is none: two or three numbers without leading zeros. A number alone is no
     * version, because {@code 20260102} and {@code 0362525} are dates and commits.
     */
    static @Nullable SemVer parse(String text) {
        int start = text.startsWith("v") ? 1 : 0;
        int plus = text.indexOf('+');
        int end = plus < 0 ? text.length() : plus;
        int dash = text.indexOf('-');
        int numbersEnd = dash < 0 || dash > end ? end : dash;
        int first = text.indexOf('.', start);
        if (first < 0 || first >= numbersEnd || (plus >= 0 && !areIdentifiers(text.substring(plus + 1), false))) {
            return null;
        }
        int second = text.indexOf('.', first + 1);
        boolean three = second >= 0 && second < numbersEnd;
        Digits major = number(text, start, first);
        Digits minor = number(text, first + 1, three ? second : numbersEnd);
        Digits patch = three ? number(text, second + 1, numbersEnd) : Digits.ZERO;
        if (major == null || minor == null || patch == null) {
            return null;
        }
        if (numbersEnd == end) {
            return new SemVer(major, minor, patch, List.of(), three ? 3 : 2);
        }
        String preRelease = text.substring(numbersEnd + 1, end);
        return areIdentifiers(preRelease, true)
                ? new SemVer(major, minor, patch, List.of(preRelease.split("\\.", -1)), three ? 3 : 2)
                : null;
    }

    private static @Nullable Digits number(String text, int from, int to) {
        return to - from > 1 && text.charAt(from) == '0' ? null : Digits.parse(text, from, to);
    }

    /** Whether the text is made of dot-separated identifiers; those of a pre-release have no leading zeros. */
    static boolean areIdentifiers(String text, boolean preRelease) {
        for (String identifier : text.split("\\.", -1)) {
            if (identifier.isEmpty() || !identifier.chars().allMatch(SemVer::isIdentifierCharacter)) {
                return false;
            }
            if (preRelease && identifier.length() > 1 && number(identifier, 0, identifier.length()) == null) {
                if (Digits.parse(identifier) != null) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isIdentifierCharacter(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
    }

    boolean isPreRelease() {
        return !preRelease.isEmpty();
    }

    /** The order of the specification, and of two ways to write one version the full one last. */
    @Override
    public int compareTo(SemVer other) {
        return ORDER.compare(this, other);
    }

    /** The order of the specification alone. */
    int compareVersion(SemVer other) {
        int numbers = compareNumbers(other, 3);
        return numbers != 0 ? numbers : comparePreReleases(preRelease, other.preRelease);
    }

    /** Compares the first numbers only: one for major, two for major and minor, three for all. */
    int compareNumbers(SemVer other, int count) {
        int order = count > 0 ? major.compareTo(other.major) : 0;
        if (order == 0 && count > 1) {
            order = minor.compareTo(other.minor);
        }
        return order == 0 && count > 2 ? patch.compareTo(other.patch) : order;
    }

    private static int comparePreReleases(List<String> a, List<String> b) {
        if (a.isEmpty() || b.isEmpty()) {
            return Boolean.compare(a.isEmpty(), b.isEmpty());
        }
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            int order = compareIdentifiers(a.get(i), b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    private static int compareIdentifiers(String a, String b) {
        Digits x = Digits.parse(a);
        Digits y = Digits.parse(b);
        if (x != null && y != null) {
            return x.compareTo(y);
        }
        return x == null && y == null ? a.compareTo(b) : Boolean.compare(x == null, y == null);
    }

    @Override
    public String toString() {
        String numbers = major + "." + minor + "." + patch;
        return isPreRelease() ? numbers + "-" + String.join(".", preRelease) : numbers;
    }
}
