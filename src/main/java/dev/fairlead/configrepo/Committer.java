package dev.fairlead.configrepo;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.Constants;
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
     * @param types what was made for it, with its type: what a push must send, also what the mirror happened to hold
     *     already, since the remote may not
     */
    private record Created(Optional<ObjectId> base, Set<ObjectId> rests, Map<ObjectId, Integer> types) {}

    Committer(ObjectStore objects) {
        this.objects = objects;
    }

    Snapshot commit(TreeEdit edit, CommitRequest request) {
        try {
            NewTree tree = edit.made(objects);
            byte[] text = CommitText.write(request, tree.id());
            NewObject commit = NewObject.of(Constants.OBJ_COMMIT, text);
            List<NewObject> made = new ArrayList<>(tree.objects());
            made.add(commit);
            objects.mirror().add(made);
            created.put(
                    commit.id(),
                    new Created(
                            base(edit),
                            rests(edit, request),
                            made.stream().collect(Collectors.toMap(NewObject::id, NewObject::type))));
            return new Snapshot(objects, CommitText.read(commit.id(), text));
        } catch (IOException e) {
            throw objects.mirror().lost(e);
        }
    }

    /** The tree that an edit makes. */
    ObjectId tree(TreeEdit edit) {
        return edit.made(objects).id();
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
