package dev.fairlead.agent.source.remote;

import dev.fairlead.FairleadException;
import dev.fairlead.Fingerprint;
import dev.fairlead.LockedFile;
import dev.fairlead.Problem;
import dev.fairlead.agent.source.Artifact;
import dev.fairlead.agent.source.SourceException;
import dev.fairlead.agent.source.SourceSpec;
import dev.fairlead.agent.source.SourceState;
import dev.fairlead.agent.source.store.ArtifactStore;
import dev.fairlead.agent.source.store.Fetched;
import dev.fairlead.agent.source.store.Limits;
import dev.fairlead.agent.source.store.Staging;
import dev.fairlead.image.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every source of an agent, by a name that is the caller's. A source that fails keeps its last good artifact, and tells
 * since when it fails and why; that outlives the process. Who asks for a source that is being fetched waits for that
 * fetch. Several processes may share the folder.
 */
public final class Sources implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sources.class);
    private static final int NAME_BYTES = 12;

    private final Path folder;
    private final ArtifactStore store;
    private final Readers readers;
    private final Clock clock;
    private final Set<Digest> proved = ConcurrentHashMap.newKeySet();
    private final ConcurrentMap<String, CompletableFuture<SourceState>> running = new ConcurrentHashMap<>();

    Sources(Path folder, Limits limits, Readers readers, Clock clock) {
        this.folder = folder;
        this.store = new ArtifactStore(folder, limits, clock);
        this.readers = readers;
        this.clock = clock;
    }

    /**
     * Sources kept in a folder. Nothing is fetched yet.
     *
     * @param folder made when it is missing; everything in it can be fetched again
     */
    public static Sources open(Path folder, Limits limits) {
        return new Sources(
                folder, limits, new RemoteReaders(folder.resolve("git"), Clock.systemUTC()), Clock.systemUTC());
    }

    /**
     * Looks at a source, fetches it where it is not what it was, and tells what is known of it then. Throws nothing for what
     * a source does: that is in the state.
     *
     * @param name of the source, such as {@code GitRepository/flux-system/apps}
     */
    public SourceState fetch(String name, SourceSpec spec) {
        String key = name + "\n" + spec.identity();
        CompletableFuture<SourceState> own = new CompletableFuture<>();
        CompletableFuture<SourceState> other = running.putIfAbsent(key, own);
        if (other != null) {
            return await(other);
        }
        try {
            own.complete(fetchAlone(name, spec));
        } catch (RuntimeException | Error e) {
            // Whoever waits must hear of it.
            own.completeExceptionally(e);
        } finally {
            running.remove(key, own);
        }
        return await(own);
    }

    /** How many wait for a fetch of this source that runs. */
    int waiting(String name, SourceSpec spec) {
        CompletableFuture<SourceState> fetch = running.get(name + "\n" + spec.identity());
        return fetch == null ? 0 : fetch.getNumberOfDependents();
    }

    private static SourceState await(CompletableFuture<SourceState> fetch) {
        try {
            return fetch.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** What is known of a source, without looking. */
    public SourceState state(String name, SourceSpec spec) {
        try {
            return state(known(name, spec));
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private SourceState fetchAlone(String name, SourceSpec spec) {
        try {
            return LockedFile.holding(file(name, ".lock"), () -> state(fetchLocked(name, spec)));
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private Kept fetchLocked(String name, SourceSpec spec) throws IOException {
        Kept known = known(name, spec);
        Kept now;
        try (Staging staging = store.stage(spec.place())) {
            Fetched fetched = readers.read(spec, known.artifact().map(Kept.Good::token), staging);
            now = fetched instanceof Fetched.Content content
                    ? known.with(good(known, content, staging), clock.instant())
                    : known.unchanged(clock.instant());
        } catch (FairleadException e) {
            LOG.debug("{}: fetching it failed", name, e);
            now = known.failed(e.problem(), e.retryable(), clock.instant());
        } catch (IOException | RuntimeException e) {
            LOG.warn("{}: fetching it failed", name, e);
            now = known.failed(unexpected(spec, e), true, clock.instant());
        } catch (OutOfMemoryError | StackOverflowError e) {
            LOG.warn("{}: fetching it took more memory than there is", name, e);
            now = known.failed(tooLarge(spec), false, clock.instant());
        }
        now.write(file(name, ".json"));
        return now;
    }

    private Kept.Good good(Kept known, Fetched.Content content, Staging staging) throws IOException {
        Digest digest = store.keep(staging);
        boolean same = known.artifact()
                .filter(before ->
                        before.digest().equals(digest) && before.revision().equals(content.revision()))
                .isPresent();
        return new Kept.Good(
                content.revision(),
                digest,
                same ? known.artifact().orElseThrow().time() : clock.instant(),
                content.token(),
                staging.notes());
    }

    /** One file is held in memory whole. */
    private static Problem tooLarge(SourceSpec spec) {
        return new Problem(
                spec.place(),
                "it holds a file that is larger than the memory of this process",
                "leave the file out (ignore, sparse), or give the process more memory");
    }

    private static Problem unexpected(SourceSpec spec, Exception e) {
        return new Problem(
                spec.place(),
                "fetching it failed (" + e.getClass().getSimpleName() + ": " + e.getMessage() + ")",
                "look into the agent's log");
    }

    /** What is kept of this very source; of an artifact that was damaged, nothing. */
    private Kept known(String name, SourceSpec spec) throws IOException {
        Kept kept = Kept.read(file(name, ".json")).orElse(Kept.nothing(spec.identity()));
        if (!kept.isOf(spec.identity())) {
            return Kept.nothing(spec.identity());
        }
        Optional<Kept.Good> good = kept.artifact();
        return good.isPresent() && !isHere(good.get().digest()) ? kept.withoutArtifact() : kept;
    }

    /** Read through once in a process: what a power cut or a stranger damaged is fetched again. */
    private boolean isHere(Digest digest) throws IOException {
        if (proved.contains(digest)) {
            return Files.isDirectory(store.path(digest));
        }
        boolean here = store.holds(digest);
        if (here) {
            proved.add(digest);
        }
        return here;
    }

    private SourceState state(Kept kept) {
        return new SourceState(
                kept.artifact()
                        .map(good -> new Artifact(
                                good.revision(), good.digest(), good.time(), store.path(good.digest()), good.notes())),
                kept.failure(),
                kept.checked());
    }

    /**
     * Forgets every source but these, and deletes the artifacts that none of them holds.
     *
     * @param names of the sources that are left
     * @param grace how long an artifact stays since it was fetched, for those who still read it
     * @return how many artifacts were deleted
     */
    public int collect(Collection<String> names, Duration grace) {
        Set<Path> files = new HashSet<>();
        names.forEach(name -> files.add(file(name, ".json")));
        try {
            Set<Digest> wanted = new HashSet<>();
            for (Path file : Kept.files(folder.resolve("sources"))) {
                if (files.contains(file)) {
                    Kept.read(file).flatMap(Kept::artifact).ifPresent(good -> wanted.add(good.digest()));
                } else {
                    Kept.delete(file);
                }
            }
            proved.retainAll(wanted);
            return store.collect(wanted, grace);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private Path file(String name, String suffix) {
        return folder.resolve("sources").resolve(Fingerprint.of(name, NAME_BYTES) + suffix);
    }

    private SourceException unusable(IOException e) {
        return new SourceException(
                SourceException.Kind.STORE,
                new Problem(
                        folder.toString(),
                        "it cannot be used (" + e.getMessage() + ")",
                        "check the room on its disk, and its rights"),
                e);
    }

    @Override
    public void close() {
        readers.close();
    }
}
