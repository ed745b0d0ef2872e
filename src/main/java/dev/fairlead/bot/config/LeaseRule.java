package dev.fairlead.bot.config;

import java.util.Optional;

/**
 * The {@code Lease} object by which replicas agree which of them works.
 *
 * @param name of the object
 * @param namespace where it is; the pod's own where empty
 */
public record LeaseRule(String name, Optional<String> namespace) {}
