package dev.fairlead.agent.source.helm;

import dev.fairlead.agent.source.HelmSource;
import dev.fairlead.agent.source.store.Fetched;
import dev.fairlead.agent.source.store.SourceReader;
import dev.fairlead.agent.source.store.Staging;
import java.io.IOException;
import java.util.Optional;

/** Fetches charts from Helm repositories of both kinds. */
public final class HelmReader implements SourceReader<HelmSource> {
    @Override
    public Fetched read(HelmSource spec, Optional<String> token, Staging staging) throws IOException {
        return spec.isOci() ? new OciCharts(spec).read(token, staging) : new IndexedCharts(spec).read(token, staging);
    }
}
