package dev.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        return Main.commandLine(args)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }

    @Test
    void printsItsVersion() {
        assertThat(run("--version")).isEqualTo(ExitCode.DONE);
        assertThat(out.toString()).matches("fairlead \\S+ \\(Java \\d+\\)\\s+");
    }

    @Test
    void aMissingCommandIsAUsageError() {
        assertThat(run()).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("a command is missing").contains("fairlead --help");
    }

    @Test
    void anUnknownCommandIsAUsageErrorWithASuggestion() {
        assertThat(run("generate-completio")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("generate-completion");
    }

    @Test
    void everyCommandSaysWhatItIsForAndKnowsHelp() {
        for (CommandLine command : Main.commandLine().getSubcommands().values()) {
            var usage = command.getCommandSpec().usageMessage();
            assertThat(usage.description()).as(command.getCommandName()).isNotEmpty();
        }
    }

    @Test
    void everyCommandIsRegisteredUnderItsOwnName() {
        Commands.ALL.forEach((name, command) ->
                assertThat(command.getAnnotation(Command.class).name()).isEqualTo(name));
    }

    @Test
    void onlyTheNamedCommandIsLoaded() {
        assertThat(Main.commandLine("prepare-fast-starts").getSubcommands()).containsOnlyKeys("prepare-fast-starts");
        assertThat(Main.commandLine("--debug", "prepare-fast-starts").getSubcommands())
                .containsOnlyKeys("prepare-fast-starts");
        assertThat(Main.commandLine("--version").getSubcommands()).isEmpty();
        assertThat(Main.commandLine("help", "scan").getSubcommands()).containsOnlyKeys(Commands.ALL.keySet());
        assertThat(Main.commandLine("scna").getSubcommands()).containsOnlyKeys(Commands.ALL.keySet());
    }

    @Test
    void colourIsForTerminalsUnlessToldOtherwise() {
        assertThat(Console.colourWanted(Map.of(), true)).isTrue();
        assertThat(Console.colourWanted(Map.of(), false)).isFalse();
        assertThat(Console.colourWanted(Map.of("NO_COLOR", "1"), true)).isFalse();
        assertThat(Console.colourWanted(Map.of("CLICOLOR_FORCE", "1"), false)).isTrue();
        assertThat(Console.colourWanted(Map.of("TERM", "dumb"), true)).isFalse();
    }
}
