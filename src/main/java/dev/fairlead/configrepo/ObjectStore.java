package dev.fairlead.configrepo;

import dev.fairlead.LockedFile;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * The objects of one remote: what the mirror holds, and what it lacks, fetched when it is needed. When the mirror turns
 * out to be deleted or damaged, it is made anew and the commit in question fetched again.
 */
final class ObjectStore implements AutoCloseable {
    private final Mirror mirror;
    private final Remote remote;
    private final TreeCache trees = new TreeCache();

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
            mirror.tidy();
            return anewIfLost(() -> {
                Map<String, Snapshot> found = new LinkedHashMap<>();
                remote.fetch(mirror, refs, contents).forEach((ref, id) -> found.put(ref, open(id)));
                return found;
            });
        });
    }

    Snapshot snapshot(GitId commit) {
        if (!mirror.has(commit.jgit())) {
            fetchAgain(commit.jgit());
        }
        return open(commit.jgit());
    }

    List<Snapshot> snapshots(Collection<GitId> commits) {
        List<ObjectId> missing = commits.stream()
                .map(GitId::jgit)
                .filter(id -> !mirror.has(id))
                .distinct()
                .toList();
        if (!missing.isEmpty()) {
            mirror.exclusively(() -> anewIfLost(() -> {
                remote.fetchCommits(mirror, missing);
                return missing;
            }));
        }
        return commits.stream().map(this::snapshot).toList();
    }

    /** A commit, or the commit that an annotated tag names. */
    private Snapshot open(ObjectId id) {
        try (ObjectReader reader = mirror.reader()) {
            var object = reader.open(id);
            byte[] bytes = object.getBytes(Integer.MAX_VALUE);
            return switch (object.getType()) {
                case Constants.OBJ_COMMIT -> new Snapshot(this, CommitText.read(id, bytes));
                case Constants.OBJ_TAG -> open(ObjectId.fromString(bytes, "object ".length()));
                default -> throw noCommit(id);
            };
        } catch (IOException e) {
            throw mirror.lost(e);
        }
    }

    StoredObject stored(ObjectId id) {
        if (!mirror.has(id)) {
            fetchAgain(id);
        }
        try (ObjectReader reader = mirror.reader()) {
            var object = reader.open(id);
            boolean tag = object.getType() == Constants.OBJ_TAG;
            if (!tag && object.getType() != Constants.OBJ_COMMIT) {
                throw noCommit(id);
            }
            return new StoredObject(tag, object.getBytes(Integer.MAX_VALUE));
        } catch (IOException e) {
            throw mirror.lost(e);
        }
    }

    private GitException noCommit(ObjectId id) {
        return Failures.invalid(
                remote.location() + " " + id.abbreviate(7).name(),
                "it is no commit",
                "name a branch, a tag or a commit");
    }

    /** A tree of this commit. */
    Tree tree(ObjectId commit, ObjectId id) {
        return trees.get(id, () -> orFetched(commit, () -> read(id, Constants.OBJ_TREE)));
    }

    /** A blob of this commit. */
    byte[] blob(ObjectId commit, ObjectId id) {
        return orFetched(commit, () -> {
            ensure(commit, List.of(id));
            return read(id, Constants.OBJ_BLOB);
        });
    }

    private byte[] read(ObjectId id, int type) {
        try (ObjectReader reader = mirror.reader()) {
            return reader.open(id, type).getBytes(Integer.MAX_VALUE);
        } catch (IOException e) {
            throw mirror.lost(e);
        }
    }

    /** Reads many blobs of this commit, in whatever order is fastest. */
    void blobs(ObjectId commit, Collection<FileEntry> files, BiConsumer<FileEntry, byte[]> each) {
        BlobReader reader = new BlobReader(mirror, files);
        orFetched(commit, () -> {
            ensure(commit, reader.unpacked());
            return commit;
        });
        reader.read((file, bytes) -> {
            each.accept(
                    file,
                    bytes.isPresent() ? bytes.get() : blob(commit, file.id().jgit()));
        });
    }

    /** Fetches those blobs that the mirror lacks, in one batch. */
    private void ensure(ObjectId commit, Collection<ObjectId> blobs) {
        Set<ObjectId> missing = blobs.stream().filter(id -> !mirror.has(id)).collect(Collectors.toSet());
        if (!missing.isEmpty()) {
            mirror.exclusively(() -> {
                remote.fetchBlobs(mirror, commit, missing);
                return missing;
            });
        }
    }

    /** Notes a commit that was made here and landed, so that the remote need not send it. */
    void remember(Optional<ObjectId> base, ObjectId commit) {
        mirror.exclusively(() -> {
            remote.rememberOwn(mirror, base, commit);
            return commit;
        });
    }

    private <T> T orFetched(ObjectId commit, Supplier<T> work) {
        try {
            return work.get();
        } catch (GitException e) {
            if (e.kind() != GitException.Kind.MIRROR) {
                throw e;
            }
            mirror.discard();
            fetchAgain(commit);
            return work.get();
        }
    }

    private void fetchAgain(ObjectId commit) {
        mirror.exclusively(() -> anewIfLost(() -> {
            remote.fetchCommit(mirror, commit);
            return commit;
        }));
    }

    private <T> T anewIfLost(LockedFile.Work<T> work) throws IOException {
        try {
            return work.run();
        } catch (GitException e) {
            if (e.kind() != GitException.Kind.MIRROR) {
                throw e;
            }
        } catch (IOException e) {
            // A file of the mirror went while it was read: as good as damaged.
        }
        mirror.discard();
        return work.run();
    }

    @Override
    public void close() {
        remote.transports().close();
        mirror.close();
    }
}
