package dev.fairlead.agent.source.bucket;

import dev.fairlead.agent.source.BucketSource;
import dev.fairlead.agent.source.http.SourceHttp;
import dev.fairlead.agent.source.store.Fetched;
import dev.fairlead.agent.source.store.SourceReader;
import dev.fairlead.agent.source.store.Staging;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

/** Fetches sources from buckets of S3's kind. */
public final class BucketReader implements SourceReader<BucketSource> {
    private final Clock clock;

    /** @param clock by which requests are signed */
    public BucketReader(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Fetched read(BucketSource spec, Optional<String> token, Staging staging) throws IOException {
        S3Bucket bucket = new S3Bucket(spec, SourceHttp.of(spec.http()), clock);
        return new BucketFetch(bucket, spec.ignore(), staging).fetch(token);
    }
}
