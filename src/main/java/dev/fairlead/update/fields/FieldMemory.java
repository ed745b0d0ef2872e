package dev.fairlead.update.fields;

import dev.fairlead.configrepo.ConfigRepo;
import dev.fairlead.configrepo.Snapshot;
import dev.fairlead.update.pending.ToldProposals;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keeps what was found last, for a process that runs more than once: the same search in the next commit then costs no more
 * than the files that differ. It may be thrown away at any time. It serves several threads.
 */
public final class FieldMemory {
    private static final int KEPT = 8;

    private record Key(String repository, Search search) {}

    private final ToldProposals told = new ToldProposals();
    private final Map<Key, FieldIndex> known = new LinkedHashMap<>(KEPT, 0.75f, true);

    /** What messages of commits told. */
    public ToldProposals told() {
        return told;
    }

    /** The fields of a commit. */
    public FieldIndex index(ConfigRepo repo, Snapshot snapshot, Search search) {
        Key key = new Key(repo.location().toString(), search);
        FieldIndex before = get(key);
        FieldIndex index =
                before != null && before.isOf(repo) ? before.at(snapshot) : FieldIndex.of(repo, snapshot, search);
        put(key, index);
        return index;
    }

    private synchronized @org.jspecify.annotations.Nullable FieldIndex get(Key key) {
        return known.get(key);
    }

    private synchronized void put(Key key, FieldIndex index) {
        known.put(key, index);
        if (known.size() > KEPT) {
            known.remove(known.keySet().iterator().next());
        }
    }
}
