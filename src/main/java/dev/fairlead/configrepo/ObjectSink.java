package dev.fairlead.configrepo;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.TreeFormatter;

/**
 * Writes the objects of one commit into one pack of the mirror and remembers them: they are what a push must send,
 * also those that the mirror happened to hold already, since the remote may not.
 */
final class ObjectSink implements AutoCloseable {
    private final ObjectInserter inserter;
    private final Map<ObjectId, Integer> types = new HashMap<>();

    ObjectSink(ObjectInserter inserter) {
        this.inserter = inserter;
    }

    ObjectId blob(byte[] bytes) throws IOException {
        return insert(Constants.OBJ_BLOB, bytes);
    }

    ObjectId tree(TreeFormatter tree) throws IOException {
        return insert(Constants.OBJ_TREE, tree.toByteArray());
    }

    ObjectId commit(byte[] commit) throws IOException {
        return insert(Constants.OBJ_COMMIT, commit);
    }

    private ObjectId insert(int type, byte[] bytes) throws IOException {
        ObjectId id = inserter.insert(type, bytes);
        types.put(id, type);
        return id;
    }

    /** Makes the objects readable, all at once. */
    void flush() throws IOException {
        inserter.flush();
    }

    /** What was written, with its type ({@link Constants#OBJ_BLOB} and so on). */
    Map<ObjectId, Integer> types() {
        return Map.copyOf(types);
    }

    @Override
    public void close() {
        inserter.close();
    }
}
