package dev.fairlead.update;

/**
 * What is known of an amendment before the repository is looked at.
 *
 * @param name of its branch and pull request: the same order finds the same ones again
 * @param scope where it may edit, in words
 * @param configFile where the configuration is in the repository
 * @param delivery how it reaches the base branch
 * @param ofConfiguration whether it amends the configuration itself, which runs read from the remote's default branch
 * @param dryRun tell what would be done, and change nothing
 */
public record AmendmentOrder(
        String name,
        String scope,
        String configFile,
        AmendmentDelivery delivery,
        boolean ofConfiguration,
        boolean dryRun) {}
