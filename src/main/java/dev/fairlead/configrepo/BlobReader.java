package dev.fairlead.configrepo;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
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
 * many, two threads read ahead while the caller works.
 */
final class BlobReader {
    private static final int CHUNK = 512;
    private static final int AHEAD = 2;

    private final Mirror mirror;
    private final List<Place> places;

    BlobReader(Mirror mirror, Collection<FileEntry> files) {
        this.mirror = mirror;
        List<Pack> packs = List.copyOf(mirror.repository().getObjectDatabase().getPacks());
        this.places = files.parallelStream()
                .map(file -> place(file, packs))
                .sorted(Comparator.comparingInt(Place::pack).thenComparingLong(Place::offset))
                .toList();
    }

    /** The blobs that no known pack of the mirror holds. */
    List<ObjectId> unpacked() {
        return places.stream()
                .filter(place -> place.offset() < 0)
                .map(place -> place.file().id().jgit())
                .toList();
    }

    /** Hands out each file with its bytes, in the caller's thread; empty bytes: the mirror lost it. */
    void read(BiConsumer<FileEntry, Optional<byte[]>> each) {
        List<List<FileEntry>> chunks = chunks(places.stream().map(Place::file).toList());
        if (chunks.size() < 2) {
            chunks.forEach(chunk -> hand(chunk, load(chunk), each));
            return;
        }
        ExecutorService ahead = Executors.newFixedThreadPool(AHEAD, BlobReader::thread);
        try {
            Deque<Future<List<Optional<byte[]>>>> loading = new ArrayDeque<>();
            int begun = 0;
            for (List<FileEntry> chunk : chunks) {
                while (begun < chunks.size() && loading.size() <= AHEAD) {
                    loading.add(ahead.submit(loading(chunks.get(begun++))));
                }
                hand(chunk, get(loading.remove()), each);
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

    /** Where a file's blob is; a negative offset: in none of the packs. */
    private record Place(FileEntry file, int pack, long offset) {}

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
        return new Place(file, packs.size(), -1);
    }
}
