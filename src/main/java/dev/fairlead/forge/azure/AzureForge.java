package dev.fairlead.forge.azure;

import dev.fairlead.Problem;
import dev.fairlead.forge.AutoMerge;
import dev.fairlead.forge.Comment;
import dev.fairlead.forge.CommitReport;
import dev.fairlead.forge.CommitReports;
import dev.fairlead.forge.CommitStatus;
import dev.fairlead.forge.Forge;
import dev.fairlead.forge.ForgeException.Kind;
import dev.fairlead.forge.ForgeTraits;
import dev.fairlead.forge.ForgeTraits.Feature;
import dev.fairlead.forge.MergeMethod;
import dev.fairlead.forge.MergeRequest;
import dev.fairlead.forge.PullRequest;
import dev.fairlead.forge.PullRequest.State;
import dev.fairlead.forge.PullRequestDraft;
import dev.fairlead.forge.PullRequestEdit;
import dev.fairlead.forge.PullRequestQuery;
import dev.fairlead.forge.Reopening;
import dev.fairlead.forge.Written;
import dev.fairlead.forge.rest.Fields;
import dev.fairlead.forge.rest.Refusal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Pull requests of a repository of Azure Repos. */
final class AzureForge implements Forge, AutoMerge, CommitReports, Reopening {
    private static final int TRIES = 3;
    private static final ForgeTraits TRAITS = new ForgeTraits(
            AzureDialect.NAME,
            EnumSet.of(Feature.LABELS, Feature.REVIEWERS, Feature.TEAM_REVIEWERS, Feature.DRAFTS),
            AzurePulls.TEXT.titleLimit(),
            AzurePulls.TEXT.bodyLimit(),
            EnumSet.allOf(MergeMethod.class));

    private final AzureRepository repository;
    private final AzurePeople people;
    private final WorkItems workItems;
    private final AzureBranches branches;
    private final AzurePulls pulls;
    private final AzureMerging merging;
    private final AzureStatuses statuses;
    private final AzureHistory history;

    AzureForge(AzureRepository repository, AzurePeople people, WorkItems workItems) {
        this.repository = repository;
        this.people = people;
        this.workItems = workItems;
        branches = new AzureBranches(repository);
        pulls = new AzurePulls(repository, branches);
        merging = new AzureMerging(repository, pulls);
        statuses = new AzureStatuses(repository);
        history = new AzureHistory(repository, branches);
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
            for (int attempt = 1; ; attempt++) {
                List<PullRequest> open =
                        pulls.find(PullRequestQuery.open().from(draft.head()).into(draft.base()));
                if (!open.isEmpty()) {
                    return update(open.get(open.size() - 1).id(), draft.asEdit());
                }
                branches.requireCommitsBetween(draft.base(), draft.head());
                try {
                    return detailed(pulls.require(pulls.open(draft).id()), draft.asEdit(), true);
                } catch (Refusal e) {
                    // Somebody else was faster.
                    if (!e.says("GitPullRequestExistsException") || attempt >= TRIES) {
                        throw e;
                    }
                }
            }
        });
    }

    private Written detailed(AzurePull pull, PullRequestEdit edit, boolean written) {
        AzureDetails details = new AzureDetails(repository, pull, people);
        details.apply(edit);
        List<Problem> unmet = new ArrayList<>(AzurePulls.TEXT.cut(place(), PackedMark.packed(edit, place())));
        unmet.addAll(details.unmet());
        unmet.addAll(workItems.link(pull.id(), WorkItems.named(edit.title(), edit.body())));
        boolean changed = written || details.changed();
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
            AzurePull pull = pulls.require(id);
            return detailed(pull, edit, pulls.writeTexts(pull, edit));
        });
    }

    @Override
    public Optional<String> closedBy(String id) {
        return within(() -> Optional.of(pulls.require(id).json().path("closedBy"))
                .filter(who -> Fields.text(who, "id").isPresent())
                .map(AzurePull::name));
    }

    @Override
    public Comment comment(String id, String key, String text) {
        return within(
                () -> new AzureThreads(repository, pulls.require(id)).keyed().put(key, text));
    }

    @Override
    public List<Comment> comments(String id) {
        return within(
                () -> new AzureThreads(repository, pulls.require(id)).keyed().all());
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
        return within(() -> history.holding(branch, commit, most));
    }

    /** Pipelines report by statuses, too; deployments are not told of commits. */
    @Override
    public List<CommitReport> reports(String commit) {
        return statuses(commit).stream().map(CommitReport::of).toList();
    }

    @Override
    public PullRequest merge(String id, MergeRequest how) {
        return within(() -> pulls.view(merging.merge(id, how)));
    }

    @Override
    public PullRequest close(String id) {
        return within(() -> {
            AzurePull pull = pulls.require(id);
            return pulls.view(pull.state() == State.OPEN ? pulls.setStatus(id, "abandoned") : pull);
        });
    }

    @Override
    public PullRequest reopen(String id) {
        return within(() -> {
            AzurePull pull = pulls.require(id);
            if (pull.state() == State.MERGED) {
                throw repository.problem(Kind.NOT_MERGEABLE, "#" + id, "it was merged", "open a new one");
            }
            try {
                return pulls.view(pull.state() == State.CLOSED ? pulls.setStatus(id, "active") : pull);
            } catch (Refusal e) {
                throw e.kind() == Kind.INVALID || e.kind() == Kind.STALE
                        ? repository.problem(
                                Kind.NOT_MERGEABLE, "#" + id, e.problem().cause(), "open a new one")
                        : e;
            }
        });
    }

    /** Azure Repos leaves pull requests open whose branch is gone: they are closed here, also by the second try. */
    @Override
    public boolean deleteBranch(String branch, String expectedHead) {
        return within(() -> {
            List<PullRequest> open = pulls.find(PullRequestQuery.open().from(branch));
            boolean deleted = branches.delete(branch, expectedHead);
            open.forEach(pull -> close(pull.id()));
            return deleted;
        });
    }

    @Override
    public Outcome enableAutoMerge(String id, MergeRequest how) {
        return within(() -> merging.enable(id, how));
    }

    @Override
    public void disableAutoMerge(String id) {
        within(() -> {
            merging.disable(id);
            return true;
        });
    }

    private <T> T within(Supplier<T> work) {
        return repository.connection().within(work);
    }

    /** The JDK's client has no connections to let go of before it is collected. */
    @Override
    public void close() {}
}
