package io.jenkins.plugins.fairlead.harbour;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;

/** A bare config repository in a folder. */
public final class BareRemote implements AutoCloseable {
    private static final PersonIdent PERSON = new PersonIdent("Someone Else", "someone@example.com");

    private final Repository repository;

    public BareRemote(Path folder) {
        try {
            repository = new FileRepositoryBuilder()
                    .setGitDir(folder.toFile())
                    .setBare()
                    .build();
            if (!folder.resolve("HEAD").toFile().exists()) {
                repository.create(true);
                repository.updateRef("HEAD").link("refs/heads/main");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String path() {
        return repository.getDirectory().getPath();
    }

    /** Commits these files, and no others, onto main. */
    public void commit(Map<String, String> files) {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            DirCache cache = DirCache.newInCore();
            DirCacheBuilder builder = cache.builder();
            for (Map.Entry<String, String> file : files.entrySet()) {
                DirCacheEntry entry = new DirCacheEntry(file.getKey());
                entry.setFileMode(FileMode.REGULAR_FILE);
                entry.setObjectId(inserter.insert(
                        org.eclipse.jgit.lib.Constants.OBJ_BLOB, file.getValue().getBytes(StandardCharsets.UTF_8)));
                builder.add(entry);
            }
            builder.finish();
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(cache.writeTree(inserter));
            ObjectId head = repository.resolve("refs/heads/main");
            if (head != null) {
                commit.setParentId(head);
            }
            commit.setAuthor(PERSON);
            commit.setCommitter(PERSON);
            commit.setMessage("start");
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            RefUpdate update = repository.updateRef("refs/heads/main");
            update.setNewObjectId(id);
            update.forceUpdate();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a file holds on a branch. */
    public String file(String branch, String path) {
        try (RevWalk walk = new RevWalk(repository);
                TreeWalk tree = TreeWalk.forPath(
                        repository,
                        path,
                        walk.parseCommit(repository.resolve("refs/heads/" + branch))
                                .getTree())) {
            return new String(repository.open(tree.getObjectId(0)).getBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        repository.close();
    }
}
