package dev.fairlead.manifest.diff;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What reads a diff decides whether it is one: {@code git apply} and {@code patch} make the new state of the old. */
class UnifiedDiffTest {
    private static final long FIRST_SEED = 20_261_204L;
    private static final List<String> LINES =
            List.of("a", "a", "b", "", "  tag: 1.0", "- x", "+ y", "\\ z", "été 名前 🚢", "--- q", "@@ r");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"git apply -p1 change.diff", "patch -p1 --binary -s -i change.diff"})
    void makesTheNewStateOfTheOld(String command) throws IOException, InterruptedException {
        List<String> words = List.of(command.split(" ", -1));
        Assumptions.assumeTrue(isOnPath(words.get(0)), words.get(0) + " is not on the PATH");
        List<String> paths = List.of("values.yaml", "deep/er/values.yaml", "with a space/my values.yaml");
        StringBuilder all = new StringBuilder();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            Random random = new Random(FIRST_SEED + i);
            String path = i + "/" + paths.get(i % 3);
            String before = text(random);
            String after = changed(before, random);
            Files.createDirectories(folder.resolve(path).getParent());
            Files.writeString(folder.resolve(path), before);
            all.append(UnifiedDiff.of(path, before.getBytes(UTF_8), after.getBytes(UTF_8)));
            expected.add(after);
        }
        Files.writeString(folder.resolve("change.diff"), all);
        Process process = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("told").toFile())
                .start();
        assertThat(process.waitFor())
                .as(Files.readString(folder.resolve("told")))
                .isZero();
        for (int i = 0; i < expected.size(); i++) {
            assertThat(Files.readString(folder.resolve(i + "/" + paths.get(i % 3))))
                    .as("file %d of the first seed %d", i, FIRST_SEED)
                    .isEqualTo(expected.get(i));
        }
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
    }

    private static String text(Random random) {
        String end = random.nextInt(3) == 0 ? "\r\n" : "\n";
        StringBuilder text = new StringBuilder();
        for (int i = 3 + random.nextInt(30); i > 0; i--) {
            text.append(LINES.get(random.nextInt(LINES.size()))).append(end);
        }
        return random.nextInt(3) == 0 ? text.append("no end").toString() : text.toString();
    }

    /** Some lines changed, one taken out or put in, the last line's end given or taken. */
    private static String changed(String before, Random random) {
        List<String> lines = new ArrayList<>(List.of(before.split("(?<=\n)", -1)));
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            int at = random.nextInt(lines.size());
            switch (random.nextInt(4)) {
                case 0 -> lines.add(at, "new " + i + "\n");
                case 1 -> lines.remove(at);
                default -> lines.set(at, "tag: " + i + lines.get(at));
            }
            if (lines.isEmpty()) {
                lines.add("last");
            }
        }
        return String.join("", lines);
    }

    @Test
    void ofTheSameBytesIsNothing() {
        assertThat(UnifiedDiff.of("a", "x\n".getBytes(UTF_8), "x\n".getBytes(UTF_8)))
                .isEmpty();
    }

    @Test
    void saysWhereAFileHasNoFinalNewline() {
        assertThat(UnifiedDiff.of("a.yaml", "x: 1\ny: 2".getBytes(UTF_8), "x: 1\ny: 3".getBytes(UTF_8)))
                .isEqualTo("""
                        --- a/a.yaml
                        +++ b/a.yaml
                        @@ -1,2 +1,2 @@
                         x: 1
                        -y: 2
                        \\ No newline at end of file
                        +y: 3
                        \\ No newline at end of file
                        """);
    }

    @Test
    void ofAnAbsolutePathIsBelowTheRoot() {
        assertThat(UnifiedDiff.of("/etc/a.yaml", new byte[0], "x\n".getBytes(UTF_8)))
                .startsWith("--- a/etc/a.yaml\n+++ b/etc/a.yaml\n");
    }

    @Test
    void coloursAreAroundWholeLinesAndChangeNothingElse() {
        String diff = UnifiedDiff.of("a.yaml", "x: 1\ny: 2".getBytes(UTF_8), "x: 1\ny: 3".getBytes(UTF_8));
        String coloured = UnifiedDiff.coloured(diff);
        assertThat(coloured)
                .contains("\033[1m--- a/a.yaml\033[m\n")
                .contains("\033[36m@@ -1,2 +1,2 @@\033[m\n")
                .contains("\033[31m-y: 2\033[m\n")
                .contains("\033[32m+y: 3\033[m\n")
                .contains("\n x: 1\n");
        assertThat(coloured.replaceAll("\033\\[[0-9]*m", "")).isEqualTo(diff);
    }
}
