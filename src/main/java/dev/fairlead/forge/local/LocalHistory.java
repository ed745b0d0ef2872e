package dev.fairlead.forge.local;

import dev.fairlead.Problem;
import dev.fairlead.forge.ForgeException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;

/** Questions about which commit holds which. */
final class LocalHistory {
    private final Repository repository;

    LocalHistory(Repository repository) {
        this.repository = repository;
    }

    boolean exists(ObjectId commit) {
        try {
            return repository.getObjectDatabase().has(commit);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Whether the commit is the tip or one of its ancestors; a commit that is not there is none. */
    boolean holds(ObjectId tip, ObjectId commit) {
        try (RevWalk walk = new RevWalk(repository)) {
            return walk.isMergedInto(walk.parseCommit(commit), walk.parseCommit(tip));
        } catch (MissingObjectException e) {
            return false;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** The commits of the tip's line that hold the commit, the newest first, and last itself; empty where the tip does not. */
    List<String> holding(ObjectId tip, ObjectId commit, int most) {
        if (!holds(tip, commit)) {
            return List.of();
        }
        try (RevWalk walk = new RevWalk(repository)) {
            walk.sort(RevSort.TOPO);
            walk.sort(RevSort.REVERSE, true);
            walk.markStart(walk.parseCommit(tip));
            walk.markUninteresting(walk.parseCommit(commit));
            Set<ObjectId> holding = new HashSet<>(Set.of(commit));
            Deque<String> newest = new ArrayDeque<>();
            for (RevCommit next = walk.next(); next != null; next = walk.next()) {
                if (Arrays.stream(next.getParents()).anyMatch(parent -> holding.contains(parent.copy()))) {
                    holding.add(next.copy());
                    newest.addFirst(next.name());
                }
            }
            List<String> found =
                    new ArrayList<>(newest.stream().limit(Math.max(0, most - 1)).toList());
            found.add(commit.name());
            return found;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Where two lines parted, the newest such place; empty for histories with nothing in common. */
    Optional<ObjectId> fork(ObjectId one, ObjectId other) {
        try (RevWalk walk = new RevWalk(repository)) {
            walk.setRevFilter(RevFilter.MERGE_BASE);
            walk.markStart(walk.parseCommit(one));
            walk.markStart(walk.parseCommit(other));
            return Optional.ofNullable(walk.next()).map(RevCommit::copy);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** The commit on the tip's main line (first parents) that brought in the commit, and the one before it. */
    Landing landing(ObjectId tip, ObjectId commit) {
        try (RevWalk walk = new RevWalk(repository);
                RevWalk asking = new RevWalk(repository)) {
            RevCommit wanted = asking.parseCommit(commit);
            RevCommit landed = walk.parseCommit(tip);
            while (landed.getParentCount() > 0) {
                RevCommit before = walk.parseCommit(landed.getParent(0));
                if (!asking.isMergedInto(wanted, asking.parseCommit(before))) {
                    return landing(landed, Optional.of(before.copy()));
                }
                landed = before;
            }
            return landing(landed, Optional.empty());
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static Landing landing(RevCommit commit, Optional<ObjectId> before) {
        return new Landing(commit.copy(), before, commit.getCommitterIdent().getName());
    }

    /**
     * How a commit reached a main line.
     *
     * @param before the main line's commit before it
     * @param by who committed it
     */
    record Landing(ObjectId commit, Optional<ObjectId> before, String by) {}

    ForgeException unreadable(IOException e) {
        return new ForgeException(
                ForgeException.Kind.SERVER,
                new Problem(
                        repository.getDirectory().toString(),
                        "its history cannot be read (" + e.getMessage() + ")",
                        "check the repository with git fsck; a shallow clone does not do"),
                e);
    }
}
