package dev.fairlead.configrepo;

import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;

/** An object that is not stored yet. */
final class NewObject {
    private final ObjectId id;
    private final int type;
    private final byte[] bytes;

    private NewObject(ObjectId id, int type, byte[] bytes) {
        this.id = id;
        this.type = type;
        this.bytes = bytes;
    }

    /** Works out the id as JGit does, which looks for forged collisions. */
    static NewObject of(int type, byte[] bytes) {
        try (ObjectInserter ids = new ObjectInserter.Formatter()) {
            return new NewObject(ids.idFor(type, bytes), type, bytes);
        }
    }

    ObjectId id() {
        return id;
    }

    /** {@link org.eclipse.jgit.lib.Constants#OBJ_BLOB} and so on. */
    int type() {
        return type;
    }

    byte[] bytes() {
        return bytes;
    }
}
