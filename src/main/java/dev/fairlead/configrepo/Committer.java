package dev.fairlead.configrepo;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jgit.lib.ObjectId;

/** Writes commits and remembers of each what a remote that holds its base still lacks. */
final class Committer {
    private final ObjectStore objects;
    private final Map<ObjectId, Created> created = new ConcurrentHashMap<>();

    /**
     * A commit of this process.
     *
     * @param rests what it builds on: its parents and the commit whose tree was edited
     * @param types what was written for it
     */
    private record Created(Set<ObjectId> rests, Map<ObjectId, Integer> types) {}

    Committer(ObjectStore objects) {
        this.objects = objects;
    }

    Snapshot commit(TreeEdit edit, CommitRequest request) {
        try (ObjectSink sink = new ObjectSink(objects.mirror().inserter())) {
            ObjectId tree = new TreeWriter(objects, sink).write(edit);
            byte[] text = CommitText.write(request, tree);
            ObjectId id = sink.commit(text);
            sink.flush();
            created.put(id, new Created(rests(edit, request), sink.types()));
            return new Snapshot(objects, CommitText.read(id, text));
        } catch (IOException e) {
            throw objects.mirror().lost(e);
        }
    }

    private static Set<ObjectId> rests(TreeEdit edit, CommitRequest request) {
        Set<ObjectId> rests = new LinkedHashSet<>();
        request.parents().forEach(parent -> rests.add(parent.jgit()));
        edit.base().ifPresent(base -> rests.add(base.id().jgit()));
        return rests;
    }

    /**
     * Every object that was written for a commit and for those commits of this process that it rests on; empty when
     * the commit is not of this process.
     */
    Optional<Map<ObjectId, Integer>> written(ObjectId commit) {
        if (!created.containsKey(commit)) {
            return Optional.empty();
        }
        Map<ObjectId, Integer> all = new HashMap<>();
        Deque<ObjectId> next = new ArrayDeque<>(Set.of(commit));
        Set<ObjectId> seen = new LinkedHashSet<>();
        while (!next.isEmpty()) {
            ObjectId id = next.pop();
            Created made = created.get(id);
            if (made != null && seen.add(id)) {
                all.putAll(made.types());
                next.addAll(made.rests());
            }
        }
        return Optional.of(all);
    }

    /** The remote has this commit now: what rests on it need not bring its objects. */
    void landed(ObjectId commit) {
        created.remove(commit);
    }
}
