package dev.fairlead.configrepo;

import dev.fairlead.Problem;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A bare repository in the cache folder that holds objects and no refs. It can vanish at any time: it is made when it
 * is not there, and made anew when it is damaged. Made in a folder of its own and moved into place, so that a killed
 * process leaves none half-made.
 */
final class Mirror implements AutoCloseable {
    private final Path folder;
    private @Nullable FileRepository repository;

    Mirror(Path folder) {
        this.folder = folder;
    }

    /** The repository, opened or made when need be. Making one asks for the lock. */
    synchronized FileRepository repository() {
        FileRepository open = repository;
        if (open != null && isThere()) {
            return open;
        }
        close();
        try {
            if (!isThere()) {
                MirrorLock.holding(folder, this::make);
            }
            FileRepository opened = open(folder.toFile());
            repository = opened;
            return opened;
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** Runs work that no other process or thread does to this mirror at the same time. */
    <T> T exclusively(MirrorLock.Work<T> work) {
        try {
            return MirrorLock.holding(folder, work);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** Forgets a damaged mirror; the next use makes it anew. */
    synchronized void discard() {
        close();
        exclusively(() -> delete(folder));
    }

    ObjectReader reader() {
        return repository().newObjectReader();
    }

    /** Writes into one new pack, without looking whether the objects are there already. */
    ObjectInserter inserter() {
        var inserter = repository().getObjectDatabase().newPackInserter();
        inserter.checkExisting(false);
        return inserter;
    }

    boolean has(ObjectId id) {
        return repository().getObjectDatabase().has(id);
    }

    /** A failure of the mirror itself, after which work begins anew from a fresh fetch. */
    GitException lost(Throwable cause) {
        return new GitException(
                GitException.Kind.MIRROR,
                new Problem(
                        folder.toString(),
                        "the mirror was deleted or damaged while it was in use (" + cause.getMessage() + ")",
                        "run again: it is made anew"),
                cause);
    }

    private GitException unusable(IOException cause) {
        return new GitException(
                GitException.Kind.MIRROR,
                new Problem(
                        folder.toString(),
                        "the mirror cannot be used (" + cause + ")",
                        "make the cache folder writable, or name another"),
                cause);
    }

    private boolean isThere() {
        return Files.isRegularFile(folder.resolve("HEAD")) && Files.isDirectory(folder.resolve("objects/pack"));
    }

    private boolean make() throws IOException {
        if (isThere()) {
            return false;
        }
        delete(folder);
        Path making = folder.resolveSibling(folder.getFileName() + ".new-" + UUID.randomUUID());
        try (FileRepository fresh = open(making.toFile())) {
            fresh.create(true);
        }
        Files.move(making, folder, StandardCopyOption.ATOMIC_MOVE);
        return true;
    }

    private static FileRepository open(File folder) throws IOException {
        return (FileRepository)
                new FileRepositoryBuilder().setGitDir(folder).setBare().build();
    }

    private static boolean delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return false;
        }
        Path aside = folder.resolveSibling(folder.getFileName() + ".old-" + UUID.randomUUID());
        Files.move(folder, aside, StandardCopyOption.ATOMIC_MOVE);
        try (Stream<Path> found = Files.walk(aside)) {
            for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (NoSuchFileException | UncheckedIOException e) {
            // Somebody else deletes the same folder: as good.
        }
        return true;
    }

    @Override
    public synchronized void close() {
        FileRepository open = repository;
        if (open != null) {
            open.close();
            repository = null;
        }
    }
}
