package dev.fairlead.bot.http;

import dev.fairlead.bot.hear.Hearing;
import java.net.URI;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What the server shows.
 *
 * @param alive whether the process works as it should; where not, it is to be started anew
 * @param ready whether it takes events
 * @param metrics in Prometheus' text format
 * @param hearing hears events
 * @param leader where an event goes that this replica does not act on; empty where nobody works
 */
public record Pages(
        BooleanSupplier alive,
        BooleanSupplier ready,
        Supplier<String> metrics,
        Hearing hearing,
        Supplier<Optional<URI>> leader) {}
