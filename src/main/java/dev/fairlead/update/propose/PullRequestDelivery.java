package dev.fairlead.update.propose;

import dev.fairlead.Problem;
import dev.fairlead.configrepo.ConfigRepo;
import dev.fairlead.configrepo.FileChange;
import dev.fairlead.configrepo.FileEntry;
import dev.fairlead.configrepo.GitId;
import dev.fairlead.configrepo.Snapshot;
import dev.fairlead.update.config.delivery.PullRequestSettings.Rebuild;
import dev.fairlead.update.pending.BranchState;
import dev.fairlead.update.pending.Proposal;
import dev.fairlead.update.plan.FileEdit;
import dev.fairlead.update.plan.GroupPlan;
import dev.fairlead.update.report.GroupResult;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Delivers a plan as a branch with one pull request. What is there already is compared with what shall be there, and only
 * the difference is written, so that a run that was killed anywhere is completed by the next.
 */
public final class PullRequestDelivery {
    private final ConfigRepo repo;
    private final BranchWriter writer;
    private final PullRequestWriter pulls;

    public PullRequestDelivery(ConfigRepo repo, BranchWriter writer, PullRequestWriter pulls) {
        this.repo = repo;
        this.writer = writer;
        this.pulls = pulls;
    }

    /**
     * Delivers a plan that was made against the base; empty when a race was lost, and everything is to be done again.
     */
    public Optional<Delivered> deliver(GroupState state, GroupPlan plan) {
        if (plan.isEmpty()) {
            return pulls.withdraw(state);
        }
        if (isUpToDate(state, plan)) {
            return pulls.propose(state, plan, state.head().orElseThrow().id().toString(), false);
        }
        pulls.stopMerging(state, plan);
        Pushed pushed = writer.write(
                state.group(),
                plan,
                state.base(),
                state.group().branch(),
                state.head().map(Snapshot::id),
                true);
        return proposed(state, plan, pushed);
    }

    /**
     * Delivers a plan for a branch that people have committed to.
     *
     * @param onTop the plan against the branch's head
     * @param pending whether anything of it is not on the base yet
     */
    public Optional<Delivered> continueBranch(GroupState state, GroupPlan onTop, boolean pending) {
        BranchState branch = state.branch().orElseThrow();
        if (branch.taken()) {
            return Optional.of(Delivered.stopped(
                    GroupResult.BLOCKED,
                    new Problem(
                            repo.location() + " " + state.group().branch(),
                            "there is a branch of this name, and none of its commits is ours",
                            "delete or rename it, or set another 'branch' for the group"),
                    Optional.empty()));
        }
        if (!pending) {
            return Optional.of(Delivered.of(
                    GroupResult.UNCHANGED,
                    Optional.of(branch.head().toString()),
                    Optional.empty(),
                    List.of("nothing of ours is pending on " + state.group().branch()
                            + "; people have committed to it, so it is left to them")));
        }
        if (onTop.isEmpty()) {
            return pulls.propose(state, onTop, branch.head().toString(), false);
        }
        pulls.stopMerging(state, onTop);
        Pushed pushed = writer.write(
                state.group(),
                onTop,
                state.head().orElseThrow(),
                state.group().branch(),
                Optional.of(branch.head()),
                false);
        return proposed(state, onTop, pushed);
    }

    private Optional<Delivered> proposed(GroupState state, GroupPlan plan, Pushed pushed) {
        if (pushed instanceof Pushed.Refused refused) {
            return Optional.of(Delivered.stopped(GroupResult.FAILED, refused.problem(), Optional.empty()));
        }
        return pushed instanceof Pushed.Landed landed
                ? pulls.propose(state, plan, landed.commit(), true)
                : Optional.empty();
    }

    /** Whether the branch holds exactly this plan, on this base or on one from which nothing differs that matters. */
    private boolean isUpToDate(GroupState state, GroupPlan plan) {
        if (state.head().isEmpty() || !sameVersions(state, plan)) {
            return false;
        }
        if (state.settled()) {
            return writer.tree(state.base(), plan)
                    .equals(state.head().get().commit().tree());
        }
        return state.group().delivery().pullRequest().rebuild() == Rebuild.WHEN_CONFLICTING && stillFits(state, plan);
    }

    private static boolean sameVersions(GroupState state, GroupPlan plan) {
        var pending = state.pending();
        return pending.size() == plan.proposals().size()
                && plan.proposals().stream().allMatch(proposal -> {
                    Proposal known = pending.get(proposal.subject());
                    return known != null && known.sameAs(proposal);
                });
    }

    /** Whether the branch changes the files of the plan, and no others, from what the base holds to what the plan wants. */
    private boolean stillFits(GroupState state, GroupPlan plan) {
        Optional<GitId> standsOn = state.branch().flatMap(BranchState::base);
        if (standsOn.isEmpty()) {
            return false;
        }
        Snapshot head = state.head().orElseThrow();
        Map<String, FileChange> changes = repo.changes(repo.snapshot(standsOn.get()), head).stream()
                .collect(Collectors.toMap(FileChange::path, change -> change));
        return changes.size() == plan.edits().size()
                && plan.edits().stream().allMatch(edit -> {
                    FileChange change = changes.get(edit.entry().path());
                    return change != null && fits(head, edit, change);
                });
    }

    private static boolean fits(Snapshot head, FileEdit edit, FileChange change) {
        Optional<FileEntry> after = change.after();
        return change.before().equals(Optional.of(edit.entry()))
                && after.isPresent()
                && Arrays.equals(head.read(after.get()), edit.after());
    }
}
