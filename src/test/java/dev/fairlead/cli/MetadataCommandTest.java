package dev.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetadataCommandTest {
    private static final Map<String, String> BUILD = Map.of(
            "FAIRLEAD_COMMIT",
            "0123456789abcdef0123456789abcdef01234567",
            "FAIRLEAD_BRANCH",
            "feature/x",
            "FAIRLEAD_GIT_TAG",
            "v1.4.0",
            "SOURCE_DATE_EPOCH",
            "1767323045");

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(Map<String, String> environment, String... options) {
        List<String> args = new ArrayList<>(List.of("metadata", folder.toString()));
        args.addAll(List.of(options));
        return Main.commandLine(environment, args.toArray(String[]::new))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err, true))
                .execute(args.toArray(String[]::new));
    }

    @Test
    void printsForPeople() {
        assertThat(run(BUILD, "--image", "contoso.azurecr.io/app"))
                .as(err.toString())
                .isEqualTo(ExitCode.DONE);
        assertThat(out.toString().lines())
                .containsExactly(
                        "tag     feature-x-0123456-20260102030405",
                        "tag     1.4.0",
                        "image   contoso.azurecr.io/app:feature-x-0123456-20260102030405",
                        "label   org.opencontainers.image.created=2026-01-02T03:04:05Z",
                        "label   org.opencontainers.image.revision=0123456789abcdef0123456789abcdef01234567",
                        "label   org.opencontainers.image.version=1.4.0");
    }

    @Test
    void printsTheFirstTagAlone() {
        assertThat(run(BUILD, "--output", "tag", "--template", "<semver>-<sha7>"))
                .isEqualTo(ExitCode.DONE);
        assertThat(out.toString().strip()).isEqualTo("1.4.0-0123456");
    }

    @Test
    void printsAssignments() {
        run(BUILD, "--output", "env", "--image", "app", "--digest", "sha256:" + "a".repeat(64));
        assertThat(out.toString().lines())
                .contains(
                        "IMAGE_TAG=feature-x-0123456-20260102030405",
                        "IMAGE_TAGS='feature-x-0123456-20260102030405 1.4.0'",
                        "IMAGE_REFERENCE=app:feature-x-0123456-20260102030405@sha256:" + "a".repeat(64),
                        "IMAGE_BRANCH=feature/x",
                        "SOURCE_DATE_EPOCH=1767323045");
    }

    @Test
    void printsArguments() {
        run(BUILD, "--output", "args");
        assertThat(out.toString())
                .startsWith("--build-arg SOURCE_DATE_EPOCH=1767323045 --build-arg REVISION=0123456")
                .contains(" --label org.opencontainers.image.version=1.4.0");
    }

    @Test
    void printsJson() throws Exception {
        run(BUILD, "--output", "json");
        assertThat(new ObjectMapper().readTree(out.toString()).at("/tags/1").asText())
                .isEqualTo("1.4.0");
    }

    @Test
    void withoutGitAndCiItSaysWhatToSet() {
        assertThat(run(Map.of())).isEqualTo(ExitCode.FAILED);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("the branch is not known").contains("set FAIRLEAD_BRANCH");
    }

    @Test
    void aTemplateThatIsWithheldIsListed() {
        Map<String, String> untagged = new HashMap<>(BUILD);
        untagged.remove("FAIRLEAD_GIT_TAG");
        assertThat(run(untagged, "--template", "<sha7>", "--template", "<semver>"))
                .isEqualTo(ExitCode.IN_PART);
        assertThat(err.toString()).contains("no Git tag of the commit is a semantic version");
    }

    @Test
    void aTemplateThatIsNoneIsAFailure() {
        assertThat(run(BUILD, "--template", "<branch>")).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("'<branch>' is no field").contains("<branch-slug>");
    }
}
