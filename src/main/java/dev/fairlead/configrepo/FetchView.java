package dev.fairlead.configrepo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.transport.PackParser;
import org.eclipse.jgit.util.NB;

/**
 * The mirror as a fetch shall see it where there is a {@code git}: a large pack is indexed by {@code git index-pack},
 * which uses every core and needs no warming up; JGit then sees an empty pack. A small one JGit indexes faster itself.
 */
final class FetchView extends MirrorView {
    /** "PACK", version, number of objects. */
    private static final int HEADER = 12;

    private static final int LARGE = 2_000;

    private final FileRepository mirror;
    private final LocalGit git;

    FetchView(FileRepository mirror, LocalGit git) {
        super(mirror);
        this.mirror = mirror;
        this.git = git;
    }

    @Override
    public ObjectInserter newObjectInserter() {
        ObjectInserter plain = super.newObjectInserter();
        return new ObjectInserter.Filter() {
            @Override
            protected ObjectInserter delegate() {
                return plain;
            }

            @Override
            public PackParser newPackParser(InputStream pack) throws IOException {
                byte[] header = pack.readNBytes(HEADER);
                InputStream whole = new SequenceInputStream(new ByteArrayInputStream(header), pack);
                if (header.length < HEADER || NB.decodeInt32(header, 8) < LARGE) {
                    return plain.newPackParser(whole);
                }
                git.indexPack(whole, mirror);
                return plain.newPackParser(new ByteArrayInputStream(emptyPack()));
            }
        };
    }

    private static byte[] emptyPack() {
        byte[] pack = new byte[HEADER + Constants.OBJECT_ID_LENGTH];
        System.arraycopy(Constants.PACK_SIGNATURE, 0, pack, 0, Constants.PACK_SIGNATURE.length);
        NB.encodeInt32(pack, 4, 2);
        var digest = Constants.newMessageDigest();
        digest.update(pack, 0, HEADER);
        System.arraycopy(digest.digest(), 0, pack, HEADER, Constants.OBJECT_ID_LENGTH);
        return pack;
    }
}
