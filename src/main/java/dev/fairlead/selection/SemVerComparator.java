package dev.fairlead.selection;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One comparator of a range, such as {@code ^1.2} or {@code >=1.x}.
 *
 * @param operator how versions are held against the base
 * @param base the version with zeros for what is not written
 * @param written how many numbers are written before a wildcard or the end: 0 for {@code *}, 3 for {@code 1.2.3}
 */
record SemVerComparator(Operator operator, SemVer base, int written) {
    enum Operator {
        EQUAL,
        NOT_EQUAL,
        GREATER,
        GREATER_OR_EQUAL,
        LESS,
        LESS_OR_EQUAL,
        TILDE,
        CARET
    }

    private static final String PART = "([0-9]+|[xX*])";
    private static final Pattern FORM = Pattern.compile("(!=|>=|=>|<=|=<|~>|=|>|<|~|\\^)?\\s*v?" + PART + "(?:\\."
            + PART + ")?(?:\\." + PART + ")?(?:-([0-9A-Za-z.-]+))?(?:\\+([0-9A-Za-z.-]+))?");

    /** The comparator in this text, or null if it is none. */
    static @Nullable SemVerComparator parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return null;
        }
        String preRelease = form.group(5);
        if (preRelease != null && !SemVer.areIdentifiers(preRelease, true)) {
            return null;
        }
        List<Digits> numbers = new ArrayList<>();
        for (int group = 2; group <= 4; group++) {
            Digits number = form.group(group) == null ? null : Digits.parse(form.group(group));
            if (number == null) {
                break;
            }
            numbers.add(number);
        }
        int written = numbers.size();
        while (numbers.size() < 3) {
            numbers.add(Digits.ZERO);
        }
        SemVer base = new SemVer(
                numbers.get(0),
                numbers.get(1),
                numbers.get(2),
                preRelease == null ? List.of() : List.of(preRelease.split("\\.", -1)),
                3);
        return new SemVerComparator(operator(form.group(1)), base, written);
    }

    private static Operator operator(@Nullable String sign) {
        return switch (sign == null ? "=" : sign) {
            case "!=" -> Operator.NOT_EQUAL;
            case ">" -> Operator.GREATER;
            case ">=", "=>" -> Operator.GREATER_OR_EQUAL;
            case "<" -> Operator.LESS;
            case "<=", "=<" -> Operator.LESS_OR_EQUAL;
            case "~", "~>" -> Operator.TILDE;
            case "^" -> Operator.CARET;
            default -> Operator.EQUAL;
        };
    }

    /** Whether a version fits, pre-releases aside: whether those take part is the whole group's question. */
    boolean fits(SemVer version) {
        return switch (operator) {
            case EQUAL -> written < 3 ? isWithinTilde(version) : version.compareVersion(base) == 0;
            case NOT_EQUAL ->
                written < 3 ? version.compareNumbers(base, written) != 0 : version.compareVersion(base) != 0;
            case GREATER -> isAbove(version);
            case GREATER_OR_EQUAL -> version.compareVersion(base) >= 0;
            case LESS -> version.compareVersion(base) < 0;
            case LESS_OR_EQUAL ->
                written < 3 ? version.compareNumbers(base, written) <= 0 : version.compareVersion(base) <= 0;
            case TILDE -> isWithinTilde(version);
            case CARET -> isWithinCaret(version);
        };
    }

    /** {@code >1.2} begins at 1.3.0: 1.2.7 is not above the 1.2 series. */
    private boolean isAbove(SemVer version) {
        return (written == 1 || written == 2)
                ? version.compareNumbers(base, written) > 0
                : version.compareVersion(base) > 0;
    }

    private boolean isWithinTilde(SemVer version) {
        if (version.compareVersion(base) < 0) {
            return false;
        }
        // Masterminds/semver takes ~0.0.0 for any version; users of Flux and Helm get what they have there.
        boolean any = written == 3
                && base.major().isZero()
                && base.minor().isZero()
                && base.patch().isZero();
        return any || version.compareNumbers(base, Math.min(written, 2)) == 0;
    }

    private boolean isWithinCaret(SemVer version) {
        return version.compareVersion(base) >= 0 && version.compareNumbers(base, fixedByCaret()) == 0;
    }

    /** A caret lets everything change that is right of the first written number other than zero. */
    private int fixedByCaret() {
        if (written <= 1 || !base.major().isZero()) {
            return Math.min(written, 1);
        }
        return written == 2 || !base.minor().isZero() ? 2 : 3;
    }
}
