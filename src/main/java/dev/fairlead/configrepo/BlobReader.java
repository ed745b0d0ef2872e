package dev.fairlead.configrepo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import org.eclipse.jgit.internal.storage.file.Pack;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * Reads many blobs in the order in which the packs hold them, so that neighbours share inflated delta bases; of very
 * many, one thread reads ahead while the caller works.
 */
final class BlobReader {
    private static final int CHUNK = 512;

    private final Mirror mirror;

    BlobReader(Mirror mirror) {
        this.mirror = mirror;
    }

    /** Hands out each file with its bytes, in the caller's thread; empty bytes: the mirror lost it. */
    void read(Collection<FileEntry> files, BiConsumer<FileEntry, Optional<byte[]>> each) {
        List<List<FileEntry>> chunks = chunks(inPackOrder(files));
        if (chunks.size() < 2) {
            chunks.forEach(chunk -> hand(chunk, load(chunk), each));
            return;
        }
        ExecutorService ahead = Executors.newSingleThreadExecutor(BlobReader::thread);
        try {
            Future<List<Optional<byte[]>>> next = ahead.submit(loading(chunks.get(0)));
            for (int i = 0; i < chunks.size(); i++) {
                List<Optional<byte[]>> loaded = get(next);
                if (i + 1 < chunks.size()) {
                    next = ahead.submit(loading(chunks.get(i + 1)));
                }
                hand(chunks.get(i), loaded, each);
            }
        } finally {
            ahead.shutdownNow();
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "fairlead-blob-reader");
        thread.setDaemon(true);
        return thread;
    }

    private Callable<List<Optional<byte[]>>> loading(List<FileEntry> chunk) {
        return () -> load(chunk);
    }

    private static void hand(
            List<FileEntry> chunk, List<Optional<byte[]>> loaded, BiConsumer<FileEntry, Optional<byte[]>> each) {
        for (int i = 0; i < chunk.size(); i++) {
            each.accept(chunk.get(i), loaded.get(i));
        }
    }

    private List<Optional<byte[]>> load(List<FileEntry> chunk) {
        List<Optional<byte[]>> loaded = new ArrayList<>(chunk.size());
        try (ObjectReader reader = mirror.reader()) {
            for (FileEntry file : chunk) {
                loaded.add(load(reader, file.id().jgit()));
            }
        }
        return loaded;
    }

    private static Optional<byte[]> load(ObjectReader reader, ObjectId id) {
        try {
            return Optional.of(reader.open(id, Constants.OBJ_BLOB).getBytes(Integer.MAX_VALUE));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private <T> T get(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw mirror.lost(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw mirror.lost(e);
        }
    }

    private static List<List<FileEntry>> chunks(List<FileEntry> files) {
        List<List<FileEntry>> chunks = new ArrayList<>();
        for (int from = 0; from < files.size(); from += CHUNK) {
            chunks.add(files.subList(from, Math.min(files.size(), from + CHUNK)));
        }
        return chunks;
    }

    private record Place(FileEntry file, int pack, long offset) {}

    private List<FileEntry> inPackOrder(Collection<FileEntry> files) {
        if (files.size() < CHUNK) {
            return List.copyOf(files);
        }
        List<Pack> packs = List.copyOf(mirror.repository().getObjectDatabase().getPacks());
        List<Place> places = new ArrayList<>(files.size());
        for (FileEntry file : files) {
            places.add(place(file, packs));
        }
        places.sort(Comparator.comparingInt(Place::pack).thenComparingLong(Place::offset));
        return places.stream().map(Place::file).toList();
    }

    private static Place place(FileEntry file, List<Pack> packs) {
        for (int i = 0; i < packs.size(); i++) {
            try {
                long offset = packs.get(i).getIndex().findOffset(file.id().jgit());
                if (offset >= 0) {
                    return new Place(file, i, offset);
                }
            } catch (IOException e) {
                // A pack that went: the read finds out.
            }
        }
        return new Place(file, packs.size(), 0);
    }
}
