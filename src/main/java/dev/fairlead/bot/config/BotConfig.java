package dev.fairlead.bot.config;

import java.util.List;
import java.util.Optional;

/**
 * What a {@code BotConfig} file says.
 *
 * @param parallel how many repositories are worked on at once
 * @param logins who signs in at registries, where the environment alone does not say
 * @param webhooks who may send events; each name is there once
 * @param lease what replicas share, where there are several
 * @param repositories what to keep up to date; each name and each address is there once. May be empty
 */
public record BotConfig(
        int parallel,
        List<RegistryLogin> logins,
        List<WebhookRule> webhooks,
        Optional<LeaseRule> lease,
        List<RepositoryRule> repositories) {
    public BotConfig {
        logins = List.copyOf(logins);
        webhooks = List.copyOf(webhooks);
        repositories = List.copyOf(repositories);
    }
}
