package dev.fairlead.agent.source.store;

import dev.fairlead.agent.source.SourceSpec;
import java.io.IOException;
import java.util.Optional;

/** Fetches sources of one kind. */
@FunctionalInterface
public interface SourceReader<S extends SourceSpec> {

    /**
     * Looks at a source, and fetches it where it is not what it was.
     *
     * @param token of the content that is held already, for the same identity; empty where none is
     * @param staging takes the files
     * @throws IOException if the files cannot be written
     * @throws dev.fairlead.FairleadException for everything else that can go wrong
     */
    Fetched read(S spec, Optional<String> token, Staging staging) throws IOException;
}
