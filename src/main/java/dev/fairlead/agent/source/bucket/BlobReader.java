package dev.fairlead.agent.source.bucket;

import dev.fairlead.agent.source.BlobSource;
import dev.fairlead.agent.source.http.SourceHttp;
import dev.fairlead.agent.source.store.Fetched;
import dev.fairlead.agent.source.store.SourceReader;
import dev.fairlead.agent.source.store.Staging;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

/** Fetches sources from containers of Azure Blob Storage. */
public final class BlobReader implements SourceReader<BlobSource> {
    private final Clock clock;

    /** @param clock by which requests are signed */
    public BlobReader(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Fetched read(BlobSource spec, Optional<String> token, Staging staging) throws IOException {
        BlobContainer container = new BlobContainer(spec, SourceHttp.of(spec.http()), clock);
        return new BucketFetch(container, spec.ignore(), staging).fetch(token);
    }
}
