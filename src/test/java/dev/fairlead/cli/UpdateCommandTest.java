package dev.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.configrepo.BareRepo;
import dev.fairlead.demo.registry.EmbeddedRegistry;
import dev.fairlead.demo.registry.EmbeddedRegistry.Options;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command against a registry that speaks OCI distribution and a bare repository: everything real but the network. */
class UpdateCommandTest {
    private static final Instant BUILT = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    Path temp;

    private EmbeddedRegistry registry;
    private BareRepo remote;
    private String image;
    private StringWriter out;
    private StringWriter err;

    @BeforeEach
    void start() throws Exception {
        registry = EmbeddedRegistry.start(Options.open());
        image = registry.host() + "/shop/api";
        push("1.4.0", 0);
        remote = BareRepo.create(temp.resolve("config.git"));
        remote.commit(
                "main",
                Map.of("fairlead.yaml", """
                        apiVersion: fairlead.dev/v1
                        kind: UpdateConfig
                        updates: [{name: shop, image: '%s', select: 'semver:^1.4', paths: apps}]
                        """.formatted(image), "apps/values.yaml", "image: " + image + ":1.4.0\n"),
                "start");
    }

    private void push(String tag, int hour) {
        registry.pushImage("shop/api", tag, Map.of("tag", tag), BUILT.plusSeconds(3600L * hour));
    }

    @AfterEach
    void stop() {
        remote.close();
        registry.close();
    }

    private int run(String... options) {
        out = new StringWriter();
        err = new StringWriter();
        List<String> args =
                new ArrayList<>(List.of("update", "--repo", remote.folder().toString()));
        args.addAll(List.of(options));
        Map<String, String> environment =
                Map.of("FAIRLEAD_CACHE", temp.resolve("cache").toString(), "FAIRLEAD_PLAIN_HTTP", registry.host());
        String[] words = args.toArray(String[]::new);
        return Main.commandLine(environment, words)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err, true))
                .execute(words);
    }

    @Test
    void tellsWhatItProposed() throws Exception {
        push("1.5.0", 1);

        assertThat(run()).as(err.toString()).isEqualTo(ExitCode.DONE);
        assertThat(out.toString())
                .contains("shop → main (apps): opened pull request " + remote.folder() + "#1")
                .contains("update  " + image + "  1.4.0 → 1.5.0  highest version in ^1.4")
                .contains("apps/values.yaml:1:8: " + image + ":1.4.0 → " + image + ":1.5.0");
        assertThat(remote.files("refs/heads/fairlead/shop"))
                .containsEntry("apps/values.yaml", "100644 image: " + image + ":1.5.0\n");

        assertThat(run()).isEqualTo(ExitCode.DONE);
        assertThat(out.toString()).contains("nothing new in pull request " + remote.folder() + "#1");
    }

    @Test
    void aDryRunPrintsADiffThatGitCanApply() throws Exception {
        push("1.5.0", 1);

        assertThat(run("--dry-run")).isEqualTo(ExitCode.DONE);
        assertThat(out.toString()).contains("""
                --- a/apps/values.yaml
                +++ b/apps/values.yaml
                @@ -1 +1 @@
                -image: %1$s:1.4.0
                +image: %1$s:1.5.0
                """.formatted(image));
        assertThat(remote.head("refs/heads/fairlead/shop")).isEmpty();
    }

    @Test
    void aBuildTellsItsImageByArgumentsAlone() throws Exception {
        push("main-7", 1);

        int code = run(
                "--image", image + ":main-7", "--path", "apps", "--delivery", "commit", "--message", "Ship {images}");

        assertThat(code).as(out + "" + err).isEqualTo(ExitCode.DONE);
        assertThat(out.toString()).contains("committed").contains("1.4.0 → main-7  told by the build");
        assertThat(remote.files("refs/heads/main"))
                .containsEntry("apps/values.yaml", "100644 image: " + image + ":main-7\n");
        assertThat(remote.log("refs/heads/main").get(0).getShortMessage()).isEqualTo("Ship shop/api to main-7");
    }

    @Test
    void aBuildTellsItsImageToTheConfiguration() throws Exception {
        push("1.4.7", 1);
        push("1.5.0", 2);

        assertThat(run("--config", "fairlead.yaml", "--image", image + ":1.4.7"))
                .as(out + "" + err)
                .isEqualTo(ExitCode.DONE);
        assertThat(remote.files("refs/heads/fairlead/shop"))
                .containsEntry("apps/values.yaml", "100644 image: " + image + ":1.4.7\n");
    }

    @Test
    void jsonTellsEverything() throws Exception {
        push("1.5.0", 1);

        assertThat(run("--output", "json")).isEqualTo(ExitCode.DONE);

        JsonNode report = new ObjectMapper().readTree(out.toString());
        assertThat(report.path("status").asText()).isEqualTo("DONE");
        JsonNode group = report.path("groups").get(0);
        assertThat(group.path("result").asText()).isEqualTo("OPENED");
        assertThat(group.path("pullRequest").path("id").asText()).isEqualTo("1");
        assertThat(group.path("items").get(0).path("result").asText()).isEqualTo("UPDATE");
        assertThat(group.path("items").get(0).path("from").get(0).asText()).isEqualTo("1.4.0");
        assertThat(group.path("changes").get(0).path("place").asText()).isEqualTo("apps/values.yaml:1:8");
        assertThat(group.path("commit").asText()).isEqualTo(remote.head("refs/heads/fairlead/shop"));
        assertThat(group.path("diff").asText()).contains("+image: " + image + ":1.5.0");
        assertThat(group.path("problem").isNull()).isTrue();
    }

    @Test
    void aConfigurationThatIsWrongEndsTheRunWithEveryMistake() throws Exception {
        remote.commit("main", Map.of("fairlead.yaml", "apiVersion: fairlead.dev/v1\nkind: x\nupdate: []\n"), "wrong");

        assertThat(run()).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString())
                .contains("fairlead.yaml:2:7: 'kind' is 'x'; write 'UpdateConfig'")
                .contains("fairlead.yaml:3:1: unknown key 'update'; did you mean 'updates'?");
    }

    @Test
    void printsTheSchema() throws Exception {
        assertThat(run("--print-schema")).isEqualTo(ExitCode.DONE);
        assertThat(new ObjectMapper().readTree(out.toString()).path("title").asText())
                .isEqualTo("fairlead.yaml");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "--image NAME                              | give --image a tag, or add --select, or --config",
                "--path apps                               | --path goes with --image and without --config",
                "--digest pin                              | --digest goes with --image and without --config",
                "--config f.yaml --image NAME --draft      | --draft goes with --image and without --config",
                "--min-age 3d                              | a filter of tags goes with --image and without --config",
                "--image NAME:1 --exclude ^rc              | add --select",
                "--image NAME:1 --path ../x                | --path: '../x' has the segment '..'",
                "--image NAME --select newst               | 'newst' is no policy",
                "--image NAME:1 --group a --group b        | Without --config there is one group",
                "--image not/a::b                          | --image: ",
                "--image NAME:1 --title {x}                | '{x}' is nothing that can be filled in",
            })
    void mistakesOfTheCommandLineAreToldAsSuch(String options, String told) {
        assertThat(run(options.strip().replace("NAME", image).split(" +"))).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains(told.strip());
    }
}
