package dev.fairlead.forge.local;

import dev.fairlead.Problem;
import dev.fairlead.forge.ForgeException;
import dev.fairlead.forge.ForgeException.Kind;
import dev.fairlead.forge.ForgeSettings;
import dev.fairlead.forge.PullRequest;
import dev.fairlead.forge.PullRequest.State;
import dev.fairlead.forge.PullRequestDraft;
import dev.fairlead.forge.Written;
import dev.fairlead.forge.local.PullStore.Stored;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/** Opens pull requests, one for a branch and its base, and closed ones again. */
final class LocalOpening {
    private final String place;
    private final ForgeSettings settings;
    private final LocalRefs refs;
    private final PullStore store;
    private final LocalPulls pulls;
    private final LocalHistory history;
    private final LocalEditing editing;

    LocalOpening(
            String place,
            ForgeSettings settings,
            LocalRefs refs,
            PullStore store,
            LocalPulls pulls,
            LocalHistory history,
            LocalEditing editing) {
        this.place = place;
        this.settings = settings;
        this.refs = refs;
        this.store = store;
        this.pulls = pulls;
        this.history = history;
        this.editing = editing;
    }

    Written open(PullRequestDraft draft) {
        while (true) {
            ObjectId head = branchToMerge(draft.head(), draft.base());
            SortedMap<Integer, ObjectId> all = store.all();
            Optional<Stored> open = openFrom(all, draft.head(), draft.base());
            if (open.isPresent()) {
                return editing.update(String.valueOf(open.get().pull().number()), draft.asEdit());
            }
            // The next number is free only if nobody opened one since the list was read.
            int number = all.isEmpty() ? 1 : all.lastKey() + 1;
            Optional<Stored> made = store.create(editing.edit(fresh(draft, number, head), draft.asEdit()));
            if (made.isPresent()) {
                editing.keepHead(made.get().pull());
                return new Written(pulls.view(made.get()), true, editing.cut(draft.asEdit()));
            }
        }
    }

    private PullRecord fresh(PullRequestDraft draft, int number, ObjectId head) {
        String now = settings.clock().instant().toString();
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
                settings.actor().name(),
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
                    place + " " + head,
                    "there are no commits between " + base + " and " + head,
                    "push a commit to " + head + " first");
        }
        return from;
    }

    private ObjectId branch(String name) {
        if (!Repository.isValidRefName(Constants.R_HEADS + name)) {
            throw problem(Kind.INVALID, place, "'" + name + "' is no branch name", "see git help check-ref-format");
        }
        return refs.branch(name)
                .orElseThrow(() -> problem(
                        Kind.INVALID,
                        place,
                        "there is no branch " + name,
                        "push it first: git push " + place + " HEAD:refs/heads/" + name));
    }

    PullRequest reopen(String id) {
        PullRecord pull = pulls.require(id).pull();
        if (pull.state() == State.MERGED) {
            throw problem(Kind.NOT_MERGEABLE, place + "#" + id, "it was merged", "open a new one");
        }
        branchToMerge(pull.head(), pull.base());
        Optional<Stored> other = openFrom(store.all(), pull.head(), pull.base());
        if (other.isPresent() && other.get().pull().number() != pull.number()) {
            throw problem(
                    Kind.NOT_MERGEABLE,
                    place + "#" + id,
                    "#" + other.get().pull().number() + " is open from the same branch",
                    "close that one first, or use it");
        }
        return pulls.view(store.change(
                pull.number(), "Reopen", now -> now.state() == State.CLOSED ? now.with(LocalOpening::opened) : now));
    }

    private static void opened(PullRecord.Draft draft) {
        draft.state = State.OPEN;
        draft.closedAt = null;
        draft.closedBy = null;
    }

    private static ForgeException problem(Kind kind, String place, String cause, String remedy) {
        return new ForgeException(kind, new Problem(place, cause, remedy));
    }
}
