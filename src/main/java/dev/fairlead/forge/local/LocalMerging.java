package dev.fairlead.forge.local;

import dev.fairlead.Problem;
import dev.fairlead.forge.ForgeException;
import dev.fairlead.forge.ForgeException.Kind;
import dev.fairlead.forge.ForgeSettings;
import dev.fairlead.forge.MergeMethod;
import dev.fairlead.forge.MergeRequest;
import dev.fairlead.forge.PullRequest.State;
import dev.fairlead.forge.local.PullStore.Stored;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;

/**
 * Merges in three writes: the commit to be is noted in the record, the base is moved to it, the record says merged. A
 * merge that is cut off after the second is found by its note ({@link LocalPulls#settle}), and one that is cut off
 * after the first never happened. Notes are kept, so that a slow merge and a fast one of the same pull request cannot
 * both land.
 */
final class LocalMerging {
    private static final int TRIES = 100;

    private final Repository repository;
    private final String place;
    private final ForgeSettings settings;
    private final LocalRefs refs;
    private final PullStore store;
    private final LocalPulls pulls;
    private final LocalHistory history;

    LocalMerging(
            Repository repository,
            String place,
            ForgeSettings settings,
            LocalRefs refs,
            PullStore store,
            LocalPulls pulls,
            LocalHistory history) {
        this.repository = repository;
        this.place = place;
        this.settings = settings;
        this.refs = refs;
        this.store = store;
        this.pulls = pulls;
        this.history = history;
    }

    Stored merge(String id, MergeRequest how) {
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            Stored stored = pulls.require(id);
            if (stored.pull().state() == State.MERGED) {
                return stored;
            }
            if (tryOnce(id, stored.pull(), how)) {
                return pulls.require(id);
            }
            LocalRefs.pause(Math.min(200, 10 * attempt));
        }
        throw refused(
                Kind.STALE, id, "the base moved " + TRIES + " times while it was merged", "merge it when it is quiet");
    }

    /** False when others moved something meanwhile. */
    private boolean tryOnce(String id, PullRecord pull, MergeRequest how) {
        ObjectId head = mergeableHead(id, pull, how);
        ObjectId base = refs.branch(pull.base())
                .orElseThrow(() -> refused(
                        Kind.NOT_MERGEABLE,
                        id,
                        "its base " + pull.base() + " is gone",
                        "push " + pull.base() + " again"));
        if (history.holds(base, head)) {
            throw refused(
                    Kind.NOT_MERGEABLE,
                    id,
                    "there is nothing in " + pull.head() + " that is not in " + pull.base(),
                    "close it");
        }
        PersonIdent who = new PersonIdent(
                settings.actor().name(),
                settings.actor().email(),
                settings.clock().instant(),
                settings.clock().getZone());
        ObjectId merged =
                new LocalMerge(repository, pull, place + "#" + id, who).prepare(base, head, withTexts(how, pull));
        Stored noted = store.change(pull.number(), "Merge", now -> noted(now, pull, head, base, merged));
        if (!noted.pull().attempts().contains(merged.name())
                || !refs.move(Constants.R_HEADS + pull.base(), base, merged)) {
            return false;
        }
        store.change(
                pull.number(),
                "Merged",
                now -> pulls.merged(now, merged).with(draft -> {
                    draft.closedBy = draft.closedBy == null ? settings.actor().name() : draft.closedBy;
                }));
        return true;
    }

    private PullRecord noted(PullRecord now, PullRecord read, ObjectId head, ObjectId base, ObjectId merged) {
        boolean same = now.isOpen() && now.attempts().equals(read.attempts());
        return !same
                ? now
                : now.with(draft -> {
                    draft.headCommit = head.name();
                    draft.mergedOnto = base.name();
                    draft.attempts.add(merged.name());
                    draft.closedBy = settings.actor().name();
                });
    }

    private ObjectId mergeableHead(String id, PullRecord pull, MergeRequest how) {
        if (!pull.isOpen()) {
            throw refused(Kind.NOT_MERGEABLE, id, "it is closed", "reopen it first");
        }
        if (pull.draft()) {
            throw refused(Kind.NOT_MERGEABLE, id, "it is a draft", "mark it as ready first");
        }
        ObjectId head = refs.branch(pull.head())
                .orElseThrow(() -> refused(
                        Kind.NOT_MERGEABLE,
                        id,
                        "its branch " + pull.head() + " is gone",
                        "push it again or close this"));
        how.expectedHead().filter(expected -> !expected.equals(head.name())).ifPresent(expected -> {
            throw refused(
                    Kind.STALE,
                    id,
                    pull.head() + " is at " + head.name() + ", not at " + expected,
                    "review the new commits, then merge");
        });
        return head;
    }

    private static MergeRequest withTexts(MergeRequest how, PullRecord pull) {
        boolean squash = how.method() == MergeMethod.SQUASH;
        String title = squash
                ? pull.title() + " (#" + pull.number() + ")"
                : "Merge pull request #" + pull.number() + " from " + pull.head();
        return how.saying(how.title().orElse(title), how.message().orElse(squash ? "" : pull.title()));
    }

    private ForgeException refused(Kind kind, String id, String cause, String remedy) {
        return new ForgeException(kind, new Problem(place + "#" + id, cause, remedy));
    }
}
