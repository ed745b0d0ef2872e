package dev.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo, which is the whole program run from end to end, and the doctor on what it leaves. */
class DemoCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private int run(String... args) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("FAIRLEAD_CACHE", folder.resolve("cache").toString());
        return Main.commandLine(environment, args)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }

    @Test
    void tellsOfAVersionFromPushToMergeAndChangesOnlyTheVersion() {
        assertThat(run("demo", "--keep", folder.resolve("kept").toString())).isEqualTo(ExitCode.DONE);
        assertThat(out.toString())
                .containsSubsequence(
                        "$ fairlead tags",
                        "1.5.0",
                        "$ fairlead update",
                        "$ fairlead pr show 1",
                        "-    newTag:  \"1.4.2\"   # dev follows every release",
                        "+    newTag:  \"1.5.0\"   # dev follows every release",
                        "-        tag: '1.4.2'",
                        "+        tag: '1.5.0'",
                        "$ fairlead pr merge 1",
                        "(merged)",
                        "$ fairlead update",
                        "nothing to do");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void keepsTheConfigRepositoryAndNothingElse() throws IOException {
        Path kept = folder.resolve("kept");
        run("demo", "--keep", kept.toString());
        try (Stream<Path> inside = Files.list(kept)) {
            assertThat(inside).containsExactly(kept.resolve("config.git"));
        }
    }

    @Test
    void refusesAFolderThatHoldsSomething() throws IOException {
        Files.writeString(folder.resolve("mine.txt"), "mine");
        assertThat(run("demo", "--keep", folder.toString())).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("it is not empty", "name a new or an empty folder");
    }

    @Test
    void theDoctorFindsWhatIsThereAndWhatIsGone() {
        Path kept = folder.resolve("kept");
        run("demo", "--keep", kept.toString());
        // The demo's registry is gone by now, and the configuration names it.
        assertThat(run("doctor", "--repo", kept.resolve("config.git").toString()))
                .isEqualTo(ExitCode.FAILED);
        assertThat(out.toString())
                .containsPattern("ok +\\S* *repository: .*config\\.git can be read")
                .contains("fairlead.yaml is valid")
                .contains("registry: ")
                .contains("refused the connection");
    }

    @Test
    void theDoctorTellsAFaultOfTheRepository() {
        assertThat(run("doctor", "--repo", folder.resolve("nowhere.git").toString(), "--output", "json"))
                .isEqualTo(ExitCode.FAILED);
        assertThat(out.toString()).contains("\"verdict\" : \"failed\"").contains("nowhere.git");
    }
}
