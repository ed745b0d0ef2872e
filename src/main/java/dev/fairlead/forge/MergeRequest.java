package dev.fairlead.forge;

import dev.fairlead.Problem;
import dev.fairlead.forge.ForgeException.Kind;
import java.util.Optional;

/**
 * How to merge.
 *
 * @param expectedHead the commit that was reviewed; another one at the head refuses the merge
 * @param title the subject of the new commit; the forge's own where empty
 * @param message the rest of the new commit's message; the forge's own where empty
 */
public record MergeRequest(
        MergeMethod method, Optional<String> expectedHead, Optional<String> title, Optional<String> message) {
    public static MergeRequest by(MergeMethod method) {
        return new MergeRequest(method, Optional.empty(), Optional.empty(), Optional.empty());
    }

    public MergeRequest expecting(String head) {
        return new MergeRequest(method, Optional.of(head), title, message);
    }

    public MergeRequest saying(String newTitle, String newMessage) {
        return new MergeRequest(method, expectedHead, Optional.of(newTitle), Optional.of(newMessage));
    }

    /**
     * Refuses what no forge may merge.
     *
     * @param place the repository, as messages name it
     * @throws ForgeException {@code NOT_MERGEABLE} for a closed pull request and a draft, {@code STALE} for a head that
     *     is not the expected one
     */
    public void requireMergeable(PullRequest pull, String place) {
        if (pull.state() == PullRequest.State.CLOSED) {
            throw refused(Kind.NOT_MERGEABLE, pull, place, "it is closed", "reopen it first");
        }
        if (pull.draft()) {
            throw refused(Kind.NOT_MERGEABLE, pull, place, "it is a draft", "mark it as ready first");
        }
        expectedHead.filter(head -> !head.equals(pull.headCommit())).ifPresent(head -> {
            throw refused(
                    Kind.STALE,
                    pull,
                    place,
                    "its head is at " + pull.headCommit() + ", not at " + head,
                    "review the new commits, then merge");
        });
    }

    private static ForgeException refused(Kind kind, PullRequest pull, String place, String cause, String remedy) {
        return new ForgeException(kind, new Problem(place + "#" + pull.id(), cause, remedy));
    }
}
