package dev.fairlead.configrepo;

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
 * The lock of one mirror: between processes by a lock on a file beside it, which the operating system frees when a
 * process dies; between the threads of this process by an object, since a file lock is the whole process's.
 */
final class MirrorLock {
    private static final ConcurrentMap<Path, ReentrantLock> IN_THIS_PROCESS = new ConcurrentHashMap<>();

    private MirrorLock() {}

    /** What is done under the lock. */
    interface Work<T> {
        T run() throws IOException;
    }

    static <T> T holding(Path mirror, Work<T> work) throws IOException {
        Path file = mirror.resolveSibling(mirror.getFileName() + ".lock").toAbsolutePath();
        ReentrantLock threads = IN_THIS_PROCESS.computeIfAbsent(file, key -> new ReentrantLock());
        threads.lock();
        try {
            return threads.getHoldCount() > 1 ? work.run() : holdingFile(file, work);
        } finally {
            threads.unlock();
        }
    }

    private static <T> T holdingFile(Path file, Work<T> work) throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            assert lock.isValid();
            return work.run();
        }
    }
}
