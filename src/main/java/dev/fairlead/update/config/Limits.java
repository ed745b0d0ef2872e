package dev.fairlead.update.config;

import java.util.Optional;

/**
 * How many pull requests people want to see.
 *
 * @param open at most so many of ours are open at once
 * @param perRun at most so many are opened by one run
 * @param perHour at most so many are opened within an hour
 */
public record Limits(Optional<Integer> open, Optional<Integer> perRun, Optional<Integer> perHour) {
    public static final Limits NONE = new Limits(Optional.empty(), Optional.empty(), Optional.empty());

    /** Whether anything is limited. */
    public boolean any() {
        return open.isPresent() || perRun.isPresent() || perHour.isPresent();
    }
}
