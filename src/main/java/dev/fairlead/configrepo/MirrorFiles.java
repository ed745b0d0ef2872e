package dev.fairlead.configrepo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Deletes mirrors and what killed processes left in them. */
final class MirrorFiles {
    /** The half-written packs of JGit ({@code incoming_}, {@code insert_}, {@code .tmp-}) and git ({@code tmp_}). */
    private static final Pattern HALF_WRITTEN = Pattern.compile("(incoming_|insert_|tmp_|\\.tmp-).*");

    /** Younger ones may belong to a living process. */
    private static final Duration ABANDONED = Duration.ofHours(1);

    private MirrorFiles() {}

    /** Moves a mirror aside in one step, then deletes it. */
    static boolean delete(Path folder) throws IOException {
        Path aside = folder.resolveSibling(folder.getFileName() + ".old-" + UUID.randomUUID());
        try {
            Files.move(folder, aside, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            return false;
        }
        deleteTree(aside);
        return true;
    }

    /** Only under the mirror's lock: a lock file of JGit that is there was left by a process that is not any more. */
    static void sweep(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve("shallow.lock"));
        for (Path place : List.of(folder.resolve("objects"), folder.resolve("objects/pack"))) {
            for (Path file : children(place)) {
                if (HALF_WRITTEN.matcher(file.getFileName().toString()).matches() && isAbandoned(file)) {
                    Files.deleteIfExists(file);
                }
            }
        }
        for (Path beside : children(folder.resolveSibling(""))) {
            String name = beside.getFileName().toString();
            boolean remains =
                    name.startsWith(folder.getFileName() + ".new-") || name.startsWith(folder.getFileName() + ".old-");
            if (remains && isAbandoned(beside)) {
                deleteTree(beside);
            }
        }
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private static boolean isAbandoned(Path file) throws IOException {
        try {
            return Files.getLastModifiedTime(file)
                    .toInstant()
                    .isBefore(Instant.now().minus(ABANDONED));
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static void deleteTree(Path folder) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (NoSuchFileException | UncheckedIOException e) {
            // Somebody else deletes the same folder: as good.
        }
    }
}
