package dev.fairlead.agent.source.store;

import dev.fairlead.Problem;
import dev.fairlead.agent.source.SourceException;
import dev.fairlead.agent.source.SourceException.Kind;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A {@code tar}, compressed by gzip or not, from anybody, unpacked into a {@link Staging}: files, folders, symbolic and
 * hard links. Everything else that a tar may hold (devices, pipes, sparse files) is refused. What lies between two files
 * (long names, attributes) is bounded, too: the library keeps it in memory.
 */
public final class Archive {
    private static final int GZIP = 0x1f8b;
    private static final long BETWEEN = 1 << 20;
    private static final long HEADERS = 128L << 20;
    private static final int BUFFER = 8192;

    private final Staging staging;
    private final Counting packed;

    private Archive(Staging staging, Counting packed) {
        this.staging = staging;
        this.packed = packed;
    }

    /**
     * Unpacks it all, or throws. The stream is read to its end and closed.
     *
     * @throws SourceException ({@link Kind#HOSTILE}) for what is refused, and for what is no archive
     */
    public static void unpack(InputStream archive, Staging staging) {
        Counting packed = new Counting(new BufferedInputStream(archive));
        try {
            new Archive(staging, packed).unpack();
        } catch (SourceException e) {
            throw e;
        } catch (FileSystemException e) {
            throw Staging.unwritable(staging.folder(), e);
        } catch (IOException | RuntimeException e) {
            throw new SourceException(
                    Kind.HOSTILE,
                    new Problem(
                            staging.place(),
                            "the archive is broken: " + SafePath.shown(String.valueOf(e.getMessage())),
                            "have it made again"),
                    e);
        }
    }

    private void unpack() throws IOException {
        packed.mark(2);
        boolean compressed = ((packed.read() << 8) | packed.read()) == GZIP;
        packed.reset();
        Bounded plain = new Bounded(compressed ? new GZIPInputStream(packed) : packed);
        try (TarArchiveInputStream tar = new TarArchiveInputStream(plain, "UTF-8")) {
            boolean empty = true;
            for (TarArchiveEntry entry; (entry = next(tar, plain)) != null; empty = false) {
                plain.allow(Long.MAX_VALUE);
                add(entry, tar);
            }
            if (empty) {
                // Who prunes by what a source holds would delete everything.
                throw new SourceException(
                        Kind.HOSTILE, staging.place(), "the archive holds nothing", "have it made again");
            }
            // To the end: what gzip's checksum says of the whole is known only there.
            plain.allow(BETWEEN);
            byte[] zeros = new byte[BUFFER];
            while (plain.read(zeros, 0, BUFFER) >= 0) {
                // read for the checksum
            }
        }
    }

    private static @Nullable TarArchiveEntry next(TarArchiveInputStream tar, Bounded plain) throws IOException {
        byte[] rest = new byte[BUFFER];
        while (tar.getCurrentEntry() != null && tar.read(rest) >= 0) {
            // what nobody wanted of the last entry
        }
        plain.allow(BETWEEN);
        return tar.getNextEntry();
    }

    private void add(TarArchiveEntry entry, TarArchiveInputStream content) throws IOException {
        String name = entry.getName();
        if (entry.isDirectory()) {
            staging.folder(name);
        } else if (entry.isSymbolicLink()) {
            link(name, entry.getLinkName());
        } else if (entry.isLink()) {
            staging.copy(name, entry.getLinkName());
        } else if (entry.isFile() && !entry.isSparse() && isPlain(entry)) {
            staging.file(name, (entry.getMode() & 0100) != 0, content);
        } else if (!entry.isGlobalPaxHeader()) {
            throw SafePath.refused(staging.place(), name, "it is neither a file nor a folder nor a link");
        }
    }

    /** {@code isFile} also says yes to types that it does not know. */
    private static boolean isPlain(TarArchiveEntry entry) {
        byte type = entry.getLinkFlag();
        return type == '0' || type == 0 || type == '7';
    }

    /** A link that leads out by its own text shows what the archive was made for. */
    private void link(String name, String target) throws IOException {
        String path = SafePath.of(name, staging.place());
        int depth = path.split("/", -1).length - 1;
        for (String part : target.split("/", -1)) {
            depth += part.equals("..") ? -1 : part.isEmpty() || part.equals(".") ? 0 : 1;
            if (depth < 0 || target.startsWith("/")) {
                throw SafePath.refused(staging.place(), name, "it is a link that leads out of the archive");
            }
        }
        staging.link(name, target);
    }

    /** The unpacked stream, held against the packed one and against what may come now. */
    private final class Bounded extends FilterInputStream {
        private long read;
        private long end = BETWEEN;

        Bounded(InputStream in) {
            super(in);
        }

        void allow(long more) {
            end = more == Long.MAX_VALUE ? more : read + more;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            int n = super.read(buffer, from, length);
            read += Math.max(n, 0);
            if (read > end) {
                throw broken("what describes an entry, or follows the last, is longer than a MiB");
            }
            if (read > staging.limits().bytes() + HEADERS) {
                throw broken("unpacked it is larger than " + (staging.limits().bytes() >> 20) + " MiB");
            }
            int ratio = staging.limits().ratio();
            if (read > Limits.SMALL && read / ratio > packed.count()) {
                throw broken("it is compressed more than " + ratio + " times");
            }
            return n;
        }

        @Override
        public long skip(long n) throws IOException {
            int most = (int) Math.min(n, BUFFER);
            return most <= 0 ? 0 : Math.max(0, read(new byte[most], 0, most));
        }

        private SourceException broken(String cause) {
            return new SourceException(
                    Kind.HOSTILE, staging.place(), cause, "have it made again; such archives are refused");
        }
    }

    private static final class Counting extends FilterInputStream {
        private long count;
        private long marked;

        Counting(InputStream in) {
            super(in);
        }

        long count() {
            return count;
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            count += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            int n = super.read(buffer, from, length);
            count += Math.max(n, 0);
            return n;
        }

        @Override
        public synchronized void mark(int limit) {
            super.mark(limit);
            marked = count;
        }

        @Override
        public synchronized void reset() throws IOException {
            super.reset();
            count = marked;
        }
    }
}
