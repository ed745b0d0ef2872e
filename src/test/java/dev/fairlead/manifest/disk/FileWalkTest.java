package dev.fairlead.manifest.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.FairleadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWalkTest {
    @TempDir
    private Path folder;

    private FileWalk walk(Path... paths) {
        return FileWalk.of(List.of(paths), path -> path.endsWith(".yaml"));
    }

    @Test
    void foldersAreWalkedInTheOrderOfNamesWithoutGitsOwn() throws IOException {
        Files.createDirectories(folder.resolve("b/.git"));
        Files.writeString(folder.resolve("b/.git/config.yaml"), "x");
        Files.writeString(folder.resolve("b/two.yaml"), "x");
        Files.writeString(folder.resolve("b/note.md"), "x");
        Files.writeString(folder.resolve("a.yaml"), "x");
        FileWalk walk = walk(folder);
        assertThat(walk.files()).containsExactly(folder.resolve("a.yaml"), folder.resolve("b/two.yaml"));
        assertThat(walk.others()).isOne();
    }

    @Test
    void aFileThatIsNamedItselfIsTakenWhateverItIsCalledAndOnce() throws IOException {
        Path odd = Files.writeString(folder.resolve("values.tmpl"), "x");
        assertThat(walk(odd, odd).files()).containsExactly(odd);
    }

    @Test
    void linksInFoldersAreLeftOutWithTheirReason() throws IOException {
        Path real = Files.writeString(folder.resolve("real.yaml"), "x");
        Files.createSymbolicLink(folder.resolve("link.yaml"), real);
        Files.createSymbolicLink(folder.resolve("dangling.yaml"), folder.resolve("nowhere"));
        FileWalk walk = walk(folder);
        assertThat(walk.files()).containsExactly(real);
        assertThat(walk.skipped())
                .hasSize(2)
                .anySatisfy(link ->
                        assertThat(link.toString()).contains("dangling.yaml").contains("leads nowhere"));
    }

    @Test
    void aPathThatIsNotThereIsAnError() {
        assertThatThrownBy(() -> walk(folder.resolve("missing")))
                .isInstanceOf(FairleadException.class)
                .hasMessageContaining("there is no file or folder of this name");
    }
}
