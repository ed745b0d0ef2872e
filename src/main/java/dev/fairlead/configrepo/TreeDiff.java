package dev.fairlead.configrepo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.jgit.lib.ObjectId;

/** Compares the trees of two snapshots, going only into folders whose ids differ. */
final class TreeDiff {
    private final ObjectStore objects;
    private final Snapshot before;
    private final Snapshot after;
    private final List<FileChange> changes = new ArrayList<>();

    TreeDiff(ObjectStore objects, Snapshot before, Snapshot after) {
        this.objects = objects;
        this.before = before;
        this.after = after;
    }

    List<FileChange> changes() {
        compare(
                Optional.of(before.commit().tree().jgit()),
                Optional.of(after.commit().tree().jgit()),
                "");
        return changes;
    }

    private void compare(Optional<ObjectId> oldTree, Optional<ObjectId> newTree, String prefix) {
        if (oldTree.equals(newTree)) {
            return;
        }
        Map<String, TreeItem> old = items(before, oldTree);
        Map<String, TreeItem> now = items(after, newTree);
        TreeSet<String> names = new TreeSet<>(old.keySet());
        names.addAll(now.keySet());
        for (String name : names) {
            item(Optional.ofNullable(old.get(name)), Optional.ofNullable(now.get(name)), prefix + name);
        }
    }

    /** Names end in a slash for folders, so that both sides are of one kind here. */
    private void item(Optional<TreeItem> oldItem, Optional<TreeItem> newItem, String path) {
        if (path.endsWith("/")) {
            compare(oldItem.map(TreeItem::id), newItem.map(TreeItem::id), path);
            return;
        }
        Optional<FileEntry> old = oldItem.map(item -> item.at(path));
        Optional<FileEntry> now = newItem.map(item -> item.at(path));
        if (!old.equals(now)) {
            changes.add(new FileChange(path, old, now));
        }
    }

    private Map<String, TreeItem> items(Snapshot of, Optional<ObjectId> tree) {
        Map<String, TreeItem> items = new TreeMap<>();
        tree.ifPresent(id -> TreeItem.each(
                objects.tree(of.id().jgit(), id), item -> items.put(item.name() + (item.isTree() ? "/" : ""), item)));
        return items;
    }
}
