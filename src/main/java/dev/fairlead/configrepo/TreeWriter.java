package dev.fairlead.configrepo;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.TreeFormatter;

/** Writes the blobs and the changed trees of an edit, bottom up. */
final class TreeWriter {
    private final ObjectStore objects;
    private final ObjectSink sink;
    private final TreeEdit edit;

    TreeWriter(ObjectStore objects, ObjectSink sink, TreeEdit edit) {
        this.objects = objects;
        this.sink = sink;
        this.edit = edit;
    }

    /** Writes what the edit changes and returns the root tree's id. */
    ObjectId write() throws IOException {
        Optional<ObjectId> root =
                edit.base().map(snapshot -> snapshot.commit().tree().jgit());
        if (edit.isEmpty() && root.isPresent()) {
            return root.get();
        }
        Optional<ObjectId> written = folder(root, "", new TreeMap<>(edit.changes()));
        return written.isPresent() ? written.get() : sink.tree(new TreeFormatter());
    }

    /** A folder's new tree, or empty when nothing is left in it. {@code changes} all lie below {@code prefix}. */
    private Optional<ObjectId> folder(
            Optional<ObjectId> base, String prefix, SortedMap<String, TreeEdit.Change> changes) throws IOException {
        SortedMap<String, TreeItem> items = new TreeMap<>();
        edit.base()
                .ifPresent(snapshot -> base.ifPresent(tree ->
                        TreeItem.each(objects.tree(snapshot.id().jgit(), tree), item -> items.put(key(item), item))));
        for (Map.Entry<String, SortedMap<String, TreeEdit.Change>> child :
                byChild(prefix, changes).entrySet()) {
            apply(items, child.getKey(), prefix + child.getKey(), child.getValue());
        }
        if (items.isEmpty()) {
            return Optional.empty();
        }
        TreeFormatter formatter = new TreeFormatter();
        items.values().forEach(item -> formatter.append(item.rawBytes(), FileMode.fromBits(item.bits()), item.id()));
        return Optional.of(sink.tree(formatter));
    }

    private void apply(
            SortedMap<String, TreeItem> items, String name, String path, SortedMap<String, TreeEdit.Change> changes)
            throws IOException {
        String key = TreeItem.raw(name);
        TreeEdit.Change own = changes.remove(path);
        if (own != null) {
            file(items, name, path, own);
        }
        if (changes.isEmpty()) {
            return;
        }
        if (items.containsKey(key)) {
            throw clash(path);
        }
        Optional<ObjectId> base = Optional.ofNullable(items.remove(key + "/")).map(TreeItem::id);
        folder(base, path + "/", changes).ifPresent(id -> items.put(key + "/", item(name, FileMode.TREE, id)));
    }

    private void file(SortedMap<String, TreeItem> items, String name, String path, TreeEdit.Change change)
            throws IOException {
        if (change.bytes().isEmpty()) {
            items.remove(TreeItem.raw(name));
            return;
        }
        if (items.containsKey(TreeItem.raw(name) + "/")) {
            throw clash(path);
        }
        items.put(
                TreeItem.raw(name),
                item(name, change.kind().mode(), sink.blob(change.bytes().get())));
    }

    private static TreeItem item(String name, FileMode mode, ObjectId id) {
        return new TreeItem(mode.getBits(), TreeItem.raw(name), id);
    }

    private static Map<String, SortedMap<String, TreeEdit.Change>> byChild(
            String prefix, SortedMap<String, TreeEdit.Change> changes) {
        Map<String, SortedMap<String, TreeEdit.Change>> children = new TreeMap<>();
        changes.forEach((path, change) -> {
            int slash = path.indexOf('/', prefix.length());
            String name = path.substring(prefix.length(), slash < 0 ? path.length() : slash);
            children.computeIfAbsent(name, key -> new TreeMap<>()).put(path, change);
        });
        return children;
    }

    private static GitException clash(String path) {
        return Failures.invalid(path, "it would be a file and a folder at once", "choose another path");
    }

    /** Git orders a folder as if its name ended in a slash. */
    private static String key(TreeItem item) {
        return item.rawName() + (item.isTree() ? "/" : "");
    }
}
