package dev.fairlead.forge.bitbucket.cloud;

import dev.fairlead.Problem;
import dev.fairlead.forge.Comment;
import dev.fairlead.forge.CommitReport;
import dev.fairlead.forge.CommitReports;
import dev.fairlead.forge.CommitStatus;
import dev.fairlead.forge.Forge;
import dev.fairlead.forge.ForgeException;
import dev.fairlead.forge.ForgeTraits;
import dev.fairlead.forge.HiddenMark;
import dev.fairlead.forge.MergeMethod;
import dev.fairlead.forge.MergeRequest;
import dev.fairlead.forge.PullRequest;
import dev.fairlead.forge.PullRequest.State;
import dev.fairlead.forge.PullRequestDraft;
import dev.fairlead.forge.PullRequestEdit;
import dev.fairlead.forge.PullRequestQuery;
import dev.fairlead.forge.Written;
import dev.fairlead.forge.bitbucket.NotHeld;
import dev.fairlead.forge.rest.KeyedBoard;
import dev.fairlead.forge.rest.Refusal;
import dev.fairlead.forge.rest.Wishes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Pull requests of a repository at Bitbucket Cloud. */
final class CloudForge implements Forge, CommitReports {
    private static final ForgeTraits TRAITS = new ForgeTraits(
            CloudDialect.NAME,
            EnumSet.of(ForgeTraits.Feature.REVIEWERS, ForgeTraits.Feature.DRAFTS),
            CloudPulls.TEXT.titleLimit(),
            CloudPulls.TEXT.bodyLimit(),
            EnumSet.allOf(MergeMethod.class));

    private final CloudRepository repository;
    private final CloudBranches branches;
    private final CloudPulls pulls;
    private final CloudReviewers reviewers;
    private final CloudMerging merging;
    private final CloudStatuses statuses;

    CloudForge(CloudRepository repository) {
        this.repository = repository;
        branches = new CloudBranches(repository);
        pulls = new CloudPulls(repository, branches);
        reviewers = new CloudReviewers(repository, pulls);
        merging = new CloudMerging(repository, pulls, branches);
        statuses = new CloudStatuses(repository, branches);
    }

    @Override
    public ForgeTraits traits() {
        return TRAITS;
    }

    @Override
    public String place() {
        return repository.place();
    }

    @Override
    public Written open(PullRequestDraft draft) {
        return within(() -> {
            List<PullRequest> open = openFrom(draft);
            if (open.isEmpty()) {
                branches.requireCommitsBetween(draft.base(), draft.head());
                return opened(draft);
            }
            return update(open.get(open.size() - 1).id(), draft.asEdit());
        });
    }

    /** The newest first. */
    private List<PullRequest> openFrom(PullRequestDraft draft) {
        return pulls.find(PullRequestQuery.open().from(draft.head()).into(draft.base()));
    }

    /** Bitbucket promises nothing of two that are opened at the same moment: of several the oldest stays. */
    private Written opened(PullRequestDraft draft) {
        Optional<CloudPull> made = made(draft);
        List<PullRequest> open = openFrom(draft);
        if (made.isEmpty()) {
            return update(open.get(open.size() - 1).id(), draft.asEdit());
        }
        String oldest =
                open.isEmpty() ? made.get().id() : open.get(open.size() - 1).id();
        if (!oldest.equals(made.get().id())) {
            pulls.decline(made.get().id());
            return update(oldest, draft.asEdit());
        }
        return detailed(made.get(), draft.asEdit(), reviewers.byDefault(), true);
    }

    /** Empty where the answer was lost and the pull request is there. */
    private Optional<CloudPull> made(PullRequestDraft draft) {
        try {
            return Optional.of(pulls.open(draft));
        } catch (ForgeException e) {
            if (e.retryable() && e.retryAt().isEmpty() && !openFrom(draft).isEmpty()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Written detailed(CloudPull pull, PullRequestEdit edit, List<String> more, boolean written) {
        String place = place() + "#" + pull.id();
        Wishes wishes = new Wishes(place);
        reviewers.ask(pull, edit.reviewers(), more, wishes);
        List<Problem> unmet = new ArrayList<>(CloudPulls.TEXT.cut(place(), edit));
        unmet.addAll(NotHeld.by(place, edit));
        unmet.addAll(wishes.unmet());
        boolean changed = written || wishes.changed();
        return new Written(pulls.view(changed ? pulls.require(pull.id()) : pull), changed, unmet);
    }

    @Override
    public Optional<PullRequest> get(String id) {
        return within(() -> pulls.find(id).map(pulls::view));
    }

    @Override
    public List<PullRequest> find(PullRequestQuery query) {
        return within(() -> pulls.find(query));
    }

    @Override
    public Written update(String id, PullRequestEdit edit) {
        return within(() -> {
            CloudPull pull = pulls.require(id);
            boolean written = pulls.write(pull, edit);
            return detailed(written ? pulls.require(id) : pull, edit, List.of(), written);
        });
    }

    @Override
    public Optional<String> closedBy(String id) {
        return within(() -> pulls.require(id).closedBy());
    }

    @Override
    public Comment comment(String id, String key, String text) {
        return within(() -> board(id).put(key, text));
    }

    @Override
    public List<Comment> comments(String id) {
        return within(() -> board(id).all());
    }

    private KeyedBoard board(String id) {
        HiddenMark mark = HiddenMark.COMMENT.as(HiddenMark.Form.LINK_DEFINITION);
        return new KeyedBoard(new CloudComments(repository, pulls.require(id)), mark, CloudPulls.TEXT.bodyLimit());
    }

    @Override
    public void report(String commit, CommitStatus status) {
        within(() -> {
            statuses.report(commit, status);
            return true;
        });
    }

    @Override
    public List<CommitStatus> statuses(String commit) {
        return within(() -> statuses.of(commit));
    }

    @Override
    public List<String> commitsHolding(String branch, String commit, int most) {
        return within(() -> branches.holding(branch, commit, most));
    }

    @Override
    public List<CommitReport> reports(String commit) {
        return statuses(commit).stream().map(CommitReport::of).toList();
    }

    @Override
    public PullRequest merge(String id, MergeRequest how) {
        return within(() -> pulls.view(merging.merge(id, how)));
    }

    /** Declined, which nothing takes back: the next time another one is opened. */
    @Override
    public PullRequest close(String id) {
        return within(() -> {
            CloudPull pull = pulls.require(id);
            return pulls.view(pull.state() == State.OPEN ? declined(id) : pull);
        });
    }

    private CloudPull declined(String id) {
        try {
            pulls.decline(id);
        } catch (Refusal e) {
            // Somebody else was faster.
            if (pulls.require(id).state() == State.OPEN) {
                throw e;
            }
        }
        return pulls.require(id);
    }

    /** Bitbucket leaves the pull requests of a branch that is gone open; here they are declined. */
    @Override
    public boolean deleteBranch(String branch, String expectedHead) {
        return within(() -> {
            List<PullRequest> open = pulls.find(PullRequestQuery.open().from(branch));
            boolean deleted = branches.delete(branch, expectedHead);
            if (deleted) {
                open.forEach(pull -> close(pull.id()));
            }
            return deleted;
        });
    }

    private <T> T within(Supplier<T> work) {
        return repository.connection().within(work);
    }

    /** The JDK's client has no connections to let go of before it is collected. */
    @Override
    public void close() {}
}
