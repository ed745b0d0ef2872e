package dev.fairlead.agent.source;

import dev.fairlead.image.Digest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * The files of a source at one revision. They do not change any more; whoever wants to change some copies them.
 *
 * @param revision as Flux writes it: {@code main@sha1:…}, {@code v1.2.3@sha256:…}, {@code sha256:…} for a bucket, a
 *     chart's version
 * @param digest of the files: of their paths, kinds and bytes, whatever archive they came in
 * @param time when this revision was fetched first
 * @param path the folder that holds them
 * @param notes what was left out and why, and who signed it; for people
 */
public record Artifact(String revision, Digest digest, Instant time, Path path, List<String> notes) {
    public Artifact {
        notes = List.copyOf(notes);
    }
}
