package dev.fairlead.configrepo;

import java.util.Map;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.BitmapIndex;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * The mirror as a push shall see it. JGit would find out what to send by walking every tree of every commit that both
 * sides hold; here the answer is known, and is told as the bitmap index that JGit asks first.
 */
final class PushView extends MirrorView {
    private final Map<ObjectId, Integer> send;

    PushView(FileRepository mirror, Map<ObjectId, Integer> send) {
        super(mirror);
        this.send = send;
    }

    @Override
    public ObjectReader newObjectReader() {
        ObjectReader plain = super.newObjectReader();
        return new ObjectReader.Filter() {
            @Override
            protected ObjectReader delegate() {
                return plain;
            }

            @Override
            public BitmapIndex getBitmapIndex() {
                return new SendList(send);
            }
        };
    }
}
