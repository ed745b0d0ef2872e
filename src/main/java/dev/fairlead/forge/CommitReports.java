package dev.fairlead.forge;

import java.util.List;

/** What became of commits after they were merged, as those report it who apply them. */
public interface CommitReports extends ForgeCapability {
    /**
     * The commits of a branch that hold this one, the newest first, and last the commit itself. What came in by a merge
     * of a line that parted before it does not hold it, and is left out.
     *
     * @param most how many at most; the commit itself is always among them
     * @return empty where the branch does not hold the commit
     */
    List<String> commitsHolding(String branch, String commit, int most);

    /** Everything that was reported on a commit, the newest report of each kind and name. */
    List<CommitReport> reports(String commit);

    /** The same of several commits, in their order. */
    default List<CommitReport> reports(List<String> commits) {
        return commits.stream().flatMap(commit -> reports(commit).stream()).toList();
    }
}
