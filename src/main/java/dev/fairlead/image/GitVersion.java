package dev.fairlead.image;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds a semantic version in a Git tag: {@code 1.4.0} in {@code v1.4.0} and in {@code app/v1.4.0}. */
final class GitVersion {
    private static final Pattern FORM = Pattern.compile("(?:.*/)?v?((0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)"
            + "(?:-[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?)");

    private GitVersion() {}

    /** The version in this tag; a plus sign, which no image tag may hold, becomes an underscore, as Helm does it. */
    static Optional<String> of(String gitTag) {
        Matcher form = FORM.matcher(gitTag);
        return form.matches() ? Optional.of(form.group(1).replace('+', '_')) : Optional.empty();
    }

    /** The order of two tags of one commit: by the numbers of their versions, a pre-release below its release. */
    static int compare(String a, String b) {
        Matcher x = FORM.matcher(a);
        Matcher y = FORM.matcher(b);
        if (!x.matches() || !y.matches()) {
            return a.compareTo(b);
        }
        for (int group = 2; group <= 4; group++) {
            int order = new BigInteger(x.group(group)).compareTo(new BigInteger(y.group(group)));
            if (order != 0) {
                return order;
            }
        }
        int release = Boolean.compare(y.group(1).contains("-"), x.group(1).contains("-"));
        return release != 0 ? release : a.compareTo(b);
    }
}
