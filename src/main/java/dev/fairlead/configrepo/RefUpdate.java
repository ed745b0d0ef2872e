package dev.fairlead.configrepo;

import java.util.Optional;

/**
 * One ref to change in a push. Nothing is ever overwritten blindly: each form names what the ref must hold before.
 *
 * @param ref the full name, such as {@code refs/heads/main}
 * @param expected what the remote must hold for the change to happen; empty: the ref must not exist
 * @param target what it holds afterwards; empty: the ref is deleted
 */
public record RefUpdate(String ref, Optional<GitId> expected, Optional<GitId> target) {
    public RefUpdate {
        if (!ref.startsWith("refs/")) {
            throw new IllegalArgumentException("a ref is named in full, such as refs/heads/main: " + ref);
        }
    }

    /** A new ref: lost when somebody made it first. */
    public static RefUpdate create(String ref, GitId target) {
        return new RefUpdate(ref, Optional.empty(), Optional.of(target));
    }

    /**
     * From one commit to another, descendant or not, if the remote still holds the first (a lease). With a
     * {@code target} that was committed on top of {@code expected} this is a fast-forward.
     */
    public static RefUpdate move(String ref, GitId expected, GitId target) {
        return new RefUpdate(ref, Optional.of(expected), Optional.of(target));
    }

    /** No more, if the remote still holds that commit. */
    public static RefUpdate delete(String ref, GitId expected) {
        return new RefUpdate(ref, Optional.of(expected), Optional.empty());
    }
}
