package dev.fairlead.registry;

import dev.fairlead.Problem;
import java.util.Optional;

/**
 * What came of trying a registry.
 *
 * @param host the registry
 * @param reachable whether a registry answered there at all
 * @param signedInAs what the registry was told: a user's name, a kind of Azure identity, {@code anonymous}
 * @param canList whether a repository's tags can be listed; empty where no repository was asked about, or it did not come
 *     to that
 * @param problem what went wrong, if anything did
 */
public record RegistryProbe(
        String host, boolean reachable, String signedInAs, Optional<Boolean> canList, Optional<Problem> problem) {}
