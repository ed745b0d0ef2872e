package dev.fairlead.configrepo;

import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a commit says besides its tree.
 *
 * @param parents its parents; empty for the first commit of a history
 * @param author who made the change
 * @param committer who wrote the commit
 * @param time when, to the second, with the offset that the commit shows
 * @param message subject and body
 * @param trailers lines that close the message, in order
 * @param signer what signs it, if anything does
 */
public record CommitRequest(
        List<GitId> parents,
        Identity author,
        Identity committer,
        ZonedDateTime time,
        String message,
        List<Trailer> trailers,
        Optional<CommitSigner> signer) {
    public CommitRequest {
        parents = List.copyOf(parents);
        trailers = List.copyOf(trailers);
        if (message.isBlank()) {
            throw new IllegalArgumentException("a commit needs a message");
        }
    }

    /** An unsigned commit on one parent. */
    public static CommitRequest on(GitId parent, Identity author, ZonedDateTime time, String message) {
        return new CommitRequest(List.of(parent), author, author, time, message, List.of(), Optional.empty());
    }

    /** An unsigned commit without a parent, as refs that hold data have it. */
    public static CommitRequest root(Identity author, ZonedDateTime time, String message) {
        return new CommitRequest(List.of(), author, author, time, message, List.of(), Optional.empty());
    }

    public CommitRequest withParents(List<GitId> those) {
        return new CommitRequest(those, author, committer, time, message, trailers, signer);
    }

    public CommitRequest withCommitter(Identity who) {
        return new CommitRequest(parents, author, who, time, message, trailers, signer);
    }

    public CommitRequest withTrailer(String key, String value) {
        List<Trailer> more = new ArrayList<>(trailers);
        more.add(new Trailer(key, value));
        return new CommitRequest(parents, author, committer, time, message, more, signer);
    }

    public CommitRequest signedBy(CommitSigner with) {
        return new CommitRequest(parents, author, committer, time, message, trailers, Optional.of(with));
    }
}
