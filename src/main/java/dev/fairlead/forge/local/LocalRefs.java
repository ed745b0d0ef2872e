package dev.fairlead.forge.local;

import dev.fairlead.Problem;
import dev.fairlead.forge.ForgeException;
import dev.fairlead.forge.ForgeException.Kind;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Refs read and moved by compare-and-swap, so that any number of processes may write at once. */
final class LocalRefs {
    /** How long a lock may be held by others; Git holds one for the time of a rename. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final Duration DEAD_AFTER = Duration.ofMinutes(1);
    private static final String OURS = "refs/fairlead/";
    private static final Logger LOG = LoggerFactory.getLogger(LocalRefs.class);
    private static final int FIRST_WAIT_MILLIS = 5;
    private static final int LONGEST_WAIT_MILLIS = 200;

    private final Repository repository;
    private final Steps steps;

    LocalRefs(Repository repository, Steps steps) {
        this.repository = repository;
        this.steps = steps;
    }

    Optional<ObjectId> branch(String name) {
        return read(Constants.R_HEADS + name);
    }

    Optional<ObjectId> read(String ref) {
        try {
            return Optional.ofNullable(repository.exactRef(ref)).map(Ref::getObjectId);
        } catch (IOException e) {
            throw unreadable(ref, e);
        }
    }

    /**
     * Moves a ref if it is still where it was.
     *
     * @param from zero when there must be no such ref yet
     * @param to zero to delete it
     * @return false when it was somewhere else
     */
    boolean move(String ref, ObjectId from, ObjectId to) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (int wait = FIRST_WAIT_MILLIS; ; wait = Math.min(2 * wait, LONGEST_WAIT_MILLIS)) {
            RefUpdate.Result result = tryMove(ref, from, to);
            if (isDone(result)) {
                steps.done(ref);
                return true;
            }
            if (!read(ref).orElse(ObjectId.zeroId()).equals(from)) {
                return false;
            }
            if (result != RefUpdate.Result.LOCK_FAILURE || System.nanoTime() > end) {
                throw unmovable(ref, result);
            }
            breakLockOfTheDead(ref);
            pause(wait);
        }
    }

    private RefUpdate.Result tryMove(String ref, ObjectId from, ObjectId to) {
        try {
            RefUpdate update = repository.updateRef(ref, true);
            update.setExpectedOldObjectId(from);
            update.setForceUpdate(true);
            update.disableRefLog();
            if (to.equals(ObjectId.zeroId())) {
                return update.delete();
            }
            update.setNewObjectId(to);
            return update.update();
        } catch (IOException e) {
            throw unreadable(ref, e);
        }
    }

    /**
     * A process that was killed while it held a lock leaves the lock's file. Among our own refs, where a lock is held for
     * the time of one rename, an old one has no owner any more. Locks of branches are left to people.
     */
    private void breakLockOfTheDead(String ref) {
        File lock = new File(repository.getDirectory(), ref + ".lock");
        long age = System.currentTimeMillis() - lock.lastModified();
        if (ref.startsWith(OURS) && lock.exists() && age > DEAD_AFTER.toMillis() && lock.delete()) {
            LOG.warn("{}: removed a lock that was left {} s ago", lock, age / 1000);
        }
    }

    private static boolean isDone(RefUpdate.Result result) {
        return switch (result) {
            case NEW, FAST_FORWARD, FORCED, NO_CHANGE -> true;
            default -> false;
        };
    }

    /** Waits a random part of the time, so that writers who met do not meet again. */
    static void pause(int millis) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(1, millis + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ForgeException(
                    Kind.SERVER, new Problem("local forge", "interrupted while waiting for a ref", "run it again"), e);
        }
    }

    private ForgeException unmovable(String ref, RefUpdate.Result result) {
        boolean locked = result == RefUpdate.Result.LOCK_FAILURE;
        return new ForgeException(
                Kind.SERVER,
                new Problem(
                        repository.getDirectory() + " " + ref,
                        locked
                                ? "another process holds the lock of this ref"
                                : "the ref was not moved (" + result + ")",
                        locked
                                ? "wait for it; if no process writes there any more, delete "
                                        + repository.getDirectory() + "/" + ref + ".lock"
                                : "check the repository with git fsck"));
    }

    private ForgeException unreadable(String ref, IOException e) {
        return new ForgeException(
                Kind.SERVER,
                new Problem(
                        repository.getDirectory() + " " + ref,
                        "the ref cannot be read or written (" + e.getMessage() + ")",
                        "check the folder's permissions, its disk, and the repository with git fsck"),
                e);
    }
}
