package dev.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.configrepo.BareRepo;
import dev.fairlead.configrepo.Tools;
import dev.fairlead.demo.registry.EmbeddedRegistry;
import dev.fairlead.demo.registry.EmbeddedRegistry.Options;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** The action's step as GitHub runs it: inputs by the environment, outputs and summary in files. */
@Tag("service")
class GitHubActionTest {
    private static final Path SCRIPT = Path.of("deploy/github/update").toAbsolutePath();

    @TempDir
    Path temp;

    private final Map<String, String> inputs = new HashMap<>();
    private EmbeddedRegistry registry;
    private BareRepo remote;
    private String image;

    @BeforeEach
    void start() throws Exception {
        Tools.require("bash");
        Tools.require("jq");
        registry = EmbeddedRegistry.start(Options.open());
        image = registry.host() + "/shop/api";
        registry.pushImage("shop/api", "1.4.0", Map.of("tag", "1.4.0"), Instant.parse("2026-01-02T03:04:05Z"));
        registry.pushImage("shop/api", "1.5.0", Map.of("tag", "1.5.0"), Instant.parse("2026-01-03T03:04:05Z"));
        remote = BareRepo.create(temp.resolve("config.git"));
        remote.commit("main", Map.of("apps/values.yaml", "image: " + image + ":1.4.0\n"), "start");
        inputs.put("INPUT_REPO", remote.folder().toString());
    }

    @AfterEach
    void stop() {
        remote.close();
        registry.close();
    }

    /** What the step prints; its exit code is in {@link #code}. */
    private String step(String fairlead) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("bash", SCRIPT.toString()).redirectErrorStream(true);
        builder.environment().putAll(inputs);
        builder.environment()
                .putAll(Map.of(
                        "FAIRLEAD", fairlead,
                        "FAIRLEAD_CACHE", temp.resolve("cache").toString(),
                        "FAIRLEAD_PLAIN_HTTP", registry.host(),
                        "GITHUB_OUTPUT", temp.resolve("output").toString(),
                        "GITHUB_STEP_SUMMARY", temp.resolve("summary").toString()));
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        code = process.waitFor();
        return printed;
    }

    private int code;

    private String command(String... lines) throws Exception {
        Path script = temp.resolve("fairlead");
        Files.writeString(script, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return script.toString();
    }

    private String real() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return command("exec '" + java + "' -cp '" + System.getProperty("java.class.path") + "' " + Main.class.getName()
                + " \"$@\"");
    }

    @Test
    void itOpensThePullRequestAndTellsOfIt() throws Exception {
        inputs.putAll(Map.of("INPUT_IMAGE", image + ":1.5.0\n", "INPUT_PATH", "apps\n"));

        String printed = step(real());

        assertThat(code).as(printed).isZero();
        String outputs = Files.readString(temp.resolve("output"));
        assertThat(outputs).contains("status=DONE\n").contains("\n" + remote.folder() + "#1\n");
        assertThat(Files.readString(temp.resolve("summary")))
                .contains("### Fairlead: DONE")
                .contains("| OPENED | " + remote.folder() + "#1 |")
                .contains("| " + image + " | UPDATE | 1.5.0 |");
        String report = outputs.substring(outputs.indexOf("report<<"));
        JsonNode json =
                new ObjectMapper().readTree(report.substring(report.indexOf('\n'), report.lastIndexOf("}") + 1));
        assertThat(json.at("/groups/0/result").asText()).isEqualTo("OPENED");
    }

    @Test
    void aFailureKeepsItsExitCodeAndItsMessage() throws Exception {
        inputs.putAll(Map.of("INPUT_IMAGE", image + ":9.9.9", "INPUT_PATH", "apps"));

        String printed = step(real());

        assertThat(code).as(printed).isEqualTo(1);
        assertThat(Files.readString(temp.resolve("output"))).contains("status=FAILED");
        assertThat(Files.readString(temp.resolve("summary"))).contains("| FAILED |");
    }

    @Test
    void whatIsWrittenInInputsIsNeverRun() throws Exception {
        String evil = "$(touch " + temp.resolve("touched") + ");`touch " + temp.resolve("touched") + "`";
        inputs.putAll(Map.of(
                "INPUT_TITLE",
                evil,
                "INPUT_LABEL",
                " images \n\n\"a b\" \n" + evil,
                "INPUT_DRY_RUN",
                "true",
                "INPUT_TOKEN",
                "s3cret"));

        String printed = step(command(
                "printf '[%s]\\n' \"$@\" >" + temp.resolve("arguments"),
                "echo \"$FAIRLEAD_GIT_TOKEN\" >" + temp.resolve("token"),
                "echo '{\"status\":\"DONE\",\"notes\":[],\"groups\":[]}'"));

        assertThat(code).as(printed).isZero();
        assertThat(Files.readAllLines(temp.resolve("arguments")))
                .containsExactly(
                        "[update]",
                        "[--repo]",
                        "[" + remote.folder() + "]",
                        "[--output]",
                        "[json]",
                        "[--label=images]",
                        "[--label=\"a b\"]",
                        "[--label=" + evil + "]",
                        "[--title=" + evil + "]",
                        "[--dry-run]");
        assertThat(temp.resolve("touched")).doesNotExist();
        assertThat(Files.readString(temp.resolve("token"))).isEqualTo("s3cret\n");
        assertThat(printed).doesNotContain("s3cret");
    }

    @Test
    void everyInputReachesTheStepAndNoneIsPartOfAScript() throws Exception {
        Map<String, Object> action = new Yaml().load(Files.readString(Path.of("action.yml")));
        @SuppressWarnings("unchecked")
        Map<String, Object> declared = (Map<String, Object>) action.get("inputs");
        String text = Files.readString(Path.of("action.yml"));
        String script = Files.readString(SCRIPT);

        for (String name : declared.keySet()) {
            if (!name.equals("command")) {
                String variable = "INPUT_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
                assertThat(text).contains(variable + ": ${{ inputs." + name + " }}");
                assertThat(script).contains(variable);
            }
        }
        @SuppressWarnings("unchecked")
        List<Map<String, Object>> steps =
                (List<Map<String, Object>>) ((Map<String, Object>) action.get("runs")).get("steps");
        assertThat(steps).extracting(step -> String.valueOf(step.get("run"))).noneMatch(run -> run.contains("${{"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deploy/github/update",
                "deploy/azure-pipelines/azure-pipelines.yml",
                "deploy/gitlab-ci/.gitlab-ci.yml"
            })
    void everyOptionOfAStepIsOneOfTheCommand(String file) throws Exception {
        Set<String> known = Main.commandLine(Map.of(), "update")
                .getSubcommands()
                .get("update")
                .getCommandSpec()
                .optionsMap()
                .keySet();
        String text = Files.readString(Path.of(file));

        assertThat(Pattern.compile("(?<=\\s)--[a-z][a-z-]+")
                        .matcher(text.substring(text.lastIndexOf("update ")))
                        .results()
                        .map(MatchResult::group)
                        .toList())
                .contains("--repo")
                .isSubsetOf(known);
    }
}
