package dev.fairlead.configrepo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;

/** A bare repository in a folder, made and read with JGit directly: the remote of the tests. */
public final class BareRepo implements AutoCloseable {
    public static final PersonIdent PERSON = new PersonIdent(
            "Someone Else", "someone@example.com", Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC);

    private final FileRepository repository;

    private BareRepo(FileRepository repository) {
        this.repository = repository;
    }

    /** A new repository whose HEAD is {@code main}. */
    public static BareRepo create(Path folder) throws IOException {
        BareRepo bare = open(folder);
        bare.repository.create(true);
        bare.repository.updateRef(Constants.HEAD).link("refs/heads/main");
        return bare;
    }

    public static BareRepo open(Path folder) throws IOException {
        return new BareRepo((FileRepository)
                new FileRepositoryBuilder().setGitDir(folder.toFile()).setBare().build());
    }

    public Path folder() {
        return repository.getDirectory().toPath();
    }

    public FileRepository jgit() {
        return repository;
    }

    /** Commits these files, and no others, onto a branch. */
    public String commit(String branch, Map<String, String> files, String message) throws IOException {
        return commitEntries(branch, message, builder -> files.forEach(builder::file));
    }

    /** The same, committed at that moment. */
    public String commitAt(String branch, Map<String, String> files, String message, Instant time) throws IOException {
        return commit(branch, message, entries -> files.forEach(entries::file), new PersonIdent(PERSON, time));
    }

    /** A commit on a branch that also has another parent, with the branch's files. */
    public String merge(String branch, String other, String message, Instant time) throws IOException {
        ObjectId head = repository.resolve("refs/heads/" + branch);
        try (ObjectInserter inserter = repository.newObjectInserter();
                RevWalk walk = new RevWalk(repository)) {
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(walk.parseCommit(head).getTree());
            commit.setParentIds(head, ObjectId.fromString(other));
            commit.setAuthor(new PersonIdent(PERSON, time));
            commit.setCommitter(new PersonIdent(PERSON, time));
            commit.setMessage(message);
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            point("refs/heads/" + branch, id.name());
            return id.name();
        }
    }

    /** Commits onto a branch what the filler puts in, and nothing else. */
    public String commitEntries(String branch, String message, Filler filler) throws IOException {
        return commit(branch, message, filler, PERSON);
    }

    private String commit(String branch, String message, Filler filler, PersonIdent person) throws IOException {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            Entries entries = new Entries(inserter);
            filler.fill(entries);
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(entries.write());
            ObjectId head = repository.resolve("refs/heads/" + branch);
            if (head != null) {
                commit.setParentId(head);
            }
            commit.setAuthor(person);
            commit.setCommitter(person);
            commit.setMessage(message);
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            point("refs/heads/" + branch, id.name());
            return id.name();
        }
    }

    /** Sets a ref, whatever it held. */
    public void point(String ref, String id) throws IOException {
        RefUpdate update = repository.updateRef(ref);
        update.setNewObjectId(ObjectId.fromString(id));
        update.setForceUpdate(true);
        RefUpdate.Result result = update.update();
        if (result == RefUpdate.Result.REJECTED || result == RefUpdate.Result.LOCK_FAILURE) {
            throw new IOException(ref + ": " + result);
        }
    }

    /** What a ref holds, or "" when there is none. */
    public String head(String ref) throws IOException {
        ObjectId id = repository.resolve(ref);
        return id == null ? "" : id.name();
    }

    /** Every file of a ref as {@code mode content}, by path; a submodule's content is its commit. */
    public Map<String, String> files(String ref) throws IOException {
        Map<String, String> found = new TreeMap<>();
        try (RevWalk walk = new RevWalk(repository);
                TreeWalk tree = new TreeWalk(repository)) {
            tree.addTree(walk.parseCommit(repository.resolve(ref)).getTree());
            tree.setRecursive(true);
            while (tree.next()) {
                ObjectId id = tree.getObjectId(0);
                String content = tree.getFileMode(0) == FileMode.GITLINK
                        ? id.name()
                        : new String(repository.open(id).getBytes(), StandardCharsets.UTF_8);
                found.put(tree.getPathString(), tree.getFileMode(0) + " " + content);
            }
        }
        return found;
    }

    /** The first parents of a ref, newest first. */
    public List<RevCommit> log(String ref) throws IOException {
        List<RevCommit> found = new ArrayList<>();
        try (RevWalk walk = new RevWalk(repository)) {
            walk.setFirstParent(true);
            walk.markStart(walk.parseCommit(repository.resolve(ref)));
            walk.forEach(found::add);
        }
        return found;
    }

    public void configure(String section, String name, String value) throws IOException {
        repository.getConfig().setString(section, null, name, value);
        repository.getConfig().save();
    }

    /** Installs a hook of the server's side. */
    public void hook(String name, String script) throws IOException {
        Path hook = folder().resolve("hooks").resolve(name);
        Files.createDirectories(hook.getParent());
        Files.writeString(hook, script);
        hook.toFile().setExecutable(true);
    }

    @Override
    public void close() {
        repository.close();
    }

    /** Fills a commit's files. */
    public interface Filler {
        void fill(Entries entries);
    }

    /** The files of a commit that is being made. */
    public static final class Entries {
        private final ObjectInserter inserter;
        private final DirCache index = DirCache.newInCore();
        private final DirCacheBuilder adder = index.builder();

        private Entries(ObjectInserter inserter) {
            this.inserter = inserter;
        }

        public void file(String path, String content) {
            blob(path, FileMode.REGULAR_FILE, content);
        }

        public void executable(String path, String content) {
            blob(path, FileMode.EXECUTABLE_FILE, content);
        }

        public void symlink(String path, String target) {
            blob(path, FileMode.SYMLINK, target);
        }

        public void submodule(String path, String commit) {
            add(path, FileMode.GITLINK, ObjectId.fromString(commit));
        }

        private void blob(String path, FileMode mode, String content) {
            try {
                add(path, mode, inserter.insert(Constants.OBJ_BLOB, content.getBytes(StandardCharsets.UTF_8)));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        private void add(String path, FileMode mode, ObjectId id) {
            DirCacheEntry entry = new DirCacheEntry(path);
            entry.setFileMode(mode);
            entry.setObjectId(id);
            adder.add(entry);
        }

        private ObjectId write() throws IOException {
            adder.finish();
            return index.writeTree(inserter);
        }
    }
}
