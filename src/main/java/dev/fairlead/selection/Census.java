package dev.fairlead.selection;

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

    /** The census in one line: {@code 120 tags read: 80 NOT_INCLUDED, 39 OUTRANKED}. */
    @Override
    public String toString() {
        String read = read() + (read() == 1 ? " tag read" : " tags read");
        String losses = lost.isEmpty()
                ? ""
                : new EnumMap<>(lost)
                        .entrySet().stream()
                                .map(entry -> entry.getValue() + " " + Reasons.words(entry.getKey()))
                                .collect(Collectors.joining(", ", ": ", ""));
        return read + losses;
    }
}
