package dev.fairlead.configrepo;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.eclipse.jgit.lib.ObjectId;

/**
 * The files of one commit, read straight from the object store: nothing is checked out, no filter or line-ending rule
 * of {@code .gitattributes} is applied, and a pointer of Git LFS is the pointer's text. Stays readable as long as its
 * {@link ConfigRepo} is open, whatever happens to the branch.
 */
public final class Snapshot {
    /** A folder of fewer entries is listed sooner by one thread. */
    private static final int MANY = 64;

    private final ObjectStore objects;
    private final CommitInfo commit;

    Snapshot(ObjectStore objects, CommitInfo commit) {
        this.objects = objects;
        this.commit = commit;
    }

    /** The commit whose files these are. */
    public CommitInfo commit() {
        return commit;
    }

    /** The commit's id. */
    public GitId id() {
        return commit.id();
    }

    /** The file at a path; empty when there is none, or a folder. Reads only the folders on the way. */
    public Optional<FileEntry> find(String path) {
        ObjectId tree = commit.tree().jgit();
        int from = 0;
        for (int slash; (slash = path.indexOf('/', from)) >= 0; from = slash + 1) {
            Optional<TreeItem> folder = item(tree, path.substring(from, slash)).filter(TreeItem::isTree);
            if (folder.isEmpty()) {
                return Optional.empty();
            }
            tree = folder.get().id();
        }
        return item(tree, path.substring(from)).filter(found -> !found.isTree()).map(found -> found.at(path));
    }

    private Optional<TreeItem> item(ObjectId tree, String name) {
        return TreeItem.find(objects.tree(commit.id().jgit(), tree), name);
    }

    /** Every file, in Git's order. */
    public List<FileEntry> list() {
        List<FileEntry> found = new ArrayList<>();
        list(commit.tree().jgit(), "", found);
        return found;
    }

    /** Every file below a folder, in Git's order; none when there is no such folder. {@code ""} is the root. */
    public List<FileEntry> list(String folder) {
        ObjectId tree = commit.tree().jgit();
        List<FileEntry> found = new ArrayList<>();
        if (folder.isEmpty()) {
            return list();
        }
        for (String name : folder.split("/", -1)) {
            Optional<TreeItem> next = item(tree, name).filter(TreeItem::isTree);
            if (next.isEmpty()) {
                return found;
            }
            tree = next.get().id();
        }
        list(tree, folder + "/", found);
        return found;
    }

    /** Goes through the folders of a large folder on all processors. */
    private void list(ObjectId tree, String prefix, List<FileEntry> found) {
        List<TreeItem> items = new ArrayList<>();
        TreeItem.each(objects.tree(commit.id().jgit(), tree), items::add);
        if (items.size() < MANY) {
            items.forEach(item -> list(item, prefix, found));
            return;
        }
        List<List<FileEntry>> each = items.parallelStream()
                .map(item -> {
                    List<FileEntry> part = new ArrayList<>();
                    list(item, prefix, part);
                    return part;
                })
                .toList();
        each.forEach(found::addAll);
    }

    private void list(TreeItem item, String prefix, List<FileEntry> found) {
        if (item.isTree()) {
            list(item.id(), prefix + item.name() + "/", found);
        } else {
            found.add(item.at(prefix + item.name()));
        }
    }

    /**
     * One file's bytes (for a symbolic link, the path that it points to).
     *
     * @throws GitException ({@link GitException.Kind#INVALID}) for a submodule, which has none
     */
    public byte[] read(FileEntry file) {
        requireBlob(file);
        return objects.blob(commit.id().jgit(), file.id().jgit());
    }

    /** Many files' bytes. What the mirror lacks is fetched in one batch first; the order is not kept. */
    public void read(Collection<FileEntry> files, BiConsumer<FileEntry, byte[]> reader) {
        files.forEach(Snapshot::requireBlob);
        objects.blobs(commit.id().jgit(), files, reader);
    }

    private static void requireBlob(FileEntry file) {
        if (file.kind() == FileKind.SUBMODULE) {
            throw Failures.invalid(file.path(), "it is a submodule, so it has no bytes here", "leave it out");
        }
    }
}
