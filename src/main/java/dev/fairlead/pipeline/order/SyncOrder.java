package dev.fairlead.pipeline.order;

import java.util.List;
import java.util.Optional;

/**
 * Asks how far a pull request has come on its way into clusters.
 *
 * @param repository the config repository
 * @param pullRequest the pull request's id
 * @param environment the environment that counts; every one where empty
 * @param contexts globs of the status contexts, checks and deployments that count; those of the agents that are known where empty
 */
public record SyncOrder(
        RepositoryOrder repository, String pullRequest, Optional<String> environment, List<String> contexts) {
    public SyncOrder {
        contexts = List.copyOf(contexts);
    }
}
