package dev.fairlead.bot.config;

import java.util.Optional;
import java.util.Set;

/**
 * One sender of events, at {@code /webhooks/NAME}.
 *
 * @param name part of its address
 * @param header that holds the secret or the signature
 * @param hosts the registries whose images it may tell of; empty where any, and for forges
 */
public record WebhookRule(String name, Sender sender, SecretSource secret, Optional<String> header, Set<String> hosts) {
    public WebhookRule {
        hosts = Set.copyOf(hosts);
    }

    /** The header that is looked at. */
    public String proofHeader() {
        return header.orElse(sender.header());
    }
}
