package dev.fairlead.bot.config;

/**
 * Who signs in at a registry by password.
 *
 * @param host the registry, as image names write it
 */
public record RegistryLogin(String host, String username, SecretSource password) {}
