package dev.fairlead.forge.local;

import dev.fairlead.Problem;
import dev.fairlead.forge.Comment;
import dev.fairlead.forge.CommitReport;
import dev.fairlead.forge.CommitReports;
import dev.fairlead.forge.CommitStatus;
import dev.fairlead.forge.DiffView;
import dev.fairlead.forge.Forge;
import dev.fairlead.forge.ForgeException;
import dev.fairlead.forge.ForgeException.Kind;
import dev.fairlead.forge.ForgeSettings;
import dev.fairlead.forge.ForgeTraits;
import dev.fairlead.forge.ForgeTraits.Feature;
import dev.fairlead.forge.Issue;
import dev.fairlead.forge.Issues;
import dev.fairlead.forge.MergeMethod;
import dev.fairlead.forge.MergeRequest;
import dev.fairlead.forge.PullRequest;
import dev.fairlead.forge.PullRequest.State;
import dev.fairlead.forge.PullRequestDraft;
import dev.fairlead.forge.PullRequestEdit;
import dev.fairlead.forge.PullRequestQuery;
import dev.fairlead.forge.Reopening;
import dev.fairlead.forge.Written;
import dev.fairlead.forge.local.PullStore.Stored;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/**
 * Pull requests of a bare repository on this machine. Any number of processes may work on it at once, and Git may push
 * to it meanwhile; what a process leaves half done when it is killed, the next call completes.
 */
public final class LocalForge implements Forge, CommitReports, Reopening, DiffView, Issues {
    private static final ForgeTraits TRAITS = new ForgeTraits(
            "local",
            EnumSet.allOf(Feature.class),
            LocalEditing.TITLE_LIMIT,
            LocalEditing.BODY_LIMIT,
            EnumSet.allOf(MergeMethod.class));

    private final Repository repository;
    private final LocalRefs refs;
    private final PullStore store;
    private final StatusStore statuses;
    private final IssueStore issues;
    private final LocalHistory history;
    private final LocalPulls pulls;
    private final LocalEditing editing;
    private final LocalOpening opening;
    private final LocalMerging merging;
    private final Clock clock;
    private final String actor;

    LocalForge(Repository repository, ForgeSettings settings, Steps steps) {
        this.repository = repository;
        clock = settings.clock();
        actor = settings.actor().name();
        String email = settings.actor().email();
        refs = new LocalRefs(repository, steps);
        store = new PullStore(repository, refs, clock, actor, email);
        statuses = new StatusStore(repository, refs, clock, actor, email);
        issues = new IssueStore(repository, refs, clock, actor, email);
        history = new LocalHistory(repository);
        pulls = new LocalPulls(place(), store, refs, history, clock);
        editing = new LocalEditing(place(), refs, store, pulls);
        opening = new LocalOpening(place(), settings, refs, store, pulls, history, editing);
        merging = new LocalMerging(repository, place(), settings, refs, store, pulls, history);
    }

    @Override
    public ForgeTraits traits() {
        return TRAITS;
    }

    @Override
    public String place() {
        return repository.getDirectory().toString();
    }

    @Override
    public Written open(PullRequestDraft draft) {
        return opening.open(draft);
    }

    @Override
    public Optional<PullRequest> get(String id) {
        return pulls.find(id).map(pulls::view);
    }

    @Override
    public List<PullRequest> find(PullRequestQuery query) {
        return pulls.find(query);
    }

    @Override
    public Written update(String id, PullRequestEdit edit) {
        return editing.update(id, edit);
    }

    @Override
    public Optional<String> closedBy(String id) {
        PullRecord pull = pulls.require(id).pull();
        return pull.isOpen() ? Optional.empty() : Optional.ofNullable(pull.closedBy());
    }

    @Override
    public Comment comment(String id, String key, String text) {
        int number = pulls.require(id).pull().number();
        Instant now = clock.instant();
        Stored after = store.change(
                number, "Comment", pull -> pull.with(draft -> Comments.put(draft.comments, key, text, actor, now)));
        return after.pull().comments().stream()
                .filter(comment -> key.equals(comment.key()))
                .findFirst()
                .map(Comments::view)
                .orElseThrow();
    }

