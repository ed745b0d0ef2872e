package dev.fairlead.forge.local;

import dev.fairlead.forge.ForgeException;
import dev.fairlead.forge.PullRequest;
import dev.fairlead.forge.PullRequest.State;
import dev.fairlead.forge.PullRequestQuery;
import dev.fairlead.forge.local.LocalHistory.Landing;
import dev.fairlead.forge.local.PullStore.Stored;
import dev.fairlead.forge.local.PullStore.Summary;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Reads pull requests in the light of the branches: the head of an open one is where its branch is, and one whose commits
 * reached the base (by a push, or by a merge that was cut off after it moved the base) is merged.
 */
final class LocalPulls {
    private final String place;
    private final PullStore store;
    private final LocalRefs refs;
    private final LocalHistory history;
    private final Clock clock;

    LocalPulls(String place, PullStore store, LocalRefs refs, LocalHistory history, Clock clock) {
        this.place = place;
        this.store = store;
        this.refs = refs;
        this.history = history;
        this.clock = clock;
    }

    Stored require(String id) {
        return find(id).orElseThrow(() -> store.unknown(id));
    }

    Optional<Stored> find(String id) {
        return id.matches("[1-9][0-9]{0,8}") ? store.load(Integer.parseInt(id)).map(this::settle) : Optional.empty();
    }

    List<PullRequest> find(PullRequestQuery query) {
        List<PullRequest> found = new ArrayList<>();
        TreeMap<Integer, ObjectId> newestFirst = new TreeMap<>(Collections.reverseOrder());
        newestFirst.putAll(store.all());
        for (Map.Entry<Integer, ObjectId> entry : newestFirst.entrySet()) {
            if (found.size() < query.limit() && mayFit(query, store.summary(entry.getKey(), entry.getValue()))) {
                PullRequest pull = view(settle(store.load(entry.getKey(), entry.getValue())));
                if (query.fits(pull)) {
                    found.add(pull);
                }
            }
        }
        return found;
    }

    /** A merge is final; any other state may turn out to be a merge when looked at. */
    private static boolean mayFit(PullRequestQuery query, Summary summary) {
        boolean state = query.states().contains(summary.state())
                || (summary.state() != State.MERGED && query.states().contains(State.MERGED));
        return state
                && query.head().map(summary.head()::equals).orElse(true)
                && query.base().map(summary.base()::equals).orElse(true);
    }

    /** Writes down a merge that happened; where it cannot be written, the next one who can will. */
    Stored settle(Stored stored) {
        Optional<UnaryOperator<PullRecord>> landed = landed(stored.pull());
        if (landed.isEmpty()) {
            return stored;
        }
        try {
            return store.change(stored.pull().number(), "Merged", landed.get());
        } catch (ForgeException readOnly) {
            return new Stored(stored.commit(), landed.get().apply(stored.pull()));
        }
    }

    private Optional<UnaryOperator<PullRecord>> landed(PullRecord pull) {
        Optional<ObjectId> base = pull.state() == State.MERGED ? Optional.empty() : refs.branch(pull.base());
        if (base.isEmpty()) {
            return Optional.empty();
        }
        Optional<ObjectId> attempt = pull.attempts().stream()
                .map(ObjectId::fromString)
                .filter(commit -> history.holds(base.get(), commit))
                .findFirst();
        if (attempt.isPresent()) {
            return Optional.of(current -> merged(current, attempt.get()));
        }
        return pull.isOpen() && pushedToBase(pull, base.get())
                ? Optional.of(current -> mergedByHand(current, base.get()))
                : Optional.empty();
    }

    /** A branch that was set back to the base is no merge: its commits of before are not on the base then. */
    private boolean pushedToBase(PullRecord pull, ObjectId base) {
        boolean branchToo =
                refs.branch(pull.head()).map(tip -> history.holds(base, tip)).orElse(true);
        return branchToo && history.holds(base, ObjectId.fromString(pull.headCommit()));
    }

    PullRecord merged(PullRecord pull, ObjectId commit) {
        if (pull.state() == State.MERGED) {
            return pull;
        }
        String now = clock.instant().toString();
        return pull.with(draft -> {
            draft.state = State.MERGED;
            draft.closedAt = now;
            draft.mergeCommit = commit.name();
        });
    }

    private PullRecord mergedByHand(PullRecord pull, ObjectId base) {
        Landing landing = history.landing(base, ObjectId.fromString(pull.headCommit()));
        return merged(pull, landing.commit()).with(draft -> {
            draft.mergedOnto = landing.before().map(ObjectId::name).orElse(null);
            draft.closedBy = landing.by();
        });
    }

    PullRequest view(Stored stored) {
        PullRecord pull = stored.pull();
        return new PullRequest(
                String.valueOf(pull.number()),
                place + "#" + pull.number(),
                pull.title(),
                pull.body(),
                Optional.ofNullable(pull.marker()),
                pull.head(),
                headCommit(pull),
                pull.base(),
                pull.state(),
                pull.draft(),
                pull.author(),
                pull.labels(),
                pull.reviewers(),
                pull.teamReviewers(),
                pull.assignees(),
                Instant.parse(pull.createdAt()),
                Instant.parse(pull.updatedAt()),
                Optional.ofNullable(pull.closedAt()).map(Instant::parse),
                Optional.ofNullable(pull.mergeCommit()));
    }

    String headCommit(PullRecord pull) {
        return pull.isOpen()
                ? refs.branch(pull.head()).map(ObjectId::name).orElse(pull.headCommit())
                : pull.headCommit();
    }
}
