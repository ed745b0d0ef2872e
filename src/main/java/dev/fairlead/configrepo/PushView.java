package dev.fairlead.configrepo;

import java.io.IOException;
import java.util.Map;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.BitmapIndex;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;

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

    /** Reads as the mirror does, knows what to send, and tells when it fails. */
    private final class Reader extends ObjectReader.Filter {
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
