package dev.fairlead.update;

import dev.fairlead.registry.Registries;
import dev.fairlead.registry.RegistrySettings;
import java.util.function.UnaryOperator;

/** Where a run gets its registries from, once it has read what the configuration says of them. */
@FunctionalInterface
public interface RegistryAccess {
    /** The registries with the runner's settings, adjusted. Whoever gave this access closes them. */
    Registries with(UnaryOperator<RegistrySettings> adjustment);

    /** These registries, whatever the configuration says. */
    static RegistryAccess of(Registries registries) {
        return adjustment -> registries;
    }
}
