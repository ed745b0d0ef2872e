package dev.fairlead.update.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The part of an entry that is one environment's.
 *
 * @param entry the name of the whole entry
 * @param environment the environment
 * @param promotion where its versions come from; empty for the first environment of the entry, for which the policy chooses
 */
public record Stage(String entry, String environment, Optional<Promotion> promotion) {
    /**
     * Where versions come from that are promoted.
     *
     * @param from the environment before
     * @param scope its files
     * @param soak how long it must have run a version
     * @param health contexts that must be green there; those that are known where empty
     */
    public record Promotion(String from, Scope scope, Duration soak, List<String> health) {
        public Promotion {
            health = List.copyOf(health);
        }

        /** The same without waiting for anything. */
        public Promotion now() {
            return new Promotion(from, scope, Duration.ZERO, List.of());
        }
    }
}
