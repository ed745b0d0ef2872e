package dev.fairlead.agent.source.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.agent.source.SourceException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an archive of a stranger may do, and what it may not. */
class ArchiveTest {
    private static final Limits SMALL = new Limits(1000, 1 << 20, 200);

    @TempDir
    Path temp;

    private Map<String, String> unpacked(byte[] archive, Limits limits) throws Exception {
        ArtifactStore store = new ArtifactStore(temp.resolve("store"), limits, Clock.systemUTC());
        try (Staging staging = store.stage("the archive")) {
            Archive.unpack(new ByteArrayInputStream(archive), staging);
            staging.finish();
            return files(staging.folder());
        }
    }

    static Map<String, String> files(Path folder) throws Exception {
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> walked = Files.walk(folder)) {
            for (Path path : walked.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .toList()) {
                String name = folder.relativize(path).toString();
                found.put(
                        name,
                        Files.isSymbolicLink(path)
                                ? "-> " + Files.readSymbolicLink(path)
                                : (Files.isExecutable(path) ? "* " : "") + Files.readString(path));
            }
        }
        return found;
    }

    @Test
    void filesFoldersAndLinksWithinAreUnpacked() throws Exception {
        byte[] archive = new Tar()
                .folder("./")
                .folder("./apps/")
                .file("./apps/web.yaml", "kind: Deployment\n")
                .executable("run.sh", "#!/bin/sh\n")
                .symlink("apps/current.yaml", "web.yaml")
                .symlink("apps/again", "../apps")
                .hardlink("copy.yaml", "apps/web.yaml")
                .pax("path", "ünïcode/größe.yaml")
                .file("short", "a: 1\n")
                .longName("long/" + "x".repeat(150) + ".yaml")
                .file("cut", "b: 2\n")
                .gz();

        assertThat(unpacked(archive, SMALL))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "apps/web.yaml",
                        "kind: Deployment\n",
                        "run.sh",
                        "* #!/bin/sh\n",
                        "apps/current.yaml",
                        "-> web.yaml",
                        "apps/again",
                        "-> ../apps",
                        "copy.yaml",
                        "kind: Deployment\n",
                        "ünïcode/größe.yaml",
                        "a: 1\n",
                        "long/" + "x".repeat(150) + ".yaml",
                        "b: 2\n"));
    }

    @Test
    void anUncompressedTarIsOneToo() throws Exception {
        assertThat(unpacked(new Tar().file("a", "1").plain(), SMALL)).containsEntry("a", "1");
    }

    static Stream<Arguments> hostile() {
        return Stream.of(
                hostile("zip slip", new Tar().file("../evil", "x"), "leads upwards"),
                hostile("zip slip inside", new Tar().file("a/../../evil", "x"), "leads upwards"),
                hostile("absolute", new Tar().file("/etc/evil", "x"), "is absolute"),
                hostile("slip by long name", new Tar().longName("../evil").file("a", "x"), "leads upwards"),
                hostile("backslashes", new Tar().file("..\\evil", "x"), "backslash"),
                hostile("drive", new Tar().file("C:/evil", "x"), "drive"),
                hostile("control", new Tar().file("a\nb", "x"), "control character"),
                hostile("no UTF-8", new Tar().pax("path", "a\uFFFDb").file("a", "x"), "no UTF-8"),
                hostile("long part", new Tar().longName("x".repeat(300)).file("a", "x"), "255 bytes"),
                hostile("deep", new Tar().longName("d/".repeat(200) + "f").file("a", "x"), "folders deep"),
                hostile("symlink out", new Tar().symlink("a", "../../etc/passwd"), "leads out"),
                hostile("symlink absolute", new Tar().symlink("a", "/etc/passwd"), "leads out"),
                hostile("symlink out and back", new Tar().symlink("a/b", "../../x/a"), "leads out"),
                hostile("through a symlink", new Tar().symlink("d", ".").file("d/evil", "x"), "of that path already"),
                hostile("file then link", new Tar().file("a", "x").symlink("a", "b"), "of that path already"),
                hostile("link then file", new Tar().symlink("a", "b").file("a", "x"), "of that path already"),
                hostile("hardlink out", new Tar().hardlink("a", "../../etc/passwd"), "leads upwards"),
                hostile("hardlink absolute", new Tar().hardlink("a", "/etc/passwd"), "is absolute"),
                hostile("hardlink to nothing", new Tar().hardlink("a", "b"), "no file before it"),
                hostile("hardlink to a link", new Tar().symlink("b", "c").hardlink("a", "b"), "no file before it"),
                hostile("device", new Tar().entry('3', "null", "", new byte[0], 0666), "neither a file"),
                hostile("block device", new Tar().entry('4', "sda", "", new byte[0], 0666), "neither a file"),
                hostile("pipe", new Tar().entry('6', "pipe", "", new byte[0], 0666), "neither a file"),
                hostile("unknown type", new Tar().entry('Z', "what", "", new byte[0], 0666), "neither a file"),
                hostile("twice", new Tar().file("a", "1").file("a", "2"), "of that path already"),
                hostile("twice in other words", new Tar().file("a", "1").file("./a", "2"), "of that path already"),
                hostile("file as folder", new Tar().file("a", "1").file("a/b", "2"), "of that path already"),
                hostile("folder as file", new Tar().file("a/b", "1").file("a", "2"), "of that path already"),
                hostile("the folder itself", new Tar().file("./", "1").symlink(".", "a"), "of that path already"),
                hostile("size of a liar", new Tar().header('0', "a", "", 0777_7777_7777L, 0644), "broken"));
    }

    private static Arguments hostile(String name, Tar tar, String cause) {
        return Arguments.of(name, tar.gz(), cause);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void isRefusedAndLeavesNothing(String name, byte[] archive, String cause) throws Exception {
        assertThatThrownBy(() -> unpacked(archive, SMALL))
                .isInstanceOfSatisfying(
                        SourceException.class, e -> assertThat(e.kind()).isEqualTo(SourceException.Kind.HOSTILE))
                .hasMessageContaining(cause);
        assertThat(temp.resolve("store/staging")).isEmptyDirectory();
        try (Stream<Path> beside = Files.list(temp)) {
            assertThat(beside).containsExactly(temp.resolve("store"));
        }
    }

    /** Each link is harmless by its text; together they climb. */
    @Test
    void linksThatLeadOutThroughOthersAreLeftOut() throws Exception {
        byte[] archive = new Tar()
                .file("a/b/c/file", "x")
                .symlink("a/b/c/up", "../..")
                .symlink("out", "a/b/c/up/../../..")
                .symlink("loop", "loop")
                .symlink("nowhere", "not-there")
                .gz();
        ArtifactStore store = new ArtifactStore(temp.resolve("store"), SMALL, Clock.systemUTC());
        try (Staging staging = store.stage("the archive")) {
            Archive.unpack(new ByteArrayInputStream(archive), staging);
            staging.finish();

            assertThat(files(staging.folder())).containsOnlyKeys("a/b/c/file", "a/b/c/up");
            assertThat(staging.notes())
                    .hasSize(3)
                    .anySatisfy(note -> assertThat(note).startsWith("out:").contains("out of the source"))
                    .anySatisfy(note -> assertThat(note).startsWith("nowhere:").contains("nowhere"));
        }
    }

    @Test
    void anAbsolutePathInAttributesStaysInside() throws Exception {
        assertThat(unpacked(new Tar().pax("path", "/etc/evil").file("a", "x").gz(), SMALL))
                .containsOnlyKeys("etc/evil");
    }

    @Test
    void tooManyEntriesAreRefused() throws Exception {
        Tar tar = new Tar();
        for (int i = 0; i < 1001; i++) {
            tar.folder("f" + i);
        }
        assertThatThrownBy(() -> unpacked(tar.gz(), SMALL)).hasMessageContaining("more than 1000 files");
    }

    /** Refused after fifty thousand, not after a million. */
    @Test
    void aMillionEntriesAreRefused() throws Exception {
        java.util.Random noise = new java.util.Random(1);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            for (int i = 0; i < 1_000_000; i++) {
                // Names that compress badly: not the ratio is what is too much.
                String name = Long.toHexString(noise.nextLong()) + i;
                out.write(new Tar().header('0', name, "", 0, 0644).plain(), 0, 512);
            }
        }
        assertThatThrownBy(() -> unpacked(packed.toByteArray(), Limits.usual()))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("more than 50000 files");
    }

    @Test
    void tooManyBytesAreRefused() {
        byte[] noise = new byte[2 << 20];
        new java.util.Random(1).nextBytes(noise);
        assertThatThrownBy(() ->
                        unpacked(new Tar().entry('0', "a", "", noise, 0644).gz(), SMALL))
                .hasMessageContaining("more than 1 MiB");
    }

    @Test
    void aBombIsRefusedBeforeItIsUnpacked() {
        byte[] zeros = new byte[64 << 20];
        assertThatThrownBy(() ->
                        unpacked(new Tar().entry('0', "a", "", zeros, 0644).gz(), Limits.usual()))
                .hasMessageContaining("compressed more than 200 times");
    }

    /** Names and attributes are kept in memory by the library, so they are bounded apart. */
    @Test
    void aBombInANameIsRefused() {
        byte[] name = new byte[64 << 20];
        Arrays.fill(name, (byte) 'x');
        assertThatThrownBy(() -> unpacked(
                        new Tar().entry('L', "././@LongLink", "", name, 0644).gz(), Limits.usual()))
                .hasMessageContaining("longer than a MiB");
        assertThatThrownBy(() -> unpacked(
                        new Tar().entry('x', "PaxHeader", "", name, 0644).gz(), Limits.usual()))
                .isInstanceOf(SourceException.class);
    }

    @Test
    void cutAnywhereItIsRefused() throws Exception {
        byte[] whole =
                new Tar().file("a", "hello\n").file("b", "x".repeat(5000)).gz();
        for (int length = 0; length < whole.length; length += 7) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> unpacked(cut, SMALL))
                    .as("cut after %s of %s bytes", cut.length, whole.length)
                    .isInstanceOf(SourceException.class);
        }
    }

    @Test
    void whatIsNoArchiveAndWhatHoldsNothingIsRefused() {
        for (String text : List.of("", "\0".repeat(1024), "<html>", "x".repeat(2000))) {
            assertThatThrownBy(() -> unpacked(text.getBytes(StandardCharsets.UTF_8), SMALL))
                    .isInstanceOf(SourceException.class);
            assertThatThrownBy(() -> unpacked(Tar.gz(text.getBytes(StandardCharsets.UTF_8)), SMALL))
                    .isInstanceOf(SourceException.class);
        }
    }

    @Test
    void aChecksumThatIsWrongIsSeen() {
        byte[] archive = new Tar().file("a", "hello\n").gz();
        archive[archive.length - 6] ^= 1;
        assertThatThrownBy(() -> unpacked(archive, SMALL)).isInstanceOf(SourceException.class);
    }
}
