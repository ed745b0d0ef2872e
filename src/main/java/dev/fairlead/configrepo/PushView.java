package dev.fairlead.configrepo;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.errors.StoredObjectRepresentationNotAvailableException;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.internal.storage.pack.CachedPack;
import org.eclipse.jgit.internal.storage.pack.ObjectReuseAsIs;
import org.eclipse.jgit.internal.storage.pack.ObjectToPack;
import org.eclipse.jgit.internal.storage.pack.PackOutputStream;
import org.eclipse.jgit.internal.storage.pack.PackWriter;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.BitmapIndex;
import org.eclipse.jgit.lib.BitmapIndex.BitmapBuilder;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.ProgressMonitor;

/**
 * The mirror as a push shall see it. JGit would find out what to send by walking every tree of every commit that both
 * sides hold; here the answer is known, and is told as the bitmap index that JGit asks first.
 */
final class PushView extends MirrorView {
    private final Map<ObjectId, Integer> send;
    private volatile Runnable hangUp = () -> {};

    PushView(FileRepository mirror, Map<ObjectId, Integer> send) {
        super(mirror);
        this.send = send;
    }

    /** Does this when an object cannot be read: JGit alone would wait for an answer to a pack that never ends. */
    void whenReadingFails(Runnable hangUp) {
        this.hangUp = hangUp;
    }

    @Override
    public ObjectReader newObjectReader() {
        return new Reader(super.newObjectReader());
    }

    /**
     * Reads as the mirror does, knows what to send, and tells when it fails. What the mirror holds compressed is sent as it
     * is.
     */
    private final class Reader extends ObjectReader.Filter implements ObjectReuseAsIs {
        private final ObjectReader plain;

        Reader(ObjectReader plain) {
            this.plain = plain;
        }

        @Override
        protected ObjectReader delegate() {
            return plain;
        }

        @Override
        public BitmapIndex getBitmapIndex() {
            return new SendList(send);
        }

        private ObjectReuseAsIs packed() {
            return (ObjectReuseAsIs) plain;
        }

        @Override
        public ObjectToPack newObjectToPack(AnyObjectId id, int type) {
            return packed().newObjectToPack(id, type);
        }

        @Override
        public void selectObjectRepresentation(
                PackWriter packer, ProgressMonitor monitor, Iterable<ObjectToPack> objects) throws IOException {
            try {
                packed().selectObjectRepresentation(packer, monitor, objects);
            } catch (IOException | RuntimeException e) {
                hangUp.run();
                throw e;
            }
        }

        @Override
        public void writeObjects(PackOutputStream out, List<ObjectToPack> objects) throws IOException {
            packed().writeObjects(out, objects);
        }

        @Override
        public void copyObjectAsIs(PackOutputStream out, ObjectToPack object, boolean validate)
                throws IOException, StoredObjectRepresentationNotAvailableException {
            packed().copyObjectAsIs(out, object, validate);
        }

        @Override
        public void copyPackAsIs(PackOutputStream out, CachedPack pack) throws IOException {
            packed().copyPackAsIs(out, pack);
        }

        /** No whole pack is sent: a mirror's packs hold more than what is to be sent. */
        @Override
        public Collection<CachedPack> getCachedPacksAndUpdate(BitmapBuilder needed) {
            return List.of();
        }

        @Override
        public ObjectReader newReader() {
            return new Reader(plain.newReader());
        }

        @Override
        public ObjectLoader open(AnyObjectId id, int type) throws IOException {
            try {
                return plain.open(id, type);
            } catch (IOException | RuntimeException e) {
                hangUp.run();
                throw e;
            }
        }
    }
}
