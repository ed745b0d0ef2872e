package dev.fairlead.configrepo;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.jgit.lib.ObjectId;

/** The trees that were read last, up to a number of bytes: looking up many files reads the same folders again and again. */
final class TreeCache {
    private static final long MOST_BYTES = 16L << 20;

    private final Map<ObjectId, Tree> trees = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    Tree get(ObjectId id, Supplier<byte[]> reader) {
        synchronized (this) {
            Tree held = trees.get(id);
            if (held != null) {
                return held;
            }
        }
        Tree read = new Tree(reader.get());
        keep(id, read);
        return read;
    }

    private synchronized void keep(ObjectId id, Tree tree) {
        if (tree.bytes().length > MOST_BYTES / 4 || trees.put(id, tree) != null) {
            return;
        }
        bytes += tree.bytes().length;
        for (var oldest = trees.values().iterator(); bytes > MOST_BYTES && oldest.hasNext(); oldest.remove()) {
            bytes -= oldest.next().bytes().length;
        }
    }
}
