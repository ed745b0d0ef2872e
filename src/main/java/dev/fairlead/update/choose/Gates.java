package dev.fairlead.update.choose;

import dev.fairlead.registry.Registries;
import dev.fairlead.selection.ImageGate;
import java.util.List;
import java.util.Optional;

/** What versions have to show, by the names of the rules that ask for it. */
@FunctionalInterface
public interface Gates {
    /** Asks for nothing. */
    Gates OPEN = (rules, registries) -> Optional.empty();

    /**
     * The gate of these rules.
     *
     * @return empty where nothing is asked for
     * @throws dev.fairlead.FairleadException if a rule cannot be used: a key cannot be read
     */
    Optional<ImageGate> of(List<String> rules, Registries registries);
}
