package dev.fairlead.agent.source.remote;

import dev.fairlead.agent.source.GitSource;
import dev.fairlead.agent.source.SourceSpec;
import dev.fairlead.agent.source.git.GitReader;
import dev.fairlead.agent.source.store.Fetched;
import dev.fairlead.agent.source.store.Staging;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Fetches sources over the network. */
final class RemoteReaders implements Readers {
    private final GitReader git;

    RemoteReaders(Path gitFolder) {
        this.git = new GitReader(gitFolder);
    }

    @Override
    public Fetched read(SourceSpec spec, Optional<String> token, Staging staging) throws IOException {
        return git.read((GitSource) spec, token, staging);
    }
}
