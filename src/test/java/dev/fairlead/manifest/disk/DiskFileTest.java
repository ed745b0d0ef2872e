package dev.fairlead.manifest.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.FairleadException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskFileTest {
    @TempDir
    private Path folder;

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    @Test
    void permissionsStayAndNoTemporaryFileIsLeft() throws IOException {
        Path file = Files.writeString(folder.resolve("run.sh"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x--x"));
        DiskFile.replace(file, bytes("old"), bytes("new"));
        assertThat(file).hasContent("new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rwxr-x--x");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.toList()).isEqualTo(List.of(file));
        }
    }

    @Test
    void aLinkStaysALinkAndItsTargetIsReplaced() throws IOException {
        Path real = Files.writeString(folder.resolve("real.yaml"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.yaml"), Path.of("real.yaml"));
        DiskFile.replace(link, bytes("old"), bytes("new"));
        assertThat(link).isSymbolicLink();
        assertThat(real).hasContent("new");
    }

    @Test
    void aFileThatSomebodyChangedMeanwhileIsNotReplaced() throws IOException {
        Path file = Files.writeString(folder.resolve("a.yaml"), "theirs");
        assertThatThrownBy(() -> DiskFile.replace(file, bytes("old"), bytes("new")))
                .isInstanceOf(FairleadException.class)
                .hasMessageContaining("somebody changed it since it was read");
        assertThat(file).hasContent("theirs");
    }

    @Test
    void aFileThatIsFarTooLargeIsNotReadIntoMemory() throws IOException {
        Path file = folder.resolve("huge.yaml");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(100L << 20);
        }
        assertThatThrownBy(() -> DiskFile.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("it has 100 MiB, more than the limit of 64");
    }
}
