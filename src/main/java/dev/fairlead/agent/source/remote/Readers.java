package dev.fairlead.agent.source.remote;

import dev.fairlead.agent.source.SourceSpec;
import dev.fairlead.agent.source.store.Fetched;
import dev.fairlead.agent.source.store.Staging;
import java.io.IOException;
import java.util.Optional;

/** Fetches sources of every kind; {@link dev.fairlead.agent.source.store.SourceReader} says how. */
interface Readers extends AutoCloseable {
    Fetched read(SourceSpec spec, Optional<String> token, Staging staging) throws IOException;

    @Override
    default void close() {}
}
