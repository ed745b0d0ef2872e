package dev.fairlead.update.pending;

import dev.fairlead.configrepo.CommitInfo;
import dev.fairlead.configrepo.GitId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a group's branch holds.
 *
 * @param head its head
 * @param base the commit of the base branch that it was built on; empty where none of our commits says so
 * @param proposals what is pending on it, as the newest commit of ours says, or of one of ours that somebody changed
 * @param foreign commits of others on it, and ours that they changed, the newest first
 * @param ours whether any commit on it is ours, or was before somebody changed it
 */
public record BranchState(
        GitId head, Optional<GitId> base, List<Proposal> proposals, List<CommitInfo> foreign, boolean ours) {
    /** How far a branch is followed; people do not commit more than this to a branch of ours. */
    public static final int LONGEST = 200;

    public BranchState {
        proposals = List.copyOf(proposals);
        foreign = List.copyOf(foreign);
    }

    /**
     * Reads a branch.
     *
     * @param commits its commits from the head on, newest first, along first parents; reading ends at our commit that
     *     stands on the base
     * @param onBase whether a commit is on the base branch, so that it is nobody's work on this one
     */
    public static BranchState read(List<CommitInfo> commits, Predicate<GitId> onBase) {
        List<CommitInfo> foreign = new ArrayList<>();
        Optional<GroupCommit> newest = Optional.empty();
        GitId head = commits.get(0).id();
        for (CommitInfo commit : commits) {
            if (onBase.test(commit.id())) {
                Optional<GitId> base = foreign.isEmpty() ? Optional.of(commit.id()) : Optional.empty();
                return new BranchState(head, base, proposals(newest), foreign, newest.isPresent());
            }
            Optional<GroupCommit> own = GroupCommit.read(commit);
            newest = newest.or(() -> own).or(() -> GroupCommit.changed(commit));
            if (own.isEmpty()) {
                foreign.add(commit);
            } else if (own.get().onBase()) {
                GitId base = commit.parents().get(0);
                return new BranchState(head, Optional.of(base), proposals(newest), foreign, true);
            }
        }
        return new BranchState(head, Optional.empty(), proposals(newest), foreign, newest.isPresent());
    }

    private static List<Proposal> proposals(Optional<GroupCommit> commit) {
        return commit.map(GroupCommit::proposals).orElse(List.of());
    }

    /** The same branch, of which our pull request tells what is pending, since its commits do not any more. */
    public BranchState proposing(List<Proposal> known) {
        return new BranchState(head, base, known, foreign, true);
    }

    /** The same branch after all of it reached the base: nothing on it needs to be kept. */
    public BranchState finished() {
        return new BranchState(head, Optional.of(head), List.of(), List.of(), true);
    }

    /** Whether a single commit, or the first of some, says all there is to know, so that no more need be fetched. */
    public static boolean complete(CommitInfo head) {
        return GroupCommit.read(head).map(GroupCommit::onBase).orElse(false);
    }

    /** Whether people have committed to it, so that it must not be made anew. */
    public boolean touched() {
        return !foreign.isEmpty() || base.isEmpty();
    }

    /** Whether nothing on it is ours: somebody else has taken the name. */
    public boolean taken() {
        return !ours && touched();
    }
}
