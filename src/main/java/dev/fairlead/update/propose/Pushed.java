package dev.fairlead.update.propose;

import dev.fairlead.Problem;
import dev.fairlead.configrepo.Snapshot;
import java.util.Optional;

/** How writing a branch ended. */
sealed interface Pushed {
    /**
     * The remote holds the commit.
     *
     * @param commit its id
     * @param files its files, where we made it ourselves
     */
    record Landed(String commit, Optional<Snapshot> files) implements Pushed {}

    /** Somebody else moved the branch first: all of it is to be done again. */
    record Lost() implements Pushed {}

    /** The remote refused for good. */
    record Refused(Problem problem) implements Pushed {}
}
