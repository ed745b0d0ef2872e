package dev.fairlead.forge.bitbucket.datacenter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.Problem;
import dev.fairlead.forge.AutoMerge;
import dev.fairlead.forge.Comment;
import dev.fairlead.forge.CommitReport;
import dev.fairlead.forge.CommitReports;
import dev.fairlead.forge.CommitStatus;
import dev.fairlead.forge.Forge;
import dev.fairlead.forge.ForgeException.Kind;
import dev.fairlead.forge.ForgeTraits;
import dev.fairlead.forge.HiddenMark;
import dev.fairlead.forge.MergeMethod;
import dev.fairlead.forge.MergeRequest;
import dev.fairlead.forge.PullRequest;
import dev.fairlead.forge.PullRequest.State;
import dev.fairlead.forge.PullRequestDraft;
import dev.fairlead.forge.PullRequestEdit;
import dev.fairlead.forge.PullRequestQuery;
import dev.fairlead.forge.Reopening;
import dev.fairlead.forge.Written;
import dev.fairlead.forge.bitbucket.NotHeld;
import dev.fairlead.forge.rest.Fields;
import dev.fairlead.forge.rest.KeyedBoard;
import dev.fairlead.forge.rest.Refusal;
import dev.fairlead.forge.rest.Wishes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Pull requests of a repository at Bitbucket Data Center. */
final class DataCenterForge implements Forge, AutoMerge, CommitReports, Reopening {
    private static final int TRIES = 3;
    private static final ForgeTraits TRAITS = new ForgeTraits(
            DataCenterDialect.NAME,
            EnumSet.of(ForgeTraits.Feature.REVIEWERS, ForgeTraits.Feature.DRAFTS),
            DataCenterPulls.TEXT.titleLimit(),
            DataCenterPulls.TEXT.bodyLimit(),
            EnumSet.allOf(MergeMethod.class));

    private final DataCenterRepository repository;
    private final DataCenterBranches branches;
    private final DataCenterPulls pulls;
    private final DataCenterReviewers reviewers;
    private final DataCenterMerging merging;
    private final DataCenterStatuses statuses;

    DataCenterForge(DataCenterRepository repository) {
        this.repository = repository;
        branches = new DataCenterBranches(repository);
        pulls = new DataCenterPulls(repository, branches);
        reviewers = new DataCenterReviewers(repository, pulls);
        merging = new DataCenterMerging(repository, pulls);
        statuses = new DataCenterStatuses(repository, branches);
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
                    DataCenterPull made = pulls.open(draft);
                    List<String> asked = new ArrayList<>(draft.reviewers());
                    asked.addAll(Wishes.missing(reviewers.byDefault(made), asked));
                    return detailed(made, draft.asEdit(), asked, true);
                } catch (Refusal e) {
                    // Somebody else was faster.
                    if (e.kind() != Kind.STALE || attempt >= TRIES) {
                        throw e;
                    }
                }
            }
        });
    }

    private Written detailed(DataCenterPull pull, PullRequestEdit edit, List<String> asked, boolean written) {
        String place = place() + "#" + pull.id();
        Wishes wishes = new Wishes(place);
        reviewers.ask(pull, asked, wishes);
        List<Problem> unmet = new ArrayList<>(DataCenterPulls.TEXT.cut(place(), edit));
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
        return moving(id, pull -> detailed(pull, edit, edit.reviewers(), pulls.write(pull, edit)));
    }

    /** Repeats what somebody else's change in the same moment refused. */
    private <T> T moving(String id, Function<DataCenterPull, T> change) {
        return within(() -> {
            for (int attempt = 1; ; attempt++) {
                try {
                    return change.apply(pulls.require(id));
                } catch (Refusal e) {
                    if (e.kind() != Kind.STALE || attempt >= TRIES) {
                        throw e;
                    }
                }
            }
        });
    }

    @Override
    public Optional<String> closedBy(String id) {
        return within(() -> {
            String action = pulls.require(id).state() == State.MERGED ? "MERGED" : "DECLINED";
            for (JsonNode activity : pulls.activities(id)) {
                if (activity.path("action").asText().equals(action)) {
                    return Fields.text(activity.path("user"), "name");
                }
            }
            return Optional.empty();
        });
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
        DataCenterComments comments =
                new DataCenterComments(repository, pulls, pulls.require(id).id());
        HiddenMark mark = HiddenMark.COMMENT.as(HiddenMark.Form.LINK_DEFINITION);
        return new KeyedBoard(comments, mark, DataCenterPulls.TEXT.bodyLimit());
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

    @Override
    public PullRequest close(String id) {
        return moving(id, pull -> pulls.view(pull.state() == State.OPEN ? pulls.move(pull, "decline") : pull));
    }

    @Override
    public PullRequest reopen(String id) {
        return moving(id, pull -> {
            if (pull.state() == State.MERGED) {
                throw repository.problem(Kind.NOT_MERGEABLE, "#" + id, "it was merged", "open a new one");
            }
            try {
                return pulls.view(pull.state() == State.CLOSED ? pulls.move(pull, "reopen") : pull);
            } catch (Refusal e) {
                throw e.kind() == Kind.INVALID || e.kind() == Kind.NOT_FOUND
                        ? repository.problem(
                                Kind.NOT_MERGEABLE, "#" + id, e.problem().cause(), "open a new one")
                        : e;
            }
        });
    }

    /** Bitbucket declines the pull requests of the branch in the background; here they are when this returns. */
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

    @Override
    public Outcome enableAutoMerge(String id, MergeRequest how) {
        return moving(id, pull -> merging.enable(id, how));
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
