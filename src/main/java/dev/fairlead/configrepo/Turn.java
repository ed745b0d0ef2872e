package dev.fairlead.configrepo;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A writer's turn at one ref of a remote, among the writers of this machine that share a cache folder: they would only lose races
 * to each other. A courtesy, no guarantee: who has waited too long goes all the same, and the push's lease decides.
 */
final class Turn implements AutoCloseable {
    private static final ConcurrentMap<Path, ReentrantLock> IN_THIS_PROCESS = new ConcurrentHashMap<>();
    private static final long POLL_MILLIS = 10;

    private final @Nullable ReentrantLock threads;
    private final @Nullable FileChannel processes;

    private Turn(@Nullable ReentrantLock threads, @Nullable FileChannel processes) {
        this.threads = threads;
        this.processes = processes;
    }

    /** Waits for the turn, at most so long. */
    static Turn take(Path file, Duration most) {
        long end = System.nanoTime() + most.toNanos();
        ReentrantLock threads = IN_THIS_PROCESS.computeIfAbsent(file.toAbsolutePath(), key -> new ReentrantLock(true));
        try {
            if (!threads.tryLock(most.toNanos(), TimeUnit.NANOSECONDS)) {
                return new Turn(null, null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Turn(null, null);
        }
        // A second channel to the same file would give up the first one's lock when it is closed.
        return new Turn(threads, threads.getHoldCount() == 1 ? lock(file, end) : null);
    }

    private static @Nullable FileChannel lock(Path file, long end) {
        FileChannel channel = null;
        try {
            Files.createDirectories(file.resolveSibling(""));
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            while (lock == null && System.nanoTime() < end) {
                Thread.sleep(POLL_MILLIS);
                lock = channel.tryLock();
            }
        } catch (IOException e) {
            // No turns without a cache folder.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return channel;
    }

    @Override
    public void close() {
        if (processes != null) {
            try {
                processes.close();
            } catch (IOException e) {
                // The lock goes with the process.
            }
        }
        if (threads != null) {
            threads.unlock();
        }
    }
}
