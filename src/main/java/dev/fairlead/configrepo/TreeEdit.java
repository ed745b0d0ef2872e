package dev.fairlead.configrepo;

import dev.fairlead.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Changes to the files of a snapshot, gathered until {@link ConfigRepo#commit} writes them. Only the folders on the
 * way to a changed file get new trees; everything else is taken over by id. Not safe for use by several threads.
 */
public final class TreeEdit {
    private static final Set<String> NEVER = Set.of("", ".", "..", ".git");

    private final Optional<Snapshot> base;
    private final Map<String, Change> changes = new TreeMap<>();
    private @Nullable NewTree made;

    TreeEdit(Optional<Snapshot> base) {
        this.base = base;
    }

    /** What happens at one path. Bytes empty: the file goes. */
    record Change(FileKind kind, Optional<byte[]> bytes) {}

    /**
     * New bytes for a file, which keeps its kind. The bytes that it has already are no change.
     *
     * @param file the file as it was read, from this snapshot or an older one
     * @throws GitException ({@link GitException.Kind#CHANGED}) when it is no longer what it was when it was read
     */
    public TreeEdit replace(FileEntry file, byte[] bytes) {
        if (!file.kind().isFile()) {
            throw Failures.invalid(file.path(), "it is a " + name(file.kind()), "edit the file that holds the text");
        }
        requireUnchanged(file);
        made = null;
        if (isSame(file, bytes)) {
            changes.remove(file.path());
        } else {
            changes.put(file.path(), new Change(file.kind(), Optional.of(bytes.clone())));
        }
        return this;
    }

    /** By the JVM's own SHA-1: nothing is stored or sent by this id, and JGit's, which looks for forged collisions, takes longer. */
    private static boolean isSame(FileEntry file, byte[] bytes) {
        MessageDigest hash = Constants.newMessageDigest();
        hash.update(("blob " + bytes.length + "\0").getBytes(StandardCharsets.US_ASCII));
        hash.update(bytes);
        return ObjectId.fromRaw(hash.digest()).equals(file.id().jgit());
    }

    /**
     * A new file.
     *
     * @throws GitException ({@link GitException.Kind#CHANGED}) when there is a file at the path already
     */
    public TreeEdit add(String path, FileKind kind, byte[] bytes) {
        requireValid(path);
        if (kind == FileKind.SUBMODULE) {
            throw Failures.invalid(path, "a submodule cannot be added", "add it with git");
        }
        if (now(path).isPresent()) {
            throw changed(path, "there is a file at this path already");
        }
        made = null;
        changes.put(path, new Change(kind, Optional.of(bytes.clone())));
        return this;
    }

    /**
     * A file less; folders that become empty go, too.
     *
     * @throws GitException ({@link GitException.Kind#CHANGED}) when it is no longer what it was when it was read
     */
    public TreeEdit remove(FileEntry file) {
        requireUnchanged(file);
        made = null;
        changes.put(file.path(), new Change(file.kind(), Optional.empty()));
        return this;
    }

    /** Is nothing changed? */
    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /** How many files are changed. */
    public int size() {
        return changes.size();
    }

    Optional<Snapshot> base() {
        return base;
    }

    /** The changes by path, in the order of their paths. */
    Map<String, Change> changes() {
        return new LinkedHashMap<>(changes);
    }

    /** What the edit makes, worked out once: a message may speak of the tree before it is committed. */
    NewTree made(ObjectStore objects) {
        NewTree known = made;
        if (known == null) {
            known = new TreeWriter(objects, this).write();
            made = known;
        }
        return known;
    }

    private Optional<FileEntry> now(String path) {
        return base.flatMap(snapshot -> snapshot.find(path));
    }

    private void requireUnchanged(FileEntry file) {
        Optional<FileEntry> now = now(file.path());
        if (!now.equals(Optional.of(file))) {
            throw changed(file.path(), now.isEmpty() ? "the file is gone" : "the file changed since it was read");
        }
    }

    private GitException changed(String path, String cause) {
        String place = base.map(snapshot -> path + " at " + snapshot.id().abbreviated())
                .orElse(path);
        return new GitException(
                GitException.Kind.CHANGED, new Problem(place, cause, "read it again and plan the change anew"));
    }

    private static void requireValid(String path) {
        for (String part : path.split("/", -1)) {
            if (NEVER.contains(part.toLowerCase(java.util.Locale.ROOT)) || part.indexOf('\0') >= 0) {
                throw Failures.invalid(path, "it is no path that a repository can hold", "use a relative path");
            }
        }
    }

    private static String name(FileKind kind) {
        return kind == FileKind.SYMLINK ? "symbolic link" : "submodule";
    }
}
