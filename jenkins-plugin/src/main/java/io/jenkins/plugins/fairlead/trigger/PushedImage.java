package io.jenkins.plugins.fairlead.trigger;

import dev.fairlead.pipeline.result.NewestTag;
import java.io.Serializable;

/** A version of an image. */
public final class PushedImage implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String reference;
    private final String tag;
    private final String digest;

    PushedImage(String reference, String tag, String digest) {
        this.reference = reference;
        this.tag = tag;
        this.digest = digest;
    }

    static PushedImage of(NewestTag newest) {
        return new PushedImage(newest.reference(), newest.tag(), newest.digest().orElse(""));
    }

    /** The image with its tag, and its digest where that is known. */
    public String getReference() {
        return reference;
    }

    public String getTag() {
        return tag;
    }

    /** Empty where the registry did not tell. */
    public String getDigest() {
        return digest;
    }

    /** What makes it another version: what it holds, or else what it is called. */
    String identity() {
        return digest.isEmpty() ? tag : digest;
    }

    @Override
    public String toString() {
        return reference;
    }
}
