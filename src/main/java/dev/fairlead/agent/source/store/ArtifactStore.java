package dev.fairlead.agent.source.store;

import dev.fairlead.image.Digest;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A folder of artifacts, each in a folder named by the digest of its files. One is filled in a folder of its own and moved
 * to its name in one step, so that none is ever seen half-written; equal ones are one. Several processes may share it.
 */
public final class ArtifactStore {
    private static final Duration ABANDONED = Duration.ofHours(1);

    private final Path artifacts;
    private final Path staging;
    private final Limits limits;
    private final Clock clock;

    public ArtifactStore(Path folder, Limits limits, Clock clock) {
        this.artifacts = folder.resolve("artifacts");
        this.staging = folder.resolve("staging");
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * A new folder to fill.
     *
     * @param place what with, for messages
     */
    public Staging stage(String place) throws IOException {
        Path folder = staging.resolve(UUID.randomUUID().toString());
        Files.createDirectories(folder);
        return new Staging(folder, place, limits);
    }

    /** Keeps what was staged, and tells its digest. */
    public Digest keep(Staging staged) throws IOException {
        staged.finish();
        Digest digest = Trees.digest(staged.folder());
        Path target = path(digest);
        Files.createDirectories(artifacts);
        if (Files.isDirectory(target) && !holds(digest)) {
            discard(target);
        }
        Files.setLastModifiedTime(staged.folder(), FileTime.from(clock.instant()));
        try {
            Files.move(staged.folder(), target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw e;
        } catch (FileSystemException e) {
            if (!Files.isDirectory(target)) {
                throw e;
            }
            Files.setLastModifiedTime(target, FileTime.from(clock.instant()));
        }
        return digest;
    }

    /** Where the files of this digest are, or would be. */
    public Path path(Digest digest) {
        return artifacts.resolve(digest.algorithm() + "-" + digest.hex());
    }

    /** Whether the files are here, and are what the digest says. */
    public boolean holds(Digest digest) throws IOException {
        Path folder = path(digest);
        try {
            return Files.isDirectory(folder) && Trees.digest(folder).equals(digest);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /**
     * Deletes artifacts that nobody wants any more, and what killed processes left.
     *
     * @param wanted which stay
     * @param grace how long others stay since they were fetched, for those who still read them
     * @return how many were deleted
     */
    public int collect(Set<Digest> wanted, Duration grace) throws IOException {
        int deleted = 0;
        for (Path artifact : children(artifacts)) {
            String name = artifact.getFileName().toString();
            boolean stays = wanted.stream()
                    .anyMatch(digest -> path(digest).getFileName().toString().equals(name));
            if (!stays && isOlder(artifact, grace)) {
                discard(artifact);
                deleted++;
            }
        }
        for (Path left : children(staging)) {
            if (isOlder(left, ABANDONED)) {
                Trees.delete(left);
            }
        }
        return deleted;
    }

    private boolean isOlder(Path path, Duration age) throws IOException {
        try {
            Instant changed = Files.getLastModifiedTime(path).toInstant();
            return !changed.isAfter(clock.instant().minus(age));
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Out of sight in one step, then deleted. */
    private void discard(Path artifact) throws IOException {
        Files.createDirectories(staging);
        Path aside = staging.resolve(UUID.randomUUID().toString());
        try {
            Files.move(artifact, aside, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            return;
        }
        Trees.delete(aside);
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }
}
