package dev.fairlead.update.promote;

import java.util.Optional;

/**
 * A promotion that a person asks for.
 *
 * @param from where the versions come from; the environment that the configuration names where empty
 * @param to where they shall go
 * @param now without waiting for soak times and health
 * @param by who asks
 */
public record PromotionOrder(Optional<String> from, String to, boolean now, Optional<String> by) {}
