package dev.fairlead;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A lock that dies with its holder: between processes by the operating system's lock of a file, which it frees when a
 * process ends in any way; between the threads of this process by an object, since a file's lock is the whole process's.
 * The file stays: who deletes it may let two in.
 */
public final class LockedFile {
    private static final ConcurrentMap<Path, ReentrantLock> IN_THIS_PROCESS = new ConcurrentHashMap<>();

    private LockedFile() {}

    /** What is done under the lock. */
    public interface Work<T> {
        T run() throws IOException;
    }

    /**
     * Waits for the lock, which its holder may take again, and works under it.
     *
     * @param file made when it is missing, with its folders
     * @throws java.nio.channels.FileLockInterruptionException if the thread was interrupted while it waited for a process
     */
    public static <T> T holding(Path file, Work<T> work) throws IOException {
        ReentrantLock threads = IN_THIS_PROCESS.computeIfAbsent(file.toAbsolutePath(), key -> new ReentrantLock());
        threads.lock();
        try {
            return threads.getHoldCount() > 1 ? work.run() : holdingFile(file, work);
        } finally {
            threads.unlock();
        }
    }

    private static <T> T holdingFile(Path file, Work<T> work) throws IOException {
        Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            assert lock.isValid();
            return work.run();
        }
    }
}
