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
     * @param base the commit whose tree was edited, if there was one
     * @param rests what it builds on: its parents and its base
     * @param types what was written for it
     */
    private record Created(Optional<ObjectId> base, Set<ObjectId> rests, Map<ObjectId, Integer> types) {}

    Committer(ObjectStore objects) {
        this.objects = objects;
    }

    Snapshot commit(TreeEdit edit, CommitRequest request) {
        try (ObjectSink sink = new ObjectSink(objects.mirror().inserter())) {
            ObjectId tree = new TreeWriter(objects, sink, edit).write();
            byte[] text = CommitText.write(request, tree);
            ObjectId id = sink.commit(text);
            sink.flush();
            created.put(id, new Created(base(edit), rests(edit, request), sink.types()));
            return new Snapshot(objects, CommitText.read(id, text));
        } catch (IOException e) {
            throw objects.mirror().lost(e);
        }
    }

    /** The tree that an edit makes, worked out and not kept. */
    ObjectId tree(TreeEdit edit) {
        try (ObjectSink sink = new ObjectSink(new HashingInserter())) {
            return new TreeWriter(objects, sink, edit).write();
        } catch (IOException e) {
            throw objects.mirror().lost(e);
        }
    }

    private static Optional<ObjectId> base(TreeEdit edit) {
        return edit.base().map(base -> base.id().jgit());
    }

    private static Set<ObjectId> rests(TreeEdit edit, CommitRequest request) {
        Set<ObjectId> rests = new LinkedHashSet<>();
        request.parents().forEach(parent -> rests.add(parent.jgit()));
        base(edit).ifPresent(rests::add);
        return rests;
    }

    /** Every object that was written for a commit and for those commits of this process that it rests on. */
    Map<ObjectId, Integer> written(ObjectId commit) {
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
        return all;
    }

    /** The remote has this commit now: what rests on it need not bring its objects, and the mirror need not fetch it. */
    void landed(ObjectId commit) {
        Created made = created.remove(commit);
        if (made != null) {
            objects.remember(made.base(), commit);
        }
    }
}
