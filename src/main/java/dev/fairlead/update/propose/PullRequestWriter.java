package dev.fairlead.update.propose;

import dev.fairlead.Problem;
import dev.fairlead.configrepo.ConfigRepo;
import dev.fairlead.configrepo.GitId;
import dev.fairlead.forge.AutoMerge;
import dev.fairlead.forge.Forge;
import dev.fairlead.forge.ForgeException;
import dev.fairlead.forge.ForgeException.Kind;
import dev.fairlead.forge.MergeMethod;
import dev.fairlead.forge.MergeRequest;
import dev.fairlead.forge.PullRequest;
import dev.fairlead.forge.PullRequestDraft;
import dev.fairlead.forge.PullRequestEdit;
import dev.fairlead.forge.Written;
import dev.fairlead.update.config.delivery.PullRequestSettings;
import dev.fairlead.update.pending.Marker;
import dev.fairlead.update.plan.GroupPlan;
import dev.fairlead.update.report.GroupResult;
import dev.fairlead.update.report.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keeps a group's pull request as its branch is: opened, brought up to date, closed. What has to be done once (labels,
 * reviewers, the wish to merge) is noted in the pull request when it is done, so that people may change it afterwards.
 */
public final class PullRequestWriter {
    /** What a forge may need beside our text to hide the marker. */
    private static final int SLACK = 500;

    private final ConfigRepo repo;
    private final Forge forge;
    private final GroupSteps steps;
    private final Optional<String> configFile;

    /** @param configFile whose entries the groups are made of */
    public PullRequestWriter(ConfigRepo repo, Forge forge, GroupSteps steps, Optional<String> configFile) {
        this.repo = repo;
        this.forge = forge;
        this.steps = steps;
        this.configFile = configFile;
    }

    /** What a pull request shall say. */
    private record Wanted(
            String title, String body, Marker marker, PullRequestSettings settings, Optional<String> unmerged) {}

    /**
     * Sees to it that one pull request says what the branch holds; empty when the branch was moved meanwhile.
     *
     * @param head the branch's head
     * @param pushed whether this run moved it
     */
    Optional<Delivered> propose(GroupState state, GroupPlan plan, String head, boolean pushed) {
        List<String> notes = new ArrayList<>(closeElsewhere(state));
        Wanted wanted = wanted(state, plan, head);
        Optional<PullRequest> open = openWithItsBranch(state, notes);
        boolean wrote = open.isEmpty() || differs(open.get(), wanted);
        PullRequest pull;
        try {
            pull = open.isEmpty() ? opened(state, wanted, notes) : updated(open.get(), wanted, notes);
            boolean complete = Pulls.marker(pull).map(Marker::complete).orElse(false);
            pull = complete ? pull : completed(state, pull, wanted, head, notes);
            wrote |= !complete;
        } catch (ForgeException e) {
            boolean ofTheBranch = e.kind() == Kind.INVALID || e.kind() == Kind.NOT_FOUND;
            if (e.kind() == Kind.STALE || (ofTheBranch && moved(state, head))) {
                return Optional.empty();
            }
            throw e;
        }
        // A slower run may just have described an older head: whoever writes last looks again.
        if (wrote && pull.open() && moved(state, head)) {
            return Optional.empty();
        }
        GroupResult result =
                open.isEmpty() ? GroupResult.OPENED : pushed || wrote ? GroupResult.UPDATED : GroupResult.UNCHANGED;
        return Optional.of(Delivered.of(result, Optional.of(head), Optional.of(pull), notes));
    }

    /** The open pull request; one whose branch somebody had deleted before we made it again is closed as refused. */
    private Optional<PullRequest> openWithItsBranch(GroupState state, List<String> notes) {
        Optional<PullRequest> open = state.pulls().open(state.group().baseBranch());
        Optional<PullRequest> abandoned = open.filter(pull -> state.head().isEmpty() && Pulls.meantToStay(pull));
        abandoned.ifPresent(pull -> closeAbandoned(pull, notes));
        return abandoned.isPresent() ? Optional.empty() : open;
    }

    private PullRequest closeAbandoned(PullRequest pull, List<String> notes) {
        notes.add(pull.url() + " is closed: somebody deleted its branch");
        return close(pull);
    }

    private boolean moved(GroupState state, String head) {
        GitId now = repo.remoteRefs(state.ref()).get(state.ref());
        return now == null || !now.toString().equals(head);
    }

