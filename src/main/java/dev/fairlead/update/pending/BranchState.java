package dev.fairlead.update.pending;

import dev.fairlead.configrepo.CommitInfo;
import dev.fairlead.configrepo.GitId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a group's branch holds.
 *
 * @param head its head
 * @param base the commit of the base branch that it was built on; empty where none of our commits says so
 * @param proposals what is pending on it, as our newest commit says
 * @param foreign commits of others on it, the newest first
 * @param ours how many of the commits are ours
 */
public record BranchState(
        GitId head, Optional<GitId> base, List<Proposal> proposals, List<CommitInfo> foreign, int ours) {
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
     */
    public static BranchState read(List<CommitInfo> commits) {
        List<CommitInfo> foreign = new ArrayList<>();
        List<Proposal> pending = List.of();
        int ours = 0;
        GitId head = commits.get(0).id();
        for (CommitInfo commit : commits) {
            Optional<GroupCommit> own = GroupCommit.read(commit);
            if (own.isEmpty()) {
                foreign.add(commit);
                continue;
            }
            pending = ours == 0 ? own.get().proposals() : pending;
            ours++;
            if (own.get().onBase()) {
                return new BranchState(head, Optional.of(commit.parents().get(0)), pending, foreign, ours);
            }
        }
        return new BranchState(head, Optional.empty(), pending, foreign, ours);
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
        return ours == 0;
    }
}
