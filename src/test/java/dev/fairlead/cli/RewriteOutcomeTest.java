package dev.fairlead.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.image.ImageReference;
import dev.fairlead.manifest.ManifestFile;
import dev.fairlead.manifest.ManifestSettings;
import dev.fairlead.manifest.Manifests;
import dev.fairlead.manifest.RewriteJob;
import dev.fairlead.manifest.RewriteReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writing while somebody else changes one of the files. */
class RewriteOutcomeTest {
    private static final String OLD = "image: nginx:1\n";
    private static final String NEW = "image: nginx:2\n";
    private static final String THEIRS = "image: nginx:1 # kept\n";

    @TempDir
    private Path folder;

    private RewriteReport report;

    @BeforeEach
    void planAndLetSomebodyChangeTheSecond() throws IOException {
        List<ManifestFile> files = Stream.of("a.yaml", "b.yaml", "c.yaml")
                .map(name -> ManifestFile.of(folder.resolve(name).toString(), OLD.getBytes(UTF_8)))
                .toList();
        for (ManifestFile file : files) {
            Files.writeString(Path.of(file.path()), OLD);
        }
        report = new RewriteJob(
                        Manifests.with(ManifestSettings.STANDARD),
                        files,
                        List.of(ImageReference.parse("nginx:2")),
                        Map.of())
                .run(path -> Optional.empty(), false);
        Files.writeString(folder.resolve("b.yaml"), THEIRS);
    }

    private List<String> texts() throws IOException {
        return List.of(
                Files.readString(folder.resolve("a.yaml")),
                Files.readString(folder.resolve("b.yaml")),
                Files.readString(folder.resolve("c.yaml")));
    }

    @Test
    void theOthersAreWrittenAndTheirsStays() throws IOException {
        RewriteOutcome outcome = RewriteOutcome.write(report, false);
        assertThat(outcome.written()).isTrue();
        assertThat(outcome.changing()).hasSize(2);
        assertThat(outcome.refused())
                .singleElement()
                .asString()
                .contains("b.yaml: somebody changed it since it was read");
        assertThat(texts()).containsExactly(NEW, THEIRS, NEW);
    }

    @Test
    void atomicTakesBackWhatItWrote() throws IOException {
        RewriteOutcome outcome = RewriteOutcome.write(report, true);
        assertThat(outcome.written()).isFalse();
        assertThat(outcome.changing()).isEmpty();
        assertThat(outcome.refused()).hasSize(1);
        assertThat(texts()).containsExactly(OLD, THEIRS, OLD);
    }
}
