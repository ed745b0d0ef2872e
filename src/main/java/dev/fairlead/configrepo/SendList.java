package dev.fairlead.configrepo;

import com.googlecode.javaewah.EWAHCompressedBitmap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jgit.internal.storage.file.PackBitmapIndex;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.BitmapIndex;
import org.eclipse.jgit.lib.BitmapObject;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * The objects that a push sends, in the shape of the index that JGit's pack writer asks which objects a commit reaches
 * (everything to send, if the commit is one of them) and which the other side holds (whatever it names, and no more).
 */
final class SendList implements BitmapIndex {
    private final Map<ObjectId, Integer> send;

    SendList(Map<ObjectId, Integer> send) {
        this.send = send;
    }

    @Override
    public Bitmap getBitmap(AnyObjectId id) {
        ObjectId key = id.copy();
        return new Ids(this, send.containsKey(key) ? send : Map.of(key, Constants.OBJ_COMMIT));
    }

    @Override
    public BitmapBuilder newBitmapBuilder() {
        return new Ids(this, Map.of());
    }

    /** A set of ids with their types. */
    private static final class Ids implements BitmapIndex.BitmapBuilder {
        private final SendList index;
        private final Map<ObjectId, Integer> types;

        Ids(SendList index, Map<ObjectId, Integer> types) {
            this.index = index;
            this.types = new LinkedHashMap<>(types);
        }

        private static Map<ObjectId, Integer> types(Bitmap other) {
            return ((Ids) other).types;
        }

        @Override
        public boolean contains(@Nullable AnyObjectId id) {
            return id != null && types.containsKey(id.copy());
        }

        @Override
        public BitmapBuilder addObject(AnyObjectId id, int type) {
            types.put(id.copy(), type);
            return this;
        }

        @Override
        public void remove(AnyObjectId id) {
            types.remove(id.copy());
        }

        @Override
        public BitmapBuilder or(Bitmap other) {
            types.putAll(types(other));
            return this;
        }

        @Override
        public BitmapBuilder andNot(Bitmap other) {
            types.keySet().removeAll(types(other).keySet());
            return this;
        }

        @Override
        public BitmapBuilder xor(Bitmap other) {
            Map<ObjectId, Integer> both = new LinkedHashMap<>(types);
            both.keySet().retainAll(types(other).keySet());
            types.putAll(types(other));
            types.keySet().removeAll(both.keySet());
            return this;
        }

        @Override
        public Bitmap build() {
            return new Ids(index, types);
        }

        @Override
        public boolean removeAllOrNone(PackBitmapIndex pack) {
            return false;
        }

        @Override
        public int cardinality() {
            return types.size();
        }

        @Override
        public BitmapIndex getBitmapIndex() {
            return index;
        }

        @Override
        public EWAHCompressedBitmap retrieveCompressed() {
            throw new UnsupportedOperationException("a list of ids is not compressed");
        }

        @Override
        public Iterator<BitmapObject> iterator() {
            return types.entrySet().stream().<BitmapObject>map(Item::new).iterator();
        }
    }

    /** One id with its type. */
    private static final class Item extends BitmapObject {
        private final Map.Entry<ObjectId, Integer> entry;

        Item(Map.Entry<ObjectId, Integer> entry) {
            this.entry = entry;
        }

        @Override
        public int getType() {
            return entry.getValue();
        }

        @Override
        public ObjectId getObjectId() {
            return entry.getKey();
        }
    }
}
