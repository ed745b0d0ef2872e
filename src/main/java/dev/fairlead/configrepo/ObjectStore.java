package dev.fairlead.configrepo;

import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/** The objects of one remote: what the mirror holds, and what it lacks, fetched when it is needed. */
final class ObjectStore implements AutoCloseable {
    private final Mirror mirror;
    private final Remote remote;

    ObjectStore(Mirror mirror, Remote remote) {
        this.mirror = mirror;
        this.remote = remote;
    }

    Mirror mirror() {
        return mirror;
    }

    Remote remote() {
        return remote;
    }

    Map<String, Snapshot> fetch(Collection<String> refs, Contents contents) {
        return mirror.exclusively(() -> {
            Map<String, Snapshot> found = new LinkedHashMap<>();
            remote.fetch(mirror, refs, contents).forEach((ref, id) -> found.put(ref, open(id)));
            return found;
        });
    }

    Snapshot snapshot(GitId commit) {
        if (!mirror.has(commit.jgit())) {
            mirror.exclusively(() -> {
                remote.fetchCommit(mirror, commit.jgit());
                return commit;
            });
        }
        return open(commit.jgit());
    }

    private Snapshot open(ObjectId commit) {
        return new Snapshot(this, CommitText.read(commit, read(commit, Constants.OBJ_COMMIT)));
    }

    byte[] tree(ObjectId id) {
        return read(id, Constants.OBJ_TREE);
    }

    byte[] blob(ObjectId id) {
        return read(id, Constants.OBJ_BLOB);
    }

    private byte[] read(ObjectId id, int type) {
        try (ObjectReader reader = mirror.reader()) {
            return reader.open(id, type).getBytes(Integer.MAX_VALUE);
        } catch (IOException e) {
            throw mirror.lost(e);
        }
    }

    /** Reads many blobs that the mirror holds. */
    void blobs(Collection<FileEntry> files, BiConsumer<FileEntry, byte[]> each) {
        try (ObjectReader reader = mirror.reader()) {
            for (FileEntry file : files) {
                each.accept(
                        file, reader.open(file.id().jgit(), Constants.OBJ_BLOB).getBytes(Integer.MAX_VALUE));
            }
        } catch (IOException e) {
            throw mirror.lost(e);
        }
    }

    /** Fetches those of a commit's blobs that the mirror lacks, in one batch. */
    void ensure(ObjectId commit, List<ObjectId> blobs) {
        Set<ObjectId> missing =
                blobs.stream().filter(id -> !mirror.has(id)).collect(Collectors.toCollection(LinkedHashSet::new));
        if (missing.isEmpty()) {
            return;
        }
        mirror.exclusively(() -> {
            remote.fetchBlobs(mirror, commit, missing);
            return Optional.empty();
        });
    }

    @Override
    public void close() {
        mirror.close();
    }
}
