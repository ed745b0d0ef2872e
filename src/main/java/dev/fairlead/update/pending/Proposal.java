package dev.fairlead.update.pending;

import dev.fairlead.update.config.DigestStyle;
import java.util.List;
import java.util.Optional;

/**
 * A version that was proposed for a subject.
 *
 * @param subject what it is about
 * @param version the version
 * @param digest whether its digest is written; a configured entry says it itself
 * @param because why this version, in a few words that stay true
 * @param link a page with the commits since the version before, where the images' labels tell their source
 * @param released whether somebody freed it from a hold
 * @param files which files it changed, as {@link FileMark}s; empty where they are too many to write down
 */
public record Proposal(
        Subject subject,
        Version version,
        DigestStyle digest,
        String because,
        Optional<String> link,
        boolean released,
        List<FileMark> files) {
    public Proposal {
        files = List.copyOf(files);
    }

    public Proposal withFiles(List<FileMark> changed) {
        return new Proposal(subject, version, digest, because, link, released, changed);
    }

    public Proposal withLink(String page) {
        return new Proposal(subject, version, digest, because, Optional.of(page), released, files);
    }

    public Proposal asReleased() {
        return new Proposal(subject, version, digest, because, link, true, files);
    }

    /** Whether it is known not to have changed this file. */
    public boolean surelyLeft(String path) {
        return !files.isEmpty() && !files.contains(FileMark.of(path));
    }

    /** Whether another proposal brings the same subject to the same version in the same way. */
    public boolean sameAs(Proposal other) {
        return subject.equals(other.subject)
                && version.tag().equals(other.version.tag())
                && version.digest().equals(other.version.digest())
                && released == other.released;
    }
}
