package dev.fairlead.agent.source.remote;

import dev.fairlead.agent.source.BlobSource;
import dev.fairlead.agent.source.BucketSource;
import dev.fairlead.agent.source.GitSource;
import dev.fairlead.agent.source.HelmSource;
import dev.fairlead.agent.source.OciSource;
import dev.fairlead.agent.source.SourceSpec;
import dev.fairlead.agent.source.bucket.BlobReader;
import dev.fairlead.agent.source.bucket.BucketReader;
import dev.fairlead.agent.source.git.GitReader;
import dev.fairlead.agent.source.helm.HelmReader;
import dev.fairlead.agent.source.oci.OciReader;
import dev.fairlead.agent.source.store.Fetched;
import dev.fairlead.agent.source.store.Staging;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** Fetches sources over the network. */
final class RemoteReaders implements Readers {
    private final GitReader git;
    private final OciReader oci = new OciReader();
    private final BucketReader buckets;
    private final BlobReader containers;
    private final HelmReader helm = new HelmReader();

    /**
     * Readers of every kind.
     *
     * @param gitFolder for mirrors of repositories
     * @param clock by which requests are signed
     */
    RemoteReaders(Path gitFolder, Clock clock) {
        this.git = new GitReader(gitFolder);
        this.buckets = new BucketReader(clock);
        this.containers = new BlobReader(clock);
    }

    @Override
    public Fetched read(SourceSpec spec, Optional<String> token, Staging staging) throws IOException {
        if (spec instanceof GitSource source) {
            return git.read(source, token, staging);
        }
        if (spec instanceof OciSource source) {
            return oci.read(source, token, staging);
        }
        if (spec instanceof BucketSource source) {
            return buckets.read(source, token, staging);
        }
        return spec instanceof BlobSource source
                ? containers.read(source, token, staging)
                : helm.read((HelmSource) spec, token, staging);
    }
}
