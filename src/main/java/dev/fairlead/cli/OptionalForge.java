package dev.fairlead.cli;

import dev.fairlead.forge.Forge;
import dev.fairlead.forge.ForgeException;
import dev.fairlead.forge.ForgeSettings;
import dev.fairlead.forge.Forges;
import java.util.Optional;

/** A forge that may be missing where nothing is proposed. */
record OptionalForge(Optional<Forge> forge) implements AutoCloseable {
    /**
     * Opens the forge of a repository.
     *
     * @param dispensable whether no forge is fine where none can be told from the URL
     */
    static OptionalForge open(String repository, ForgeSettings settings, boolean dispensable) {
        try {
            return new OptionalForge(Optional.of(Forges.open(repository, settings)));
        } catch (ForgeException e) {
            if (dispensable) {
                return new OptionalForge(Optional.empty());
            }
            throw e;
        }
    }

    @Override
    public void close() {
        forge.ifPresent(Forge::close);
    }
}
