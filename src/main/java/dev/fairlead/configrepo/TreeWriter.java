package dev.fairlead.configrepo;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.TreeFormatter;

/** Makes the blobs and the changed trees of an edit, bottom up; the folders of one folder on all processors. */
final class TreeWriter {
    /** Fewer changes are made sooner by one thread. */
    private static final int FEW = 16;

    private final ObjectStore objects;
    private final TreeEdit edit;
    private final Map<ObjectId, NewObject> made = new ConcurrentHashMap<>();

    TreeWriter(ObjectStore objects, TreeEdit edit) {
        this.objects = objects;
        this.edit = edit;
    }

    /** Makes what the edit changes. Nothing is stored. */
    NewTree write() {
        Optional<ObjectId> root =
                edit.base().map(snapshot -> snapshot.commit().tree().jgit());
        if (edit.isEmpty() && root.isPresent()) {
            return new NewTree(root.get(), List.of());
        }
        ObjectId id = folder(root, "", edit.changes())
                .orElseGet(() -> make(Constants.OBJ_TREE, new TreeFormatter().toByteArray()));
        return new NewTree(id, made.values());
    }

    private ObjectId make(int type, byte[] bytes) {
        NewObject object = NewObject.of(type, bytes);
        made.putIfAbsent(object.id(), object);
        return object.id();
    }

    /** A folder's new tree, or empty when nothing is left in it. {@code changes} all lie below {@code prefix}. */
    private Optional<ObjectId> folder(Optional<ObjectId> base, String prefix, Map<String, TreeEdit.Change> changes) {
        SortedMap<String, TreeItem> items = new TreeMap<>();
        edit.base()
                .ifPresent(snapshot -> base.ifPresent(tree ->
                        TreeItem.each(objects.tree(snapshot.id().jgit(), tree), item -> items.put(key(item), item))));
        Map<String, Map<String, TreeEdit.Change>> byChild = byChild(prefix, changes);
        Stream<String> names = byChild.keySet().stream();
        List<Child> children = (byChild.size() < FEW ? names : names.parallel())
                .map(name -> child(name, prefix + name, byChild.getOrDefault(name, Map.of()), items))
                .toList();
        children.forEach(child -> child.putInto(items));
        if (items.isEmpty()) {
            return Optional.empty();
        }
        TreeFormatter formatter = new TreeFormatter();
        items.values().forEach(item -> formatter.append(item.rawBytes(), FileMode.fromBits(item.bits()), item.id()));
        return Optional.of(make(Constants.OBJ_TREE, formatter.toByteArray()));
    }

    private Child child(String name, String path, Map<String, TreeEdit.Change> changes, Map<String, TreeItem> items) {
        Map<String, TreeEdit.Change> below = new TreeMap<>(changes);
        Optional<TreeEdit.Change> own = Optional.ofNullable(below.remove(path));
        Optional<TreeItem> file = own.flatMap(change ->
                change.bytes().map(bytes -> item(name, change.kind().mode(), make(Constants.OBJ_BLOB, bytes))));
        if (below.isEmpty()) {
            return new Child(name, path, own.isPresent(), file, false, Optional.empty());
        }
        Optional<ObjectId> base =
                Optional.ofNullable(items.get(TreeItem.raw(name) + "/")).map(TreeItem::id);
        Optional<TreeItem> folder = folder(base, path + "/", below).map(id -> item(name, FileMode.TREE, id));
        return new Child(name, path, own.isPresent(), file, true, folder);
    }

    /**
     * What becomes of one name in a folder.
     *
     * @param ownChange whether a file of that name changes; {@code file} is empty where it goes
     * @param changeBelow whether files below that name change; {@code folder} is empty where none is left
     */
    private record Child(
            String name,
            String path,
            boolean ownChange,
            Optional<TreeItem> file,
            boolean changeBelow,
            Optional<TreeItem> folder) {
        void putInto(SortedMap<String, TreeItem> items) {
            String key = TreeItem.raw(name);
            if (ownChange) {
                items.remove(key);
            }
            boolean isFolder = items.containsKey(key + "/");
            if (file.isPresent() && isFolder) {
                throw clash(path);
            }
            file.ifPresent(item -> items.put(key, item));
            if (changeBelow) {
                if (items.containsKey(key)) {
                    throw clash(path);
                }
                items.remove(key + "/");
                folder.ifPresent(item -> items.put(key + "/", item));
            }
        }
    }

    private static TreeItem item(String name, FileMode mode, ObjectId id) {
        return new TreeItem(mode.getBits(), TreeItem.raw(name), id);
    }

    private static Map<String, Map<String, TreeEdit.Change>> byChild(
            String prefix, Map<String, TreeEdit.Change> changes) {
        Map<String, Map<String, TreeEdit.Change>> children = new TreeMap<>();
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
