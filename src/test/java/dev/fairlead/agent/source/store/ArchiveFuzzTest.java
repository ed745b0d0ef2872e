package dev.fairlead.agent.source.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fairlead.agent.source.SourceException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/**
 * Unpacks whatever comes. Whether it is taken or refused, nothing is written beside the folder, no link leads out of it,
 * and nothing stays that was not kept. As a plain test this tries the inputs that were found so far; with {@code
 * JAZZER_FUZZ=1} new ones are looked for.
 */
class ArchiveFuzzTest {
    @FuzzTest(maxDuration = "30s")
    void anArchive(byte[] input) throws IOException {
        check(input);
    }

    static void check(byte[] input) throws IOException {
        Path root = Files.createTempDirectory("archive-fuzz");
        ArtifactStore store =
                new ArtifactStore(root.resolve("store"), new Limits(200, 1 << 20, 200), Clock.systemUTC());
        try (Staging staging = store.stage("fuzz")) {
            try {
                Archive.unpack(new ByteArrayInputStream(input), staging);
                staging.finish();
            } catch (SourceException refused) {
                assertThat(refused.problem().cause()).isNotEmpty();
            }
            assertThat(strays(staging.folder())).isEmpty();
        } finally {
            assertThat(root.resolve("store/staging")).isEmptyDirectory();
            assertThat(root.toFile().list()).containsExactly("store");
            Trees.delete(root);
        }
    }

    private static List<Path> strays(Path folder) throws IOException {
        Path real = folder.toRealPath();
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(path -> !isPlain(path) && !leadsInside(path, real))
                    .toList();
        }
    }

    private static boolean isPlain(Path path) {
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                || Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean leadsInside(Path path, Path root) {
        try {
            return Files.isSymbolicLink(path) && path.toRealPath().startsWith(root);
        } catch (IOException e) {
            return false;
        }
    }
}