    private Wanted wanted(GroupState state, GroupPlan plan, String head) {
        BodyText body = new BodyText(state.group(), plan, state.touched());
        String title = Wording.title(state.group(), plan);
        Marker marker = new Marker(
                state.group().name(),
                configFile,
                head,
                nothingToComplete(state.group().delivery().pullRequest()),
                false,
                Marker.checksum(title),
                Marker.checksum(body.lasting()),
                plan.proposals(),
                true);
        int limit = forge.traits().bodyLimit() - marker.write().length() - SLACK;
        return new Wanted(
                title, body.whole(limit), marker, Reviewers.of(state, plan), MergeSteps.tooFar(state.group(), plan));
    }

    private static boolean nothingToComplete(PullRequestSettings settings) {
        return settings.labels().isEmpty()
                && !settings.codeOwners()
                && settings.reviewers().isEmpty()
                && settings.teamReviewers().isEmpty()
                && settings.assignees().isEmpty()
                && settings.autoMerge().isEmpty();
    }

    private static boolean differs(PullRequest pull, Wanted wanted) {
        Marker marker = wanted.marker();
        return Pulls.marker(pull)
                .map(known -> known.withdrawn()
                        || !known.head().equals(marker.head())
                        || !known.title().equals(marker.title())
                        || !known.body().equals(marker.body()))
                .orElse(true);
    }

    private PullRequest opened(GroupState state, Wanted wanted, List<String> notes) {
        Written written = forge.open(draft(state, wanted, wanted.marker()));
        written.unmet().forEach(problem -> notes.add(problem.toString()));
        steps.reached(Step.PULL_REQUEST_OPENED);
        return written.pullRequest();
    }

    private static PullRequestDraft draft(GroupState state, Wanted wanted, Marker marker) {
        PullRequestSettings settings = wanted.settings();
        return PullRequestDraft.of(state.group().branch(), state.group().baseBranch(), wanted.title(), wanted.body())
                .withMarker(marker.write())
                .withLabels(settings.labels())
                .withPeople(settings.reviewers(), settings.teamReviewers(), settings.assignees())
                .asDraft(settings.draft());
    }

    private PullRequest updated(PullRequest pull, Wanted wanted, List<String> notes) {
        if (!differs(pull, wanted)) {
            return pull;
        }
        Optional<Marker> known = Pulls.marker(pull);
        Marker marker =
                known.map(Marker::complete).orElse(false) ? wanted.marker().completed() : wanted.marker();
        PullRequestEdit edit = PullRequestEdit.NONE.withBody(wanted.body()).withMarker(marker.write());
        boolean titleIsOurs = known.map(before -> before.title().equals(Marker.checksum(pull.title())))
                .orElse(false);
        Written written = forge.update(pull.id(), titleIsOurs ? edit.withTitle(wanted.title()) : edit);
        written.unmet().forEach(problem -> notes.add(problem.toString()));
        return written.pullRequest();
    }

    /** Does what is done once. */
    private PullRequest completed(GroupState state, PullRequest pull, Wanted wanted, String head, List<String> notes) {
        PullRequest complete = forge.open(draft(state, wanted, wanted.marker())).pullRequest();
        steps.reached(Step.PULL_REQUEST_COMPLETED);
        wanted.unmerged().ifPresent(notes::add);
        Optional<MergeMethod> method =
                wanted.settings().autoMerge().filter(any -> wanted.unmerged().isEmpty());
        if (method.isPresent()) {
            boolean merged = autoMerge(complete, MergeRequest.by(method.get()).expecting(head), notes);
            steps.reached(Step.AUTO_MERGE_ASKED);
            if (merged) {
                deleteBranch(state, head, notes);
                return forge.get(pull.id()).orElse(complete);
            }
        }
        Written written = forge.update(
                complete.id(),
                PullRequestEdit.NONE.withMarker(wanted.marker().completed().write()));
        steps.reached(Step.PULL_REQUEST_MARKED);
        return written.pullRequest();
    }

    /**
     * Takes back the wish to merge before a branch is moved to versions that go too far for it: what a forge was asked
     * about smaller ones it would do with these.
     */
    void stopMerging(GroupState state, GroupPlan plan) {
        if (MergeSteps.tooFar(state.group(), plan).isPresent()) {
            state.pulls()
                    .open(state.group().baseBranch())
                    .filter(pull -> Pulls.marker(pull).isPresent())
                    .ifPresent(pull ->
                            forge.capability(AutoMerge.class).ifPresent(known -> known.disableAutoMerge(pull.id())));
        }
    }

