package dev.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RewriteCommandTest {
    private static final String OLD = "image: registry.example/team/api:1.0.0\n";
    private static final String NEW = "image: registry.example/team/api:2.0.0\n";
    private static final String PINNED = "image: registry.example/team/api:1.0.0@sha256:" + "0a".repeat(32) + "\n";
    private static final String IMAGE = "registry.example/team/api:2.0.0";

    @TempDir
    private Path folder;

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private String read(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    private CommandRun rewrite(String... options) {
        return rewrite(Map.of(), options);
    }

    private CommandRun rewrite(Map<String, String> environment, String... options) {
        String[] args = Stream.concat(Stream.of("rewrite", folder.toString(), "--image", IMAGE), Stream.of(options))
                .toArray(String[]::new);
        CommandRun run = CommandRun.in(environment, args);
        String out = run.out().replace("a" + folder + "/", "a/").replace("b" + folder + "/", "b/");
        return new CommandRun(
                run.exit(), out.replace(folder + "/", ""), run.err().replace(folder + "/", ""));
    }

    @Test
    void printsTheDifferenceAndWritesNothing() throws IOException {
        write("values.yaml", OLD);
        CommandRun run = rewrite();
        assertThat(run.exit()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).isEqualTo("--- a/values.yaml\n+++ b/values.yaml\n@@ -1 +1 @@\n-" + OLD + "+" + NEW);
        assertThat(run.err()).isEqualTo("1 value to change in 1 file; --write makes the change\n");
        assertThat(read("values.yaml")).isEqualTo(OLD);
    }

    @Test
    void writesAndListsWhatChanged() throws IOException {
        write("a.yaml", OLD);
        write("b.yaml", OLD);
        CommandRun run = rewrite("--write");
        assertThat(run.exit()).isEqualTo(ExitCode.DONE);
        assertThat(run.out())
                .startsWith(
                        "a.yaml:1:8  reference  registry.example/team/api:1.0.0 -> registry.example/team/api:2.0.0\n");
        assertThat(run.err()).isEqualTo("2 values changed in 2 files\n");
        assertThat(read("a.yaml")).isEqualTo(NEW);
        assertThat(read("b.yaml")).isEqualTo(NEW);
    }

    @Test
    void writesAndPrintsTheDifferenceWhereBothAreAskedFor() throws IOException {
        write("values.yaml", OLD);
        assertThat(rewrite("--write", "--diff").out()).contains("+" + NEW);
        assertThat(read("values.yaml")).isEqualTo(NEW);
    }

    @Test
    void checkExitsWithThreeUntilNothingWouldChange() throws IOException {
        write("values.yaml", OLD);
        CommandRun run = rewrite("--check");
        assertThat(run.exit()).isEqualTo(ExitCode.WOULD_CHANGE);
        assertThat(run.out()).startsWith("values.yaml:1:8  reference").doesNotContain("@@");
        assertThat(read("values.yaml")).isEqualTo(OLD);
        rewrite("--write");
        CommandRun again = rewrite("--check");
        assertThat(again.exit()).isEqualTo(ExitCode.DONE);
        assertThat(again.err())
                .contains("nothing  every field of registry.example/team/api holds it already: values.yaml:1:8");
    }

    @Test
    void checkWithNothingButRefusalsExitsWithFour() throws IOException {
        write("pinned.yaml", PINNED);
        assertThat(rewrite("--check").exit()).isEqualTo(ExitCode.IN_PART);
    }

    @Test
    void whatIsRefusedIsNamedAndTheRestIsWritten() throws IOException {
        write("pinned.yaml", PINNED);
        write("values.yaml", OLD);
        CommandRun run = rewrite("--write");
        assertThat(run.exit()).isEqualTo(ExitCode.IN_PART);
        assertThat(run.err())
                .contains("refused  pinned.yaml:1:8: it is pinned to")
                .endsWith("1 value changed in 1 file, 1 refused\n");
        assertThat(read("values.yaml")).isEqualTo(NEW);
        assertThat(read("pinned.yaml")).isEqualTo(PINNED);
    }

    @Test
    void atomicWritesNothingWhenOneIsRefused() throws IOException {
        write("pinned.yaml", PINNED);
        write("values.yaml", OLD);
        CommandRun run = rewrite("--write", "--atomic");
        assertThat(run.exit()).isEqualTo(ExitCode.IN_PART);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("refused  pinned.yaml:1:8")
                .endsWith("nothing written: 1 refused, and --atomic asks for all or nothing\n");
        assertThat(read("values.yaml")).isEqualTo(OLD);
        assertThat(new ObjectMapper()
                        .readTree(rewrite("--write", "--atomic", "--output", "json")
                                .out())
                        .at("/written")
                        .asBoolean(true))
                .isFalse();
    }

    @Test
    void atomicWritesAllWhenNothingIsRefused() throws IOException {
        write("a.yaml", OLD);
        write("b.yaml", OLD);
        assertThat(rewrite("--write", "--atomic").exit()).isEqualTo(ExitCode.DONE);
        assertThat(List.of(read("a.yaml"), read("b.yaml"))).containsOnly(NEW);
    }

    @Test
    void atomicTakesBackWhatItWroteWhenAFileCannotBeWritten() throws IOException {
        write("a/values.yaml", OLD);
        write("b/values.yaml", OLD);
        Path closed = folder.resolve("b");
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            Assumptions.assumeFalse(Files.isWritable(closed), "this user may write everywhere");
            CommandRun run = rewrite("--write", "--atomic");
            assertThat(run.exit()).isEqualTo(ExitCode.IN_PART);
            assertThat(run.err()).contains("refused  b/values.yaml: it cannot be written: permission denied");
            assertThat(List.of(read("a/values.yaml"), read("b/values.yaml"))).containsOnly(OLD);
        } finally {
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    @Test
    void aFileWithoutRightsIsRefusedForItMayHoldAField() throws IOException {
        Path secret = write("secret.yaml", OLD);
        write("values.yaml", OLD);
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));
        Assumptions.assumeFalse(Files.isReadable(secret), "this user may read everything");
        CommandRun run = rewrite("--write");
        assertThat(run.exit()).isEqualTo(ExitCode.IN_PART);
        assertThat(run.err()).contains("refused  secret.yaml: it cannot be read: permission denied");
        assertThat(read("values.yaml")).isEqualTo(NEW);
    }

    @Test
    void aLinkThatIsNamedItselfIsWrittenThroughAndStays() throws IOException {
        write("real/values.yaml", OLD);
        Path link = Files.createSymbolicLink(folder.resolve("link.yaml"), Path.of("real/values.yaml"));
        CommandRun run = CommandRun.of("rewrite", link.toString(), "--image", IMAGE, "--write");
        assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(read("real/values.yaml")).isEqualTo(NEW);
        assertThat(link).isSymbolicLink();
    }

    @Test
    void aLinkInAFolderIsNotFollowed() throws IOException {
        Path outside = Files.createTempDirectory(folder.getParent(), "outside");
        Path target = Files.writeString(outside.resolve("values.yaml"), OLD);
        Files.createSymbolicLink(folder.resolve("values.yaml"), target);
        Files.createSymbolicLink(folder.resolve("folder"), outside);
        CommandRun run = rewrite("--write");
        assertThat(run.exit()).isEqualTo(ExitCode.DONE);
        assertThat(run.err()).contains("no field in 0 files holds registry.example/team/api");
        assertThat(target).hasContent(OLD);
        Files.delete(target);
        Files.delete(outside);
    }

    @Test
    void jsonHasTheShapeThatTheDocumentationPromises() throws IOException {
        write("pinned.yaml", PINNED);
        write("values.yaml", OLD);
        CommandRun run = rewrite("--image", "nginx:1", "--output", "json");
        assertThat(run.exit()).isEqualTo(ExitCode.IN_PART);
        assertThat(run.err()).isEmpty();
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertThat(json.fieldNames()).toIterable().containsExactly("written", "files", "refused", "unmatched");
        assertThat(json.at("/written").isBoolean()).isTrue();
        assertThat(json.at("/files/0").fieldNames()).toIterable().containsExactly("file", "changes");
        assertThat(json.at("/files/0/file").asText()).isEqualTo("values.yaml");
        JsonNode change = json.at("/files/0/changes/0");
        assertThat(change.fieldNames())
                .toIterable()
                .containsExactly("line", "column", "form", "where", "part", "before", "after");
        assertThat(change.at("/form").asText()).isEqualTo("helm-values");
        assertThat(change.at("/before").asText()).isEqualTo("registry.example/team/api:1.0.0");
        assertThat(change.at("/after").asText()).isEqualTo(IMAGE);
        assertThat(json.at("/refused/0").fieldNames())
                .toIterable()
                .containsExactly("file", "line", "column", "reason", "remedy");
        assertThat(json.at("/unmatched/0").asText()).startsWith("no field in 2 files holds docker.io/library/nginx");
    }

    @Test
    void colourIsForTerminals() throws IOException {
        write("values.yaml", OLD);
        assertThat(rewrite().out()).doesNotContain("\033[");
        String colours = rewrite(Map.of("CLICOLOR_FORCE", "1")).out();
        assertThat(colours).contains("\033[31m-" + OLD.strip() + "\033[m\n").contains("\033[32m+" + NEW.strip());
        assertThat(colours.replaceAll("\033\\[[0-9]*m", "")).isEqualTo(rewrite().out());
        assertThat(rewrite(Map.of("CLICOLOR_FORCE", "1", "NO_COLOR", "1")).out())
                .doesNotContain("\033[");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            rewrite                                               | PATH
            rewrite .                                             | --image or --policy is missing
            rewrite . --image nginx:1 --write --check             | --write and --check exclude one another
            rewrite . --image nginx:1 --atomic                    | --atomic is about --write
            rewrite . --image nginx                               | it names neither a tag nor a digest
            rewrite . --image NGINX:1                             | --image NGINX:1
            rewrite . --image nginx:1 --image docker.io/nginx:2   | two --image options name the same repository
            rewrite . --policy api=nginx:1                        | write it as NAMESPACE:NAME=REFERENCE
            rewrite . --policy a:b                                | write it as NAMESPACE:NAME=REFERENCE
            rewrite . --policy a:b=nginx                          | it names neither a tag nor a digest
            rewrite . --policy a:b=nginx:1 --policy a:b=nginx:2   | two --policy options name a:b
            """)
    void usageErrorsSayWhatIsWrong(String line, String told) {
        CommandRun run = CommandRun.of(line.split(" +"));
        assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains(told).contains("Try 'fairlead rewrite --help'");
    }

    @Test
    void aPathThatIsNotThereIsAFailureAndNothingIsWritten() throws IOException {
        write("values.yaml", OLD);
        CommandRun run = rewrite("--write", folder.resolve("nowhere").toString());
        assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains("there is no file or folder of this name");
        assertThat(read("values.yaml")).isEqualTo(OLD);
    }
}
