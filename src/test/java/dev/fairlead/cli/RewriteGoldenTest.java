package dev.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Golden directories: {@code rewrite --write} with the arguments in {@code args} turns {@code original} into
 * {@code expected}, byte for byte. {@code args} has a line for each option, and says the paths, the exit code and what is
 * refused.
 */
class RewriteGoldenTest {
    private static final Path CASES = Path.of("src/test/resources/golden");

    @TempDir
    private Path folder;

    static Stream<String> cases() throws IOException {
        try (Stream<Path> all = Files.list(CASES)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList().stream();
        }
    }

    private record Args(List<String> paths, int exit, List<String> refused, List<String> options) {
        static Args read(Path file) throws IOException {
            Args args = new Args(new ArrayList<>(), 0, new ArrayList<>(), new ArrayList<>());
            int exit = 0;
            for (String line : Files.readAllLines(file)) {
                int space = line.indexOf(' ');
                String word = space < 0 ? line : line.substring(0, space);
                String rest = line.substring(space + 1);
                switch (word) {
                    case "paths" -> args.paths.add(rest);
                    case "exit" -> exit = Integer.parseInt(rest);
                    case "refused" -> args.refused.add(rest);
                    default -> args.options.addAll(space < 0 ? List.of(word) : List.of(word, rest));
                }
            }
            return new Args(args.paths, exit, args.refused, args.options);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void originalBecomesExpected(String name) throws IOException {
        Args args = Args.read(CASES.resolve(name).resolve("args"));
        copy(CASES.resolve(name).resolve("original"));
        StringWriter err = new StringWriter();
        int exit = run(args, err);
        assertExpected(name);
        assertThat(exit).as(err.toString()).isEqualTo(args.exit);
        List<String> refused = err.toString()
                .lines()
                .filter(line -> line.startsWith("refused"))
                .map(line -> line.replace(folder + "/", ""))
                .toList();
        assertThat(refused).hasSize(args.refused.size());
        assertThat(args.refused)
                .allSatisfy(reason -> assertThat(refused).anyMatch(line -> line.startsWith("refused  " + reason)));
        assertThat(run(args, new StringWriter()))
                .as("running again changes nothing and refuses the same")
                .isEqualTo(args.exit);
        assertExpected(name);
    }

    private void assertExpected(String name) throws IOException {
        Map<String, String> expected = texts(CASES.resolve(name).resolve("expected"));
        Map<String, String> now = texts(folder);
        assertThat(now.keySet()).isEqualTo(expected.keySet());
        expected.forEach((file, text) -> assertThat(now.get(file)).as(file).isEqualTo(text));
    }

    private int run(Args args, StringWriter err) {
        List<String> line = new ArrayList<>(List.of("rewrite", "--write"));
        args.paths.forEach(path -> line.add(folder.resolve(path).normalize().toString()));
        line.addAll(args.options);
        return Main.commandLine(line.toArray(String[]::new))
                .setOut(new PrintWriter(new StringWriter(), true))
                .setErr(new PrintWriter(err, true))
                .execute(line.toArray(String[]::new));
    }

    private void copy(Path original) throws IOException {
        for (Path file : files(original)) {
            Path copy = folder.resolve(original.relativize(file).toString());
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        }
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static Map<String, String> texts(Path root) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        for (Path file : files(root)) {
            try {
                // one character a byte, so that files in no encoding at all are compared, too
                texts.put(root.relativize(file).toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        return texts;
    }
}
