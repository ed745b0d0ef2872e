package dev.fairlead.selection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A calendar version: its numbers in the order of its layout. A number that an optional part left out ranks below any
 * other; a version without a modifier ranks above the same one with it, so that {@code 2026.01-rc1} comes before {@code
 * 2026.01}.
 *
 * @param numbers as many as the layout has
 * @param modifier in lower case, or empty
 */
record CalVer(List<Optional<Digits>> numbers, String modifier) implements Comparable<CalVer> {
    private static final Pattern RUN = Pattern.compile("[0-9]+|[^0-9]+");

    @Override
    public int compareTo(CalVer other) {
        for (int i = 0; i < Math.min(numbers.size(), other.numbers.size()); i++) {
            int order = compare(numbers.get(i), other.numbers.get(i));
            if (order != 0) {
                return order;
            }
        }
        if (modifier.isEmpty() || other.modifier.isEmpty()) {
            return Boolean.compare(modifier.isEmpty(), other.modifier.isEmpty());
        }
        return compareNaturally(runs(modifier), runs(other.modifier));
    }

    private static int compare(Optional<Digits> a, Optional<Digits> b) {
        return a.isPresent() && b.isPresent()
                ? a.get().compareTo(b.get())
                : Boolean.compare(a.isPresent(), b.isPresent());
    }

    /** {@code rc2} before {@code rc10}. */
    private static int compareNaturally(List<String> a, List<String> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            Digits x = Digits.parse(a.get(i));
            Digits y = Digits.parse(b.get(i));
            int order = x != null && y != null ? x.compareTo(y) : a.get(i).compareTo(b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    private static List<String> runs(String text) {
        List<String> runs = new ArrayList<>();
        Matcher run = RUN.matcher(text);
        while (run.find()) {
            runs.add(run.group());
        }
        return runs;
    }
}
