package dev.fairlead.configrepo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.jgit.lib.ObjectId;

/** Compares trees, going only into folders whose ids differ. */
final class TreeDiff {
    private final ObjectStore objects;

    TreeDiff(ObjectStore objects) {
        this.objects = objects;
    }

    List<FileChange> between(Snapshot before, Snapshot after) {
        List<FileChange> changes = new ArrayList<>();
        compare(
                Optional.of(before.commit().tree().jgit()),
                Optional.of(after.commit().tree().jgit()),
                "",
                changes);
        return changes;
    }

    private void compare(Optional<ObjectId> before, Optional<ObjectId> after, String prefix, List<FileChange> changes) {
        if (before.equals(after)) {
            return;
        }
        Map<String, TreeItem> old = items(before);
        Map<String, TreeItem> now = items(after);
        TreeSet<String> names = new TreeSet<>(old.keySet());
        names.addAll(now.keySet());
        for (String name : names) {
            item(Optional.ofNullable(old.get(name)), Optional.ofNullable(now.get(name)), prefix + name, changes);
        }
    }

    /** Names end in a slash for folders, so that both sides are of one kind here. */
    private void item(Optional<TreeItem> before, Optional<TreeItem> after, String path, List<FileChange> changes) {
        if (path.endsWith("/")) {
            compare(before.map(TreeItem::id), after.map(TreeItem::id), path, changes);
            return;
        }
        Optional<FileEntry> old = before.map(item -> item.at(path));
        Optional<FileEntry> now = after.map(item -> item.at(path));
        if (!old.equals(now)) {
            changes.add(new FileChange(path, old, now));
        }
    }

    private Map<String, TreeItem> items(Optional<ObjectId> tree) {
        Map<String, TreeItem> items = new TreeMap<>();
        tree.ifPresent(id ->
                TreeItem.each(objects.tree(id), item -> items.put(item.name() + (item.isTree() ? "/" : ""), item)));
        return items;
    }
}
