package io.jenkins.plugins.fairlead.result;

import dev.fairlead.pipeline.result.NewestTag;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.Serializable;
import java.time.Instant;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** What {@code gitopsNewestTag} gives. */
public final class TagResult implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String reference;
    private final String tag;
    private final String digest;
    private final String pushed;
    private final String reason;

    public TagResult(NewestTag newest) {
        this.reference = newest.reference();
        this.tag = newest.tag();
        this.digest = newest.digest().orElse(null);
        this.pushed = newest.pushed().map(Instant::toString).orElse(null);
        this.reason = newest.reason();
    }

    /** The image with the tag, and the digest where it is known. */
    @Whitelisted
    public String getReference() {
        return reference;
    }

    @Whitelisted
    public String getTag() {
        return tag;
    }

    @Whitelisted
    @CheckForNull
    public String getDigest() {
        return digest;
    }

    /** When it was pushed, as in {@code 2026-01-31T12:00:00Z}; null where the registry does not tell. */
    @Whitelisted
    @CheckForNull
    public String getPushed() {
        return pushed;
    }

    /** Why it won, and what lost. */
    @Whitelisted
    public String getReason() {
        return reason;
    }

    @Override
    @Whitelisted
    public String toString() {
        return reference;
    }
}
