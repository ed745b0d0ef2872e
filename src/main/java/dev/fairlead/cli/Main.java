package dev.fairlead.cli;

import dev.fairlead.FairleadException;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code fairlead}: finds the command that is meant and runs it. */
@Command(
        name = "fairlead",
        description = "Guides a new image from Azure Container Registry, through a reviewed pull request, into your"
                + " clusters.",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Start with:  fairlead demo",
            "Exit codes:  0 done or nothing to do, 1 failed, 2 usage, 3 --check found something to change,",
            "             4 done in part (what was refused is listed)"
        })
public final class Main implements Runnable {
    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Log what happens inside, and print the stack trace of a failure.")
    private boolean debug;

    @Spec
    private CommandSpec spec;

    private final Map<String, String> environment;

    private Main(Map<String, String> environment) {
        this.environment = environment;
    }

    /** The environment variables that a command reads its settings and secrets from. */
    static Map<String, String> environment(CommandSpec command) {
        Main main = (Main) command.root().userObject();
        return main.environment;
    }

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(commandLine(args).execute(args));
    }

    /** The command line that these arguments need, in the process's own environment. */
    static CommandLine commandLine(String... args) {
        return commandLine(System.getenv(), args);
    }

    /** The command line that these arguments need, with these environment variables instead of the process's. */
    static CommandLine commandLine(Map<String, String> environment, String... args) {
        CommandLine commandLine = new CommandLine(new Main(environment));
        Commands.neededFor(args).forEach(commandLine::addSubcommand);
        return commandLine
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setExecutionStrategy(Main::executeWithLogging)
                .setParameterExceptionHandler(Main::explainUsage)
                .setExecutionExceptionHandler(Main::explainFailure);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: a command is missing.");
    }

    private static int executeWithLogging(ParseResult parsed) {
        Main main = parsed.commandSpec().commandLine().getCommand();
        if (main.debug) {
            System.setProperty("fairlead.log.level", "DEBUG");
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    private static int explainUsage(ParameterException wrong, String[] args) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("fairlead: " + wrong.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(wrong, err);
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USAGE;
    }

    private static int explainFailure(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        err.println(
                "fairlead: " + (failure instanceof FairleadException told ? told.getMessage() : unforeseen(failure)));
        Main main = parsed.commandSpec().commandLine().getCommand();
        if (main.debug) {
            failure.printStackTrace(err);
        }
        return ExitCode.FAILED;
    }

    private static String unforeseen(Exception failure) {
        return failure + "; this was not foreseen: run again with --debug and report what it prints";
    }
}
