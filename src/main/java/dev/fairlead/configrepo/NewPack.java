package dev.fairlead.configrepo;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.eclipse.jgit.internal.storage.file.BasePackIndexWriter;
import org.eclipse.jgit.internal.storage.file.ObjectDirectory;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.transport.PackedObjectInfo;
import org.eclipse.jgit.util.NB;

/**
 * Writes objects as one pack of a mirror, deflating them on all processors; JGit's inserter does one after the other. The
 * form is that of {@code gitformat-pack}, version 2, without deltas.
 */
final class NewPack {
    private static final int VERSION = 2;
    private static final int AT_ONCE = 256;

    private final List<NewObject> objects;
    private final List<PackedObjectInfo> index = new ArrayList<>();

    private NewPack(Collection<NewObject> objects) {
        this.objects = objects.stream()
                .sorted(Comparator.comparingInt(NewObject::type).thenComparing(NewObject::id))
                .toList();
    }

    /** Stores the objects, all of them or none, and makes them known to who reads through this database. */
    static void write(ObjectDirectory database, Collection<NewObject> objects) throws IOException {
        new NewPack(objects).write(database);
    }

    private void write(ObjectDirectory database) throws IOException {
        File pack = File.createTempFile("insert_", ".pack", database.getDirectory());
        File idx = new File(pack.getPath().replaceAll("pack$", "idx"));
        try {
            byte[] checksum = writePack(pack);
            writeIndex(idx, checksum);
            Path place = database.getPackDirectory()
                    .toPath()
                    .resolve("pack-" + HexFormat.of().formatHex(checksum) + ".pack");
            move(pack, place);
            // From here on the pack is seen.
            move(idx, place.resolveSibling(place.getFileName().toString().replaceAll("pack$", "idx")));
            database.openPack(place.toFile());
        } finally {
            Files.deleteIfExists(pack.toPath());
            Files.deleteIfExists(idx.toPath());
        }
    }

    /** A pack of that name is this one: the name is the checksum of its bytes. */
    private static void move(File from, Path to) throws IOException {
        if (!Files.exists(to)) {
            from.setReadOnly();
            Files.move(from.toPath(), to, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private byte[] writePack(File pack) throws IOException {
        List<Chunk> chunks = IntStream.range(0, (objects.size() + AT_ONCE - 1) / AT_ONCE)
                .parallel()
                .mapToObj(n -> new Chunk(objects.subList(n * AT_ONCE, Math.min(objects.size(), (n + 1) * AT_ONCE))))
                .toList();
        byte[] header = new byte[3 * Integer.BYTES];
        System.arraycopy(Constants.PACK_SIGNATURE, 0, header, 0, Integer.BYTES);
        NB.encodeInt32(header, Integer.BYTES, VERSION);
        NB.encodeInt32(header, 2 * Integer.BYTES, objects.size());
        try (OutputStream file = new FileOutputStream(pack);
                DigestOutputStream out = new DigestOutputStream(file, Constants.newMessageDigest())) {
            out.write(header);
            long at = header.length;
            for (Chunk chunk : chunks) {
                out.write(chunk.bytes());
                index.addAll(chunk.placedAt(at));
                at += chunk.bytes().length;
            }
            byte[] checksum = out.getMessageDigest().digest();
            file.write(checksum);
            return checksum;
        }
    }

    private void writeIndex(File idx, byte[] checksum) throws IOException {
        index.sort(AnyObjectId::compareTo);
        try (OutputStream out = new FileOutputStream(idx)) {
            BasePackIndexWriter.createVersion(out, VERSION).write(index, checksum);
        }
    }

    /** Some objects next to each other as they stand in the pack. */
    private static final class Chunk {
        private final byte[] bytes;
        private final List<PackedObjectInfo> placed = new ArrayList<>();

        Chunk(List<NewObject> objects) {
            Deflater deflater = new Deflater(Deflater.BEST_SPEED);
            try {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                byte[] buffer = new byte[8192];
                for (NewObject object : objects) {
                    PackedObjectInfo info = new PackedObjectInfo(object.id());
                    info.setOffset(out.size());
                    info.setType(object.type());
                    writeHeader(out, object.type(), object.bytes().length);
                    deflate(deflater, object.bytes(), buffer, out);
                    placed.add(info);
                }
                bytes = out.toByteArray();
            } finally {
                deflater.end();
            }
            noteChecksums();
        }

        byte[] bytes() {
            return bytes;
        }

        List<PackedObjectInfo> placedAt(long start) {
            placed.forEach(info -> info.setOffset(info.getOffset() + start));
            return placed;
        }

        /** The type and the low four bits of the size, then seven bits a byte; the high bit says that another byte follows. */
        private static void writeHeader(ByteArrayOutputStream out, int type, int size) {
            int rest = size >>> 4;
            int first = (type << 4) | (size & 0x0F);
            while (rest > 0) {
                out.write(first | 0x80);
                first = rest & 0x7F;
                rest >>>= 7;
            }
            out.write(first);
        }

        private static void deflate(Deflater deflater, byte[] object, byte[] buffer, ByteArrayOutputStream out) {
            deflater.reset();
            deflater.setInput(object);
            deflater.finish();
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
        }

        private void noteChecksums() {
            for (int i = 0; i < placed.size(); i++) {
                int from = (int) placed.get(i).getOffset();
                int to = i + 1 < placed.size() ? (int) placed.get(i + 1).getOffset() : bytes.length;
                CRC32 crc = new CRC32();
                crc.update(bytes, from, to - from);
                placed.get(i).setCRC((int) crc.getValue());
            }
        }
    }
}
