package dev.fairlead.forge.local;

import dev.fairlead.LockedFile;
import dev.fairlead.Problem;
import dev.fairlead.forge.ForgeException;
import dev.fairlead.forge.ForgeException.Kind;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileLockInterruptionException;
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

    private static final Duration DEAD_AFTER = Duration.ofSeconds(1);
    private static final String WRITERS = "fairlead-writers";
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
        boolean moved = ref.startsWith(OURS) ? moveAlone(ref, from, to) : moveInTime(ref, from, to);
        if (moved) {
            steps.done(ref);
        }
        return moved;
    }

    /** Git's lock of a ref outlives a process that is killed; with one of ours around it, it is known whether its owner lives. */
    private boolean moveAlone(String ref, ObjectId from, ObjectId to) {
        try {
            return LockedFile.holding(
                    repository.getDirectory().toPath().resolve(WRITERS), () -> moveInTime(ref, from, to));
        } catch (FileLockInterruptionException e) {
            throw interrupted(e);
        } catch (IOException e) {
            throw unreadable(ref, e);
        }
    }

    private boolean moveInTime(String ref, ObjectId from, ObjectId to) {
        long start = System.nanoTime();
        for (int wait = FIRST_WAIT_MILLIS; ; wait = Math.min(2 * wait, LONGEST_WAIT_MILLIS)) {
            RefUpdate.Result result = tryMove(ref, from, to);
            if (isDone(result)) {
                return true;
            }
            if (!read(ref).orElse(ObjectId.zeroId()).equals(from)) {
                return false;
            }
            long waited = System.nanoTime() - start;
            if (result != RefUpdate.Result.LOCK_FAILURE || waited > PATIENCE.toNanos()) {
                throw unmovable(ref, result);
            }
            if (waited > DEAD_AFTER.toNanos()) {
                breakLockOfTheDead(ref);
            }
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
     * A process that was killed while it held a lock leaves the lock's file. No other process of ours moves one of our refs
     * now, and Git's own house-keeping holds such a lock for the time of one rename. Locks of branches are left to people.
     */
    private void breakLockOfTheDead(String ref) {
        File lock = new File(repository.getDirectory(), ref + ".lock");
        if (ref.startsWith(OURS) && lock.delete()) {
            LOG.warn("{}: removed a lock that a killed process had left", lock);
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
            throw interrupted(e);
        }
    }

    private static ForgeException interrupted(Exception cause) {
        Thread.currentThread().interrupt();
        return new ForgeException(
                Kind.SERVER, new Problem("local forge", "interrupted while waiting for a ref", "run it again"), cause);
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
