package dev.fairlead.agent.source;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a source after a fetch. A source that fails keeps its last good artifact.
 *
 * @param artifact the last good one; empty where there never was any, or where it was for another address or other rules
 * @param failure how the last attempt failed; empty where it succeeded
 * @param checked when the last attempt succeeded that found something new or nothing new; empty where none did
 */
public record SourceState(Optional<Artifact> artifact, Optional<Failure> failure, Optional<Instant> checked) {

    /** Nothing was fetched yet. */
    public static SourceState unknown() {
        return new SourceState(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Whether the artifact is what the source holds, as far as is known. */
    public boolean ready() {
        return artifact.isPresent() && failure.isEmpty();
    }

    /** The state in one line, for people. */
    public String told() {
        String has = artifact.map(one -> "revision " + one.revision()).orElse("no artifact");
        return failure.map(failed -> has + "; failing since " + failed.since() + " (" + failed.attempts()
                        + (failed.attempts() == 1 ? " attempt" : " attempts") + "): " + failed.problem())
                .orElse(has);
    }
}
