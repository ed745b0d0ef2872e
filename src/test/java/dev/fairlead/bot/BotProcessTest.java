package dev.fairlead.bot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.configrepo.BareRepo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code fairlead bot} as a process of its own, from its command line to the signal that ends it. */
class BotProcessTest {
    @TempDir
    Path temp;

    private BotYard yard;
    private Path log;

    @BeforeEach
    void open() {
        yard = new BotYard(temp);
        log = temp.resolve("log");
    }

    @AfterEach
    void close() {
        yard.close();
    }

    private Process start(String config) throws IOException {
        Path file = temp.resolve("bots.yaml");
        Files.writeString(file, config);
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.fairlead.cli.Main",
                "bot",
                "--config",
                file.toString(),
                "--listen",
                "127.0.0.1:0");
        builder.environment().putAll(yard.environment());
        return builder.redirectError(log.toFile())
                .redirectOutput(temp.resolve("out").toFile())
                .start();
    }

    private List<JsonNode> lines() {
        try {
            List<JsonNode> lines = new ArrayList<>();
            for (String line : Files.readAllLines(log)) {
                lines.add(new ObjectMapper().readTree(line));
            }
            return lines;
        } catch (IOException e) {
            return List.of();
        }
    }

    private boolean logged(String words) {
        return lines().stream()
                .anyMatch(line -> line.path("formattedMessage").asText().contains(words));
    }

    @Test
    void worksUntilItIsToldToStop() throws Exception {
        yard.repository("shop", "shop/api");
        yard.push("shop/api", "1.1.0");
        Process bot = start(yard.config());
        try {
            BotYard.until("it has worked", () -> logged("done in"));

            bot.destroy();

            assertThat(bot.waitFor(10, TimeUnit.SECONDS))
                    .as("it stops within ten seconds")
                    .isTrue();
            assertThat(bot.exitValue()).isEqualTo(143);
            assertThat(logged("has stopped")).isTrue();
            assertThat(yard.open("shop")).hasSize(1);
        } finally {
            bot.destroyForcibly();
        }
    }

    @Test
    void everyLineOfARunHasItsId() throws Exception {
        yard.repository("shop", "shop/api");
        yard.push("shop/api", "1.1.0");
        Process bot = start(yard.config());
        try {
            BotYard.until("it has worked", () -> logged("done in"));
        } finally {
            bot.destroyForcibly().waitFor();
        }

        List<JsonNode> ofRun = lines().stream()
                .filter(line -> line.path("mdc").path("repository").asText().equals("shop"))
                .toList();
        assertThat(ofRun).hasSizeGreaterThanOrEqualTo(2);
        assertThat(ofRun)
                .extracting(line -> line.path("mdc").path("run").asText())
                .containsOnly(ofRun.get(0).path("mdc").path("run").asText());
        assertThat(ofRun.get(0).path("mdc").path("run").asText()).matches("[0-9a-f]{12}");
    }

    /** A remote that hangs in the middle of a push, as a hook that never ends does. */
    @Test
    void aPushThatHangsIsBrokenOffAndLeavesNothingHalfDone() throws Exception {
        BareRepo remote = yard.repository("shop", "shop/api");
        Path hanging = temp.resolve("hanging");
        Path hook = remote.folder().resolve("hooks/pre-receive");
        Files.createDirectories(hook.getParent());
        Files.writeString(hook, "#!/bin/sh\ntouch " + hanging + "\nexec sleep 60\n");
        assertThat(hook.toFile().setExecutable(true)).isTrue();
        yard.push("shop/api", "1.1.0");
        Process bot = start(yard.config());
        try {
            BotYard.until("the push hangs", () -> Files.exists(hanging));
            String before = remote.head("refs/heads/main");

            bot.destroy();

            assertThat(bot.waitFor(10, TimeUnit.SECONDS))
                    .as("it stops within ten seconds")
                    .isTrue();
            assertThat(remote.head("refs/heads/main")).isEqualTo(before);
            assertThat(yard.open("shop")).isEmpty();
        } finally {
            bot.destroyForcibly();
        }
        Files.delete(hook);

        Bot next = yard.start();
        BotYard.untilRun(next, 1);

        assertThat(yard.open("shop")).hasSize(1);
    }

    @Test
    void whatIsWrongInTheConfigurationIsToldWithItsPlace() throws Exception {
        Process bot = start("apiVersion: fairlead.dev/v1\nkind: BotConfig\nrepositories: [{name: a}]\n");

        assertThat(bot.waitFor()).isEqualTo(1);
        assertThat(Files.readString(log)).contains("bots.yaml:3:16: 'url' is missing; add it");
    }

    @Test
    void aSecretThatIsNotThereIsToldAtTheStart() throws Exception {
        Process bot = start("""
                apiVersion: fairlead.dev/v1
                kind: BotConfig
                webhooks: [{name: forge, from: github, secret: {env: NOT_THERE}}]
                repositories: []
                """);

        assertThat(bot.waitFor()).isEqualTo(1);
        assertThat(Files.readString(log)).contains("variable NOT_THERE: the configuration names it, and it is not set");
    }
}
