package dev.fairlead.bot.lead;

import java.net.URI;
import java.util.Optional;

/** A bot without replicas. */
final class Alone implements Leadership {
    @Override
    public void start(Listener listener) {
        listener.gained();
    }

    @Override
    public boolean leads() {
        return true;
    }

    @Override
    public Optional<URI> leader() {
        return Optional.empty();
    }

    @Override
    public void close() {}
}
