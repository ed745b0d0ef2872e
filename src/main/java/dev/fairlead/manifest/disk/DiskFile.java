package dev.fairlead.manifest.disk;

import dev.fairlead.FairleadException;
import dev.fairlead.Problem;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Set;

/** Reads and replaces one file. */
public final class DiskFile {
    /** No manifest that a person keeps is larger; whatever is, is not read into memory. */
    private static final long LARGEST = 64L << 20;

    private DiskFile() {}

    /** All bytes of the file. @throws IOException if it cannot be read, or is too large to be a manifest */
    public static byte[] read(Path path) throws IOException {
        try {
            long size = Files.size(path);
            if (size > LARGEST) {
                throw new IOException("it has " + (size >> 20) + " MiB, more than the limit of " + (LARGEST >> 20));
            }
            return Files.readAllBytes(path);
        } catch (FileSystemException failure) {
            // Its own message is the path, which every report says already.
            throw new IOException(cause(failure), failure);
        }
    }

    /**
     * Replaces the bytes of a file by way of a temporary file beside it, so that a reader sees the old or the new bytes and
     * never a part. Permissions stay. Through a symbolic link the file that it leads to is replaced, and the link stays.
     *
     * @param expected the bytes that the file still must have
     * @throws FairleadException if it has others by now, or cannot be written; then it is as it was
     */
    public static void replace(Path path, byte[] expected, byte[] bytes) {
        try {
            Path file = path.toRealPath();
            if (!Arrays.equals(Files.readAllBytes(file), expected)) {
                throw new FairleadException(new Problem(
                        FileWalk.name(path), "somebody changed it since it was read", "run again on the new state"));
            }
            Path folder = file.getParent();
            Path fresh = Files.createTempFile(folder, ".fairlead-", ".tmp");
            try {
                Files.write(fresh, bytes);
                keepPermissions(file, fresh);
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException failure) {
            throw new FairleadException(
                    new Problem(
                            FileWalk.name(path), "it cannot be written: " + cause(failure), "check its permissions"),
                    failure);
        }
    }

    private static void keepPermissions(Path file, Path fresh) throws IOException {
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            Files.setPosixFilePermissions(fresh, permissions);
        }
    }

    /** What went wrong, without the path that many of these messages begin with. */
    public static String cause(IOException failure) {
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failure instanceof NoSuchFileException) {
            return "it is gone";
        }
        String reason = failure instanceof FileSystemException system ? system.getReason() : failure.getMessage();
        return reason == null ? failure.getClass().getSimpleName() : reason;
    }
}
