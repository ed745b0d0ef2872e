package dev.fairlead.selection;

import dev.fairlead.Counted;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How many tags were read, and how many of them lost for which reason. Kept for every selection, explained or not.
 *
 * @param read tags that were read from the registry
 * @param whole whether that were all: a listing that comes newest first is left when the newest is found
 * @param lost how many tags lost for each reason; reasons of no tag are missing
 */
public record Census(int read, boolean whole, Map<Loss, Integer> lost) {
    public Census {
        lost = Map.copyOf(lost);
    }

    /** How many tags lost for this reason. */
    public int lost(Loss loss) {
        return lost.getOrDefault(loss, 0);
    }

    /** The census in one line: {@code 120 tags read: 80 excluded, 39 outranked}. */
    @Override
    public String toString() {
        String losses = lost.isEmpty()
                ? ""
                : new EnumMap<>(lost)
                        .entrySet().stream()
                                .map(entry -> entry.getValue() + " " + Reasons.words(entry.getKey(), entry.getValue()))
                                .collect(Collectors.joining(", ", ": ", ""));
        return Counted.of(read, "tag") + " read" + losses;
    }
}
