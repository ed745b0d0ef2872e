package dev.fairlead.update.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A place where versions run, one after another place.
 *
 * @param name unique in the configuration
 * @param scope the files of which it is made
 * @param after the environment whose versions it takes; empty where it begins an order
 * @param soak how long that one must have run a version
 * @param health contexts, with {@code *} for anything, that must be green there; those that are known where empty
 */
public record Environment(String name, Scope scope, Optional<String> after, Duration soak, List<String> health) {
    public Environment {
        health = List.copyOf(health);
    }
}
