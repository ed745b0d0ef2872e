package dev.fairlead.configrepo;

import dev.fairlead.FairleadException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.jspecify.annotations.Nullable;

/** Commits without trees, in a mirror of their own, deepened only when a range reaches beyond what is there. */
final class History implements AutoCloseable {
    private final Mirror mirror;
    private final Mirror content;
    private final Remote remote;
    private volatile @Nullable Covered covered;
    private @Nullable Thread ahead;

    /** @param content where the newest commits are, which a fetch or this process brought */
    History(Mirror mirror, Mirror content, Remote remote) {
        this.content = content;
        this.mirror = mirror;
        this.remote = remote;
    }

    /**
     * Begins to fetch what is new on a history that this process has read before, so that it comes while its caller does other
     * things. A failure is told by who reads.
     */
    synchronized void expect(GitId tip) {
        Covered last = covered;
        if (last == null || last.tip().equals(tip) || (ahead != null && ahead.isAlive())) {
            return;
        }
        Thread thread = new Thread(() -> readAhead(tip, last.range()), "fairlead-history");
        thread.setDaemon(true);
        thread.start();
        ahead = thread;
    }

    private void readAhead(GitId tip, HistoryRange range) {
        try {
            read(tip, range);
        } catch (FairleadException e) {
            // Who needs it reads it again.
        }
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
        try (ObjectReader reader = mirror.reader();
                ObjectReader newest = content.reader()) {
            if (!reader.has(tip) && (trusted || !newest.has(tip))) {
                return Optional.empty();
            }
            return new Walk(reader, newest, wanted.range(), trusted).from(tip);
        }
    }

    private record Covered(GitId tip, HistoryRange range) {
        /** Whether what it left out for its age is out of the other's range, too. */
        boolean reachesAsFarAs(HistoryRange other) {
            return range.since().isPresent()
                    && other.since().isPresent()
                    && !other.since().get().isBefore(range.since().get());
        }
    }

    /** One walk from a tip. */
    private final class Walk {
        private final ObjectReader reader;
        private final ObjectReader newest;
        private final HistoryRange range;
        private final boolean trusted;
        private final boolean cutsAreOld;
        private final Set<ObjectId> cuts;
        private final Set<ObjectId> seen = new HashSet<>();
        private final PriorityQueue<Step> next = new PriorityQueue<>(
                Comparator.comparing((Step step) -> step.commit().time()).reversed());

        Walk(ObjectReader reader, ObjectReader newest, HistoryRange range, boolean trusted) throws IOException {
            this.reader = reader;
            this.newest = newest;
            Covered last = covered;
            this.cutsAreOld = last != null && last.reachesAsFarAs(range);
            this.range = range;
            this.trusted = trusted;
            this.cuts = mirror.repository().getObjectDatabase().getShallowCommits();
        }

        Optional<List<CommitInfo>> from(ObjectId tip) throws IOException {
            List<CommitInfo> found = new ArrayList<>();
            next.add(new Step(read(tip).orElseThrow(() -> new MissingObjectException(tip, Constants.OBJ_COMMIT)), 1));
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
                Optional<CommitInfo> commit = cut ? Optional.empty() : read(parent.jgit());
                if (commit.isEmpty() && !trusted && !(cut && cutsAreOld)) {
                    return false;
                }
                commit.filter(known -> inside(known, range) && seen.add(parent.jgit()))
                        .ifPresent(known -> next.add(new Step(known, step.generation() + 1)));
            }
            return true;
        }

        private Optional<CommitInfo> read(ObjectId id) throws IOException {
            if (reader.has(id)) {
                return Optional.of(History.read(reader, id));
            }
            try {
                return newest.has(id) ? Optional.of(History.read(newest, id)) : Optional.empty();
            } catch (IOException e) {
                // Who reads files finds that mirror damaged and makes it anew; here it only saves a fetch.
                return Optional.empty();
            }
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

    /** Waits for what was begun: a thread that goes on would open the mirror again. */
    @Override
    public synchronized void close() {
        Thread running = ahead;
        try {
            if (running != null) {
                running.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        mirror.close();
    }
}