    @Override
    public List<Comment> comments(String id) {
        return pulls.require(id).pull().comments().stream().map(Comments::view).toList();
    }

    @Override
    public void report(String commit, CommitStatus status) {
        if (!ObjectId.isId(commit) || !history.exists(ObjectId.fromString(commit))) {
            throw problem(Kind.NOT_FOUND, place(), "there is no commit " + commit, "push it first");
        }
        statuses.put(commit, status);
    }

    @Override
    public List<CommitStatus> statuses(String commit) {
        return statuses.read(commit).stream()
                .map(StatusStore.StatusRecord::view)
                .toList();
    }

    @Override
    public List<String> commitsHolding(String branch, String commit, int most) {
        return refs.branch(branch)
                .filter(head -> ObjectId.isId(commit))
                .map(head -> history.holding(head, ObjectId.fromString(commit), most))
                .orElse(List.of());
    }

    @Override
    public List<CommitReport> reports(String commit) {
        return statuses(commit).stream().map(CommitReport::of).toList();
    }

    @Override
    public PullRequest merge(String id, MergeRequest how) {
        Stored merged = merging.merge(id, how);
        editing.keepHead(merged.pull());
        return pulls.view(merged);
    }

    @Override
    public PullRequest close(String id) {
        return pulls.view(close(pulls.require(id)));
    }

    private Stored close(Stored stored) {
        String now = clock.instant().toString();
        Stored closed = store.change(
                stored.pull().number(),
                "Close",
                pull -> pull.isOpen()
                        ? pull.with(draft -> {
                            draft.headCommit = pulls.headCommit(pull);
                            draft.state = State.CLOSED;
                            draft.closedAt = now;
                            draft.closedBy = actor;
                        })
                        : pull);
        editing.keepHead(closed.pull());
        return closed;
    }

    @Override
    public Optional<Issue> issue(String key) {
        return issues.find(key);
    }

    @Override
    public Issue putIssue(String key, String title, String body) {
        return issues.put(key, title, body);
    }

    @Override
    public PullRequest reopen(String id) {
        return opening.reopen(id);
    }

    @Override
    public boolean deleteBranch(String branch, String expectedHead) {
        refuseDefault(branch);
        Optional<ObjectId> now = refs.branch(branch);
        boolean there = now.isPresent();
        if (there) {
            ObjectId expected = ObjectId.isId(expectedHead) ? ObjectId.fromString(expectedHead) : ObjectId.zeroId();
            if (!now.get().equals(expected) || !refs.move(Constants.R_HEADS + branch, expected, ObjectId.zeroId())) {
                throw problem(
                        Kind.STALE,
                        place() + " " + branch,
                        "the branch is not at " + expectedHead + " any more",
                        "look at its new commits before it is deleted");
            }
        }
        for (PullRequest pull : pulls.find(PullRequestQuery.open().from(branch))) {
            close(pulls.require(pull.id()));
        }
        return there;
    }

    private void refuseDefault(String branch) {
        try {
            if ((Constants.R_HEADS + branch).equals(repository.getFullBranch())) {
                throw problem(
                        Kind.INVALID, place() + " " + branch, "this is the default branch", "delete another branch");
            }
        } catch (IOException e) {
            throw history.unreadable(e);
        }
    }

    @Override
    public String diff(String id, int maxBytes) {
        PullRecord pull = pulls.require(id).pull();
        ObjectId head = ObjectId.fromString(pulls.headCommit(pull));
        Optional<ObjectId> base = pull.mergedOnto() == null
                ? refs.branch(pull.base())
                : Optional.of(ObjectId.fromString(pull.mergedOnto()));
        return new LocalDiff(repository).between(base.flatMap(at -> history.fork(at, head)), head, maxBytes);
    }

    private static ForgeException problem(Kind kind, String place, String cause, String remedy) {
        return new ForgeException(kind, new Problem(place, cause, remedy));
    }

    @Override
    public void close() {
        repository.close();
    }
}
