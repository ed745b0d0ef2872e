package dev.fairlead.forge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** A bare repository on disk that tests push to, with one commit on {@code main}. */
public final class BareRepository implements AutoCloseable {
    private static final AtomicLong CLOCK =
            new AtomicLong(Instant.parse("2026-01-01T00:00:00Z").getEpochSecond());

    /** The repository at a forge of which this one is a copy. */
    public interface Upstream {
        /** Brings a branch there, as {@code git push --force} does, or deletes it. */
        void push(Path copy, String branch, boolean delete);

        /** Brings all branches here, and takes away those that are gone. */
        void fetch(Path copy);
    }

    private static final Upstream NONE = new Upstream() {
        @Override
        public void push(Path copy, String branch, boolean delete) {}

        @Override
        public void fetch(Path copy) {}
    };

    private final Repository repository;
    private final Upstream upstream;

    private BareRepository(Repository repository, Upstream upstream) {
        this.repository = repository;
        this.upstream = upstream;
    }

    public static BareRepository create(Path folder) {
        return create(folder, NONE);
    }

    /** A copy of the empty repository at a forge, which has the same commit then. */
    public static BareRepository create(Path folder, Upstream upstream) {
        try {
            FileRepository made = new FileRepository(folder.toFile());
            made.create(true);
            made.updateRef(Constants.HEAD).link(Constants.R_HEADS + "main");
            BareRepository bare = new BareRepository(made, upstream);
            bare.commit("main", Map.of("app.yaml", "image: app:1\n", "README", "one\ntwo\nthree\n"));
            return bare;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Repository git() {
        return repository;
    }

    public Path path() {
        return repository.getDirectory().toPath();
    }

    /** A commit on the branch, made from main where there is no such branch yet; an empty text deletes a file. */
    public String commit(String branch, Map<String, String> files) {
        return commitOn(branch, branch(branch).or(() -> branch("main")), files);
    }

    /** The branch set to a new commit on that parent, as after {@code git push --force}. */
    public String commitOn(String branch, Optional<String> parent, Map<String, String> files) {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            Map<String, String> all = new TreeMap<>(parent.map(this::files).orElse(Map.of()));
            all.putAll(files);
            all.values().removeIf(String::isEmpty);
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(tree(inserter, all));
            parent.map(ObjectId::fromString).ifPresent(commit::setParentId);
            PersonIdent who = new PersonIdent(
                    "Ada", "ada@example.com", Instant.ofEpochSecond(CLOCK.getAndIncrement()), ZoneOffset.UTC);
            commit.setAuthor(who);
            commit.setCommitter(who);
            commit.setMessage("Change " + String.join(", ", files.keySet()) + "\n");
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            set(branch, id);
            return id.name();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A commit on the branch that has another commit as its second parent, with the branch's files. */
    public String merge(String branch, String other) {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(read(branch).getTree());
            commit.setParentIds(ObjectId.fromString(branch(branch).orElseThrow()), ObjectId.fromString(other));
            PersonIdent who = new PersonIdent(
                    "Ada", "ada@example.com", Instant.ofEpochSecond(CLOCK.getAndIncrement()), ZoneOffset.UTC);
            commit.setAuthor(who);
            commit.setCommitter(who);
            commit.setMessage("Merge\n");
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            set(branch, id);
            return id.name();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectId tree(ObjectInserter inserter, Map<String, String> files) throws IOException {
        DirCache cache = DirCache.newInCore();
        DirCacheBuilder builder = cache.builder();
        for (Map.Entry<String, String> file : files.entrySet()) {
            DirCacheEntry entry = new DirCacheEntry(file.getKey());
            entry.setFileMode(FileMode.REGULAR_FILE);
            byte[] bytes = file.getValue().getBytes(StandardCharsets.UTF_8);
            entry.setObjectId(inserter.insert(Constants.OBJ_BLOB, bytes));
            builder.add(entry);
        }
        builder.finish();
        return cache.writeTree(inserter);
    }

    public void set(String branch, ObjectId commit) throws IOException {
        RefUpdate update = repository.updateRef(Constants.R_HEADS + branch);
        update.setNewObjectId(commit);
        update.forceUpdate();
        upstream.push(path(), branch, false);
    }

    public void reset(String branch, String commit) {
        try {
            set(branch, ObjectId.fromString(commit));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void delete(String branch) {
        try {
            RefUpdate update = repository.updateRef(Constants.R_HEADS + branch);
            update.setForceUpdate(true);
            update.delete();
            upstream.push(path(), branch, true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Optional<String> branch(String name) {
        upstream.fetch(path());
        try {
            return Optional.ofNullable(repository.exactRef(Constants.R_HEADS + name))
                    .map(Ref::getObjectId)
                    .map(ObjectId::name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Path and text of every file. */
    public Map<String, String> files(String commitOrBranch) {
        upstream.fetch(path());
        try (RevWalk walk = new RevWalk(repository);
                TreeWalk tree = new TreeWalk(repository)) {
            tree.addTree(walk.parseTree(repository.resolve(commitOrBranch)));
            tree.setRecursive(true);
            Map<String, String> files = new TreeMap<>();
            while (tree.next()) {
                byte[] bytes = repository.open(tree.getObjectId(0)).getBytes();
                files.put(tree.getPathString(), new String(bytes, StandardCharsets.UTF_8));
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public RevCommit read(String commitOrBranch) {
        upstream.fetch(path());
        try (RevWalk walk = new RevWalk(repository)) {
            return walk.parseCommit(repository.resolve(commitOrBranch));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        repository.close();
    }
}
