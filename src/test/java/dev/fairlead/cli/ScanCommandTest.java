package dev.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.manifest.disk.DiskFile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScanCommandTest {
    private static final String POD = """
            apiVersion: v1
            kind: Pod
            spec:
              containers:
              - image: registry.example/team/api:1.0.0 # {"$imagepolicy": "flux-system:api"}
              - image: registry.example/team/web:${TAG}
            """;

    @TempDir
    private Path folder;

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private CommandRun scan(String... options) {
        return scan(Map.of(), options);
    }

    private CommandRun scan(Map<String, String> environment, String... options) {
        String[] args = new String[options.length + 2];
        args[0] = "scan";
        args[1] = folder.toString();
        System.arraycopy(options, 0, args, 2, options.length);
        CommandRun run = CommandRun.in(environment, args);
        return new CommandRun(
                run.exit(), run.out().replace(folder + "/", ""), run.err().replace(folder + "/", ""));
    }

    private List<String> leftOut(String... options) {
        return scan(options)
                .out()
                .lines()
                .filter(line -> line.startsWith("left out"))
                .toList();
    }

    @Test
    void tellsFieldsThenWhatWasNotReadThenTheSum() throws IOException {
        write("a/pod.yaml", POD);
        write("b/broken.yaml", "image: [\n");
        write("notes.md", "image: registry.example/team/api:1.0.0\n");
        assertThat(scan().exit()).isEqualTo(ExitCode.DONE);
        assertThat(scan().err()).isEmpty();
        assertThat(scan().out().lines().toList())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .isEqualTo("a/pod.yaml:5:12  registry.example/team/api:1.0.0  pod-spec"
                                        + "  policy flux-system:api"),
                        line -> assertThat(line)
                                .startsWith("a/pod.yaml:6:12  reference 'registry.example/team/web:${TAG}'  pod-spec"
                                        + "  not editable: ")
                                .contains("variable"),
                        line -> assertThat(line).startsWith("not read  b/broken.yaml:"),
                        line -> assertThat(line)
                                .startsWith("unknown policy  a/pod.yaml:5:12: ")
                                .contains("flux-system:api"),
                        line -> assertThat(line).isEmpty(),
                        line -> assertThat(line)
                                .isEqualTo("2 files (and 1 of other kinds): 2 image fields, 1 of them not editable;"
                                        + " 1 not read"));
    }

    @Test
    void aPolicyThatIsMissingIsToldOnceUnlessAllPlacesAreAskedFor() throws IOException {
        write("a.yaml", POD);
        write("b.yaml", POD);
        write("c.yaml", "v: '1' # {\"$imagepolicy\": \"flux-system:api:tag\"}\n");
        assertThat(scan().out()).contains("c.yaml:1:4  tag '1'  flux-marker  policy flux-system:api\n");
        assertThat(scan().out().lines().filter(line -> line.startsWith("unknown policy")))
                .singleElement()
                .asString()
                .startsWith("unknown policy  a.yaml:5:12 and 2 more: its marker names the policy flux-system:api");
        assertThat(scan("--verbose").out().lines().filter(line -> line.startsWith("unknown policy")))
                .hasSize(3);
    }

    @Test
    void oneFileIsOneFile() throws IOException {
        write("values.yaml", "image: nginx:1\n");
        assertThat(scan().out()).endsWith("1 file: 1 image field\n");
    }

    @Test
    void nothingFoundSaysHowToNameMore() throws IOException {
        write("values.yaml", "replicas: 1\n");
        assertThat(scan().out().strip())
                .isEqualTo(
                        "1 file: no image field; fields of other kinds and texts are named with --field and --pattern");
    }

    @Test
    void theTemplatesOfAChartAreOneLineUnlessAllAreAskedFor() throws IOException {
        for (String name : List.of("a", "b", "c")) {
            write("charts/api/templates/" + name + ".yaml", "image: {{ .Values.image }}\n");
        }
        write("charts/api/templates/plain.yaml", "image: nginx:1\n");
        write("charts/web/templates/only.yaml", "image: {{ .Values.image }}\n");
        write("templates/x.yaml", "image: {{ .Values.image }}\n");
        write("templates/sub/y.yaml", "image: {{ .Values.image }}\n");
        assertThat(leftOut())
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line)
                                .startsWith("left out  charts/api/templates/: 3 templates of a Helm chart")
                                .contains("--templates")
                                .contains("--verbose"),
                        line -> assertThat(line).startsWith("left out  templates/: 2 templates of a Helm chart"),
                        line -> assertThat(line)
                                .startsWith(
                                        "left out  charts/web/templates/only.yaml: it is a template of a Helm chart"));
        assertThat(scan().out()).endsWith("7 files: 1 image field; 6 left out\n");
        assertThat(leftOut("--verbose")).hasSize(6).noneMatch(line -> line.contains("3 templates"));
        assertThat(leftOut("--templates")).isEmpty();
    }

    @Test
    void jsonHasTheShapeThatTheDocumentationPromises() throws IOException {
        write("a/pod.yaml", POD);
        write("b/broken.yaml", "image: [\n");
        write("c/templates/x.yaml", "image: {{ x }}\n");
        write("c/templates/y.yaml", "image: {{ x }}\n");
        Files.createSymbolicLink(folder.resolve("link.yaml"), Path.of("a/pod.yaml"));
        JsonNode json = new ObjectMapper().readTree(scan("--output", "json").out());
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly("files", "fields", "unread", "skipped", "unknownPolicies");
        assertThat(json.at("/files").asInt()).isEqualTo(4);
        JsonNode field = json.at("/fields/0");
        assertThat(field.fieldNames())
                .toIterable()
                .containsExactly(
                        "file", "line", "column", "form", "where", "image", "tag", "digest", "editable", "parts");
        assertThat(field.at("/file").asText()).isEqualTo("a/pod.yaml");
        assertThat(field.at("/line").asInt()).isEqualTo(5);
        assertThat(field.at("/column").asInt()).isEqualTo(12);
        assertThat(field.at("/form").asText()).isEqualTo("pod-spec");
        assertThat(field.at("/where").asText()).isEqualTo("spec.containers[0].image");
        assertThat(field.at("/image").asText()).isEqualTo("registry.example/team/api");
        assertThat(field.at("/tag").asText()).isEqualTo("1.0.0");
        assertThat(field.at("/digest").isNull()).isTrue();
        assertThat(field.at("/editable").asBoolean()).isTrue();
        assertThat(field.at("/parts/0").fieldNames())
                .toIterable()
                .containsExactly("part", "line", "column", "value", "policy");
        assertThat(field.at("/parts/0/policy").asText()).isEqualTo("flux-system:api");
        JsonNode fixed = json.at("/fields/1");
        assertThat(fixed.at("/editable").asBoolean()).isFalse();
        assertThat(fixed.at("/image").isNull()).isTrue();
        assertThat(fixed.at("/reason").asText()).contains("variable");
        assertThat(fixed.at("/remedy").asText()).isNotEmpty();
        for (String list : List.of("unread", "skipped", "unknownPolicies")) {
            assertThat(json.at("/" + list + "/0").fieldNames())
                    .as(list)
                    .toIterable()
                    .containsExactly("file", "line", "column", "reason", "remedy");
        }
        assertThat(json.at("/skipped")).as("both templates and the link").hasSize(3);
    }

    @Test
    void colourIsForTerminals() throws IOException {
        write("values.yaml", "image: nginx:1\n");
        assertThat(scan().out()).doesNotContain("\033[");
        assertThat(scan(Map.of("CLICOLOR_FORCE", "1")).out()).contains("\033[1mnginx:1\033[m");
        assertThat(scan(Map.of("CLICOLOR_FORCE", "1", "NO_COLOR", "1")).out()).doesNotContain("\033[");
        assertThat(scan(Map.of("CLICOLOR_FORCE", "1"), "--output", "json").out())
                .doesNotContain("\033[");
    }

    @Test
    void aFileWithoutRightsIsToldAndTheOthersAreRead() throws IOException {
        Path secret = write("secret.yaml", "image: nginx:1\n");
        write("values.yaml", "image: nginx:1\n");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));
        Assumptions.assumeFalse(Files.isReadable(secret), "this user may read everything");
        CommandRun run = scan();
        assertThat(run.exit()).isEqualTo(ExitCode.DONE);
        assertThat(run.out())
                .contains("not read  secret.yaml: it cannot be read: permission denied\n")
                .contains("values.yaml:1:8");
    }

    @Test
    void aFileThatIsTooLargeIsToldAndTheOthersAreRead() throws IOException {
        try (RandomAccessFile large =
                new RandomAccessFile(folder.resolve("large.yaml").toFile(), "rw")) {
            large.setLength(65L << 20);
        }
        write("values.yaml", "image: nginx:1\n");
        assertThat(scan().out())
                .contains("not read  large.yaml: it cannot be read: it has 65 MiB, more than the limit of 64\n")
                .contains("values.yaml:1:8");
    }

    @Test
    void aFileThatGoesAwayMeanwhileIsToldByItsReason() {
        Path gone = folder.resolve("gone.yaml");
        assertThatCode(() -> DiskFile.read(gone)).hasMessage("it is gone");
    }

    @Test
    void linksAreListedAndAFolderMayBeCalledLikeAFile() throws IOException {
        write("odd.yaml/values.yaml", "image: nginx:1\n");
        Files.createSymbolicLink(folder.resolve("lost.yaml"), Path.of("nowhere.yaml"));
        assertThat(scan().out())
                .contains("odd.yaml/values.yaml:1:8  nginx:1")
                .contains("left out  lost.yaml: it is a symbolic link that leads nowhere");
    }

    @Test
    void aPathThatIsNotThereIsAFailureWithItsName() {
        CommandRun run = CommandRun.of("scan", folder.resolve("nowhere").toString());
        assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains("nowhere: there is no file or folder of this name");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            scan                                          | PATH
            scan . --output xml                           | --output
            scan . --colour                               | Unknown option: '--colour'
            scan . --field Widget                         | write it as KIND=PATH
            scan . --field Widget=spec..image             | it cannot be read from character 5
            scan . --field Widget=spec.x,part=half        | 'half' is none of reference, name, tag and digest
            scan . --field Widget=spec.x,colour=red       | 'colour=red' is neither part= nor image=
            scan . --field Widget=spec.x,image=A:B:C      | image
            scan . --pattern *.tf                         | write it as GLOB=REGEX
            scan . --pattern *.tf=(                       | --pattern
            scan . --pattern *.tf=image                   | none of the named groups
            """)
    void usageErrorsSayWhatIsWrong(String line, String told) {
        CommandRun run = CommandRun.of(line.split(" +"));
        assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains(told).contains("Try 'fairlead scan --help'");
        assertThat(run.out()).isEmpty();
    }
}
