package dev.fairlead.forge;

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
}
