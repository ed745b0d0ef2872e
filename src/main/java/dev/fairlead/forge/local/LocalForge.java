package dev.fairlead.forge.local;

import dev.fairlead.Problem;
import dev.fairlead.forge.BoundedText;
import dev.fairlead.forge.Comment;
import dev.fairlead.forge.CommitStatus;
import dev.fairlead.forge.DiffView;
import dev.fairlead.forge.Forge;
import dev.fairlead.forge.ForgeException;
import dev.fairlead.forge.ForgeException.Kind;
import dev.fairlead.forge.ForgeSettings;
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
import dev.fairlead.forge.local.PullStore.Stored;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/**
 * Pull requests of a bare repository on this machine. Any number of processes may work on it at once, and Git may push
 * to it meanwhile; what a process leaves half done when it is killed, the next call completes.
 */
public final class LocalForge implements Forge, Reopening, DiffView {
    private static final int TITLE_LIMIT = 256;
    private static final int BODY_LIMIT = 1 << 20;
    private static final ForgeTraits TRAITS = new ForgeTraits(
            "local", EnumSet.allOf(Feature.class), TITLE_LIMIT, BODY_LIMIT, EnumSet.allOf(MergeMethod.class));

    private final Repository repository;
    private final LocalRefs refs;
    private final PullStore store;
    private final StatusStore statuses;
    private final LocalHistory history;
    private final LocalPulls pulls;
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
        history = new LocalHistory(repository);
        pulls = new LocalPulls(place(), store, refs, history, clock);
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
        while (true) {
            ObjectId head = branchToMerge(draft.head(), draft.base());
            SortedMap<Integer, ObjectId> all = store.all();
            Optional<Stored> open = openFrom(all, draft.head(), draft.base());
            if (open.isPresent()) {
                return update(String.valueOf(open.get().pull().number()), draft.asEdit());
            }
            // The next number is free only if nobody opened one since the list was read.
            int number = all.isEmpty() ? 1 : all.lastKey() + 1;
            Optional<Stored> made = store.create(edit(fresh(draft, number, head), draft.asEdit()));
            if (made.isPresent()) {
                keepHead(made.get().pull());
                return new Written(pulls.view(made.get()), true, cut(draft.asEdit()));
            }
        }
    }

    private PullRecord fresh(PullRequestDraft draft, int number, ObjectId head) {
        String now = clock.instant().toString();
        return new PullRecord(
                PullRecord.VERSION,
                number,
                "",
                "",
                null,
                draft.head(),
                head.name(),
                draft.base(),
                State.OPEN,
                draft.draft(),
                actor,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                now,
                now,
                null,
                null,
                null,
                null,
                List.of(),
                List.of());
    }

    private Optional<Stored> openFrom(SortedMap<Integer, ObjectId> all, String head, String base) {
        for (Map.Entry<Integer, ObjectId> entry : all.entrySet()) {
            var summary = store.summary(entry.getKey(), entry.getValue());
            if (summary.state() == State.OPEN
                    && summary.head().equals(head)
                    && summary.base().equals(base)) {
                Stored stored = pulls.settle(store.load(entry.getKey(), entry.getValue()));
                if (stored.pull().isOpen()) {
                    return Optional.of(stored);
                }
            }
        }
        return Optional.empty();
    }

    /** The head of a branch that has something to merge into the base. */
    private ObjectId branchToMerge(String head, String base) {
        ObjectId from = branch(head);
        if (head.equals(base) || history.holds(branch(base), from)) {
            throw problem(
                    Kind.INVALID,
                    place() + " " + head,
                    "there are no commits between " + base + " and " + head,
                    "push a commit to " + head + " first");
        }
        return from;
    }

    private ObjectId branch(String name) {
        if (!Repository.isValidRefName(Constants.R_HEADS + name)) {
            throw problem(Kind.INVALID, place(), "'" + name + "' is no branch name", "see git help check-ref-format");
        }
        return refs.branch(name)
                .orElseThrow(() -> problem(
                        Kind.INVALID,
                        place(),
                        "there is no branch " + name,
                        "push it first: git push " + place() + " HEAD:refs/heads/" + name));
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
        Stored before = pulls.require(id);
        Stored after = store.change(before.pull().number(), "Edit", pull -> edit(pull, edit));
        boolean moved = keepHead(after.pull());
        return new Written(pulls.view(after), moved || !after.commit().equals(before.commit()), cut(edit));
    }

    private PullRecord edit(PullRecord pull, PullRequestEdit edit) {
        return pull.with(draft -> {
            edit.title().ifPresent(title -> draft.title = BoundedText.line(title, TITLE_LIMIT));
            edit.body().ifPresent(body -> draft.body = BoundedText.markdown(body, BODY_LIMIT));
            edit.marker().ifPresent(marker -> draft.marker = marker);
            edit.draft().ifPresent(value -> draft.draft = value);
            draft.labels = Names.sorted(draft.labels, edit.addLabels(), edit.removeLabels());
            draft.reviewers = Names.sorted(draft.reviewers, edit.reviewers(), List.of());
            draft.teamReviewers = Names.sorted(draft.teamReviewers, edit.teamReviewers(), List.of());
            draft.assignees = Names.sorted(draft.assignees, edit.assignees(), List.of());
            draft.headCommit = pulls.headCommit(pull);
        });
    }

    private List<Problem> cut(PullRequestEdit edit) {
        return edit.body().filter(body -> body.length() > BODY_LIMIT).stream()
                .map(body -> new Problem(
                        place(), "the body is longer than " + BODY_LIMIT + " characters and was cut", "shorten it"))
                .toList();
    }

    /** Keeps the head's commits from being collected when its branch goes. */
    private boolean keepHead(PullRecord pull) {
        String ref = PullStore.headRef(pull.number());
        ObjectId wanted = ObjectId.fromString(pull.headCommit());
        ObjectId now = refs.read(ref).orElse(ObjectId.zeroId());
        return !now.equals(wanted) && refs.move(ref, now, wanted);
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
    public PullRequest merge(String id, MergeRequest how) {
        Stored merged = merging.merge(id, how);
        keepHead(merged.pull());
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
        keepHead(closed.pull());
        return closed;
    }

    @Override
    public PullRequest reopen(String id) {
        PullRecord pull = pulls.require(id).pull();
        if (pull.state() == State.MERGED) {
            throw problem(Kind.NOT_MERGEABLE, place() + "#" + id, "it was merged", "open a new one");
        }
        branchToMerge(pull.head(), pull.base());
        Optional<Stored> other = openFrom(store.all(), pull.head(), pull.base());
        if (other.isPresent() && other.get().pull().number() != pull.number()) {
            throw problem(
                    Kind.NOT_MERGEABLE,
                    place() + "#" + id,
                    "#" + other.get().pull().number() + " is open from the same branch",
                    "close that one first, or use it");
        }
        return pulls.view(store.change(
                pull.number(), "Reopen", now -> now.state() == State.CLOSED ? now.with(LocalForge::opened) : now));
    }

    private static void opened(PullRecord.Draft draft) {
        draft.state = State.OPEN;
        draft.closedAt = null;
        draft.closedBy = null;
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