    /** Asks the forge to merge when it can; true when nothing stood in the way and it is merged. */
    private boolean autoMerge(PullRequest pull, MergeRequest how, List<String> notes) {
        Optional<AutoMerge> forgeMerges = forge.capability(AutoMerge.class);
        if (forgeMerges.isEmpty()) {
            notes.add(new Problem(
                            pull.url(),
                            "this forge does not merge by itself",
                            "merge it by hand, or take 'autoMerge' out")
                    .toString());
            return false;
        }
        try {
            if (forgeMerges.get().enableAutoMerge(pull.id(), how) == AutoMerge.Outcome.ENABLED) {
                return false;
            }
            forge.merge(pull.id(), how);
            return true;
        } catch (ForgeException e) {
            if (e.kind() != Kind.NOT_MERGEABLE) {
                throw e;
            }
            notes.add(e.problem().toString());
            return false;
        }
    }

    /** Pull requests into another base, from before the configuration was changed. */
    private List<String> closeElsewhere(GroupState state) {
        return state.pulls().openElsewhere(state.group().baseBranch()).stream()
                .map(pull -> {
                    mark(pull);
                    forge.close(pull.id());
                    return pull.url() + " is closed: the group's base branch is "
                            + state.group().baseBranch() + " now";
                })
                .toList();
    }

    private void mark(PullRequest pull) {
        Pulls.marker(pull)
                .filter(marker -> !marker.withdrawn())
                .ifPresent(marker -> forge.update(
                        pull.id(),
                        PullRequestEdit.NONE.withMarker(marker.asWithdrawn().write())));
    }

    /**
     * Closes the pull request and deletes the branch, since nothing is pending any more. The pull request says so first,
     * so that nobody takes its end for a refusal; then the branch goes, if nobody has pushed to it meanwhile.
     */
    Optional<Delivered> withdraw(GroupState state) {
        if (state.head().isEmpty()) {
            return Optional.of(withoutBranch(state));
        }
        Optional<PullRequest> open = state.pulls().open(state.group().baseBranch());
        if (open.isPresent()) {
            mark(open.get());
            forge.comment(
                    open.get().id(),
                    "withdrawn",
                    "Nothing of this is pending any more: the base branch holds these versions or newer ones, or they"
                            + " are held. The branch is deleted.");
            steps.reached(Step.WITHDRAWAL_MARKED);
        }
        List<String> notes = new ArrayList<>();
        boolean deleted;
        try {
            deleted = deleteBranch(state, state.head().get().id().toString(), notes);
        } catch (ForgeException e) {
            if (e.kind() == Kind.STALE) {
                return Optional.empty();
            }
            throw e;
        }
        Optional<PullRequest> closed = open.map(this::close);
        return Optional.of(Delivered.of(
                deleted || open.isPresent() ? GroupResult.WITHDRAWN : GroupResult.UNCHANGED,
                Optional.empty(),
                closed,
                notes));
    }

    private Delivered withoutBranch(GroupState state) {
        List<String> notes = new ArrayList<>();
        Optional<PullRequest> closed = leftOpen(state, notes).stream()
                .map(pull -> Pulls.meantToStay(pull) ? closeAbandoned(pull, notes) : close(pull))
                .reduce((first, second) -> second);
        return Delivered.of(
                closed.isEmpty() ? GroupResult.UNCHANGED : GroupResult.WITHDRAWN, Optional.empty(), closed, notes);
    }

    /** A forge that does not answer fails no run that has nothing to write. */
    private static List<PullRequest> leftOpen(GroupState state, List<String> notes) {
        try {
            return state.pulls().withoutBranch();
        } catch (ForgeException e) {
            notes.add(e.problem().toString());
            return List.of();
        }
    }

    private PullRequest close(PullRequest pull) {
        PullRequest closed = forge.close(pull.id());
        steps.reached(Step.PULL_REQUEST_CLOSED);
        return closed;
    }

    private boolean deleteBranch(GroupState state, String head, List<String> notes) {
        try {
            boolean deleted = forge.deleteBranch(state.group().branch(), head);
            steps.reached(Step.BRANCH_DELETED);
            return deleted;
        } catch (ForgeException e) {
            if (e.kind() != Kind.FORBIDDEN && e.kind() != Kind.INVALID) {
                throw e;
            }
            notes.add(e.problem().toString());
            return false;
        }
    }
}
