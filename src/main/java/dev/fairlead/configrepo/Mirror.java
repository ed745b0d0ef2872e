package dev.fairlead.configrepo;

import dev.fairlead.LockedFile;
import dev.fairlead.Problem;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.UUID;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A bare repository in the cache folder that holds objects and no refs. It can vanish at any time: it is made when it
 * is not there, and made anew when it is damaged. Made in a folder of its own and moved into place, so that a killed
 * process leaves none half-made. The lock is always taken before this object's monitor.
 */
final class Mirror implements AutoCloseable {
    /** Each run adds a pack or two; beyond this many a fresh mirror is cheaper than looking into all of them. */
    private static final int TOO_MANY_PACKS = 120;

    /** As {@code git init --bare} writes it. JGit would start a shell to learn what it may write here. */
    private static final String CONFIG = """
            [core]
            \trepositoryformatversion = 0
            \tfilemode = true
            \tbare = true
            """;

    private final Path folder;
    private volatile @Nullable FileRepository repository;

    Mirror(Path folder) {
        this.folder = folder;
    }

    /** The repository, opened or made when need be. */
    FileRepository repository() {
        FileRepository open = repository;
        return open != null && isThere() ? open : exclusively(this::openOrMake);
    }

    private synchronized FileRepository openOrMake() throws IOException {
        FileRepository open = repository;
        if (open != null && isThere()) {
            return open;
        }
        close();
        if (!isThere()) {
            make();
        }
        FileRepository opened = open(folder.toFile());
        repository = opened;
        return opened;
    }

    /** Without a look whether it is still there: reading tells soon enough. */
    private FileRepository opened() {
        FileRepository open = repository;
        return open != null ? open : repository();
    }

    /** Runs work that no other process or thread does to this mirror at the same time. */
    <T> T exclusively(LockedFile.Work<T> work) {
        try {
            return LockedFile.holding(folder.resolveSibling(folder.getFileName() + ".lock"), work);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** Forgets a damaged mirror; the next use makes it anew. */
    void discard() {
        exclusively(() -> {
            close();
            return MirrorFiles.delete(folder);
        });
    }

    /** Clears what killed processes left, and starts anew when there are too many packs. Only under the lock. */
    void tidy() throws IOException {
        if (repository().getObjectDatabase().getPacks().size() > TOO_MANY_PACKS) {
            discard();
        }
        MirrorFiles.sweep(folder);
    }

    /** The commits whose trees are all here, to be told to the remote. */
    CommitList held() {
        return new CommitList(folder.resolve("shallow"));
    }

    /** The commits whose trees and blobs are all here. */
    CommitList complete() {
        return new CommitList(folder.resolve("complete"));
    }

    ObjectReader reader() {
        return opened().newObjectReader();
    }

    /** Stores objects in one new pack, without looking whether they are there already. */
    void add(Collection<NewObject> objects) throws IOException {
        NewPack.write(repository().getObjectDatabase(), objects);
    }

    /** The commit that an annotated tag here names; of anything else, the id itself. Git takes no tag for a shallow commit. */
    ObjectId commitOf(ObjectId id) {
        try (RevWalk walk = new RevWalk(repository())) {
            return walk.peel(walk.parseAny(id)).copy();
        } catch (IOException e) {
            return id;
        }
    }

    boolean has(ObjectId id) {
        return opened().getObjectDatabase().has(id);
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

    private void make() throws IOException {
        MirrorFiles.delete(folder);
        Path making = folder.resolveSibling(folder.getFileName() + ".new-" + UUID.randomUUID());
        Files.createDirectories(making.resolve("objects/pack"));
        Files.createDirectories(making.resolve("refs/heads"));
        Files.writeString(making.resolve("config"), CONFIG);
        Files.writeString(making.resolve("HEAD"), "ref: refs/heads/main\n");
        Files.move(making, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    private static FileRepository open(File folder) throws IOException {
        SystemConfig.tell();
        return (FileRepository)
                new FileRepositoryBuilder().setGitDir(folder).setBare().build();
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
