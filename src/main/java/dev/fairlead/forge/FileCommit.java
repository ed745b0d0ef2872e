package dev.fairlead.forge;

import java.util.List;
import java.util.Optional;

/**
 * A commit for the forge to make.
 *
 * @param branch the branch to move
 * @param expectedHead the commit that the branch must still be at; empty when there must be no such branch yet
 * @param parent the commit to build on: the expected head, or another one, when the branch is made anew from it
 * @param title the message's first line
 * @param message the rest of the message
 */
public record FileCommit(
        String branch,
        Optional<String> expectedHead,
        String parent,
        String title,
        String message,
        List<FileChange> changes) {
    public FileCommit {
        changes = List.copyOf(changes);
    }
}
