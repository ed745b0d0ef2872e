package dev.fairlead.bot.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One config repository.
 *
 * @param name what logs and metrics call it
 * @param url its address, without a secret
 * @param forge which forge has its pull requests, where the address does not tell
 * @param configFile where its {@code fairlead.yaml} is
 * @param interval how often it is looked at; a change that no event tells of waits no longer
 * @param variables environment variables that count for this repository only
 */
public record RepositoryRule(
        String name,
        String url,
        Optional<String> forge,
        String configFile,
        Duration interval,
        List<Variable> variables) {
    public RepositoryRule {
        variables = List.copyOf(variables);
    }

    /**
     * An environment variable that one repository has and others do not, such as {@code FAIRLEAD_GITHUB_TOKEN}.
     *
     * @param value where its value is
     */
    public record Variable(String name, SecretSource value) {}
}
