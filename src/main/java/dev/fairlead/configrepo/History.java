package dev.fairlead.configrepo;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.jspecify.annotations.Nullable;

/** Commits without trees, in a mirror of their own, deepened only when a range reaches beyond what is there. */
final class History implements AutoCloseable {
    private final Mirror mirror;
    private final Remote remote;
    private @Nullable Covered covered;

    History(Mirror mirror, Remote remote) {
        this.mirror = mirror;
        this.remote = remote;
    }

    List<CommitInfo> read(GitId tip, HistoryRange range) {
        Covered wanted = new Covered(tip, range);
        try {
            return mirror.exclusively(() -> readOnce(wanted));
        } catch (GitException e) {
            if (e.kind() != GitException.Kind.MIRROR) {
                throw e;
            }
            mirror.discard();
            covered = null;
            return mirror.exclusively(() -> readOnce(wanted));
        }
    }

    private List<CommitInfo> readOnce(Covered wanted) throws IOException {
        Optional<List<CommitInfo>> held = walk(wanted, wanted.equals(covered));
        if (held.isPresent()) {
            return held.get();
        }
        remote.fetchHistory(mirror, wanted.tip().jgit(), wanted.range(), haves(wanted.tip()));
        covered = wanted;
        return walk(wanted, true)
                .orElseThrow(() -> mirror.lost(new IOException("the history of " + wanted.tip() + " is not there")));
    }

    /** The tip that was read last, so that only what is newer is sent. To deepen the same tip, nothing is offered. */
    private Set<ObjectId> haves(GitId tip) {
        Covered last = covered;
        boolean useful =
                last != null && !last.tip().equals(tip) && mirror.has(last.tip().jgit());
        return last != null && useful ? Set.of(last.tip().jgit()) : Set.of();
    }

    /** The range's commits, newest first, or empty when the mirror may not reach so far. */
    private Optional<List<CommitInfo>> walk(Covered wanted, boolean trusted) throws IOException {
        ObjectId tip = wanted.tip().jgit();
        try (ObjectReader reader = mirror.reader()) {
            if (!reader.has(tip)) {
                return Optional.empty();
            }
            return new Walk(reader, wanted.range(), trusted).from(tip);
        }
    }

    private record Covered(GitId tip, HistoryRange range) {}

    /** One walk from a tip. */
    private final class Walk {
        private final ObjectReader reader;
        private final HistoryRange range;
        private final boolean trusted;
        private final Set<ObjectId> cuts;
        private final Set<ObjectId> seen = new HashSet<>();
        private final PriorityQueue<Step> next = new PriorityQueue<>(
                Comparator.comparing((Step step) -> step.commit().time()).reversed());

        Walk(ObjectReader reader, HistoryRange range, boolean trusted) throws IOException {
            this.reader = reader;
            this.range = range;
            this.trusted = trusted;
            this.cuts = mirror.repository().getObjectDatabase().getShallowCommits();
        }

        Optional<List<CommitInfo>> from(ObjectId tip) throws IOException {
            List<CommitInfo> found = new ArrayList<>();
            next.add(new Step(History.read(reader, tip), 1));
            while (!next.isEmpty()) {
                Step step = next.remove();
                found.add(step.commit());
                if (step.generation() < range.commits() && !parents(step)) {
                    return Optional.empty();
                }
            }
            return Optional.of(found);
        }

        /** Queues a commit's parents; false when one is not there and should be. */
        private boolean parents(Step step) throws IOException {
            boolean cut = cuts.contains(step.commit().id().jgit());
            for (GitId parent : step.commit().parents()) {
                if (cut || !reader.has(parent.jgit())) {
                    if (!trusted) {
                        return false;
                    }
                } else {
                    CommitInfo commit = History.read(reader, parent.jgit());
                    if (inside(commit, range) && seen.add(parent.jgit())) {
                        next.add(new Step(commit, step.generation() + 1));
                    }
                }
            }
            return true;
        }
    }

    private record Step(CommitInfo commit, int generation) {}

    private static boolean inside(CommitInfo commit, HistoryRange range) {
        Optional<Instant> since = range.since();
        return since.isEmpty() || !commit.time().isBefore(since.get());
    }

    private static CommitInfo read(ObjectReader reader, ObjectId id) throws IOException {
        return CommitText.read(id, reader.open(id, Constants.OBJ_COMMIT).getBytes(Integer.MAX_VALUE));
    }

    @Override
    public void close() {
        mirror.close();
    }
}
