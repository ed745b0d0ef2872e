package dev.fairlead.cli;

import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Where a command writes. Results go to {@link #out()}, everything about the run (progress, warnings, errors) to
 * {@link #err()}, so that a result can be piped.
 */
final class Console {
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean colour;
    private final boolean interactive;

    private Console(PrintWriter out, PrintWriter err, boolean colour, boolean interactive) {
        this.out = out;
        this.err = err;
        this.colour = colour;
        this.interactive = interactive;
    }

    /** The console of a parsed command: its writers, and colour where the terminal and {@code NO_COLOR} allow it. */
    static Console of(CommandSpec spec) {
        var commandLine = spec.commandLine();
        // bin/fairlead looks at its outputs; Java can only ask about input and output together.
        boolean terminal = Boolean.getBoolean("fairlead.terminal");
        boolean progress = Boolean.getBoolean("fairlead.progress");
        return new Console(
                commandLine.getOut(), commandLine.getErr(), colourWanted(Main.environment(spec), terminal), progress);
    }

    static boolean colourWanted(Map<String, String> environment, boolean terminal) {
        if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
            return false;
        }
        if (!environment.getOrDefault("CLICOLOR_FORCE", "").isEmpty()) {
            return true;
        }
        return terminal && !"dumb".equals(environment.get("TERM"));
    }

    PrintWriter out() {
        return out;
    }

    PrintWriter err() {
        return err;
    }

    /** Whether ANSI colours may be used on {@link #out()}. */
    boolean colour() {
        return colour;
    }

    /** Whether a person watches {@link #err()}: progress that overwrites itself is shown to nobody else. */
    boolean interactive() {
        return interactive;
    }

    /** Text in picocli's markup ({@code @|bold …|@}), coloured or plain. */
    String styled(String markup) {
        return (colour ? Ansi.ON : Ansi.OFF).string(markup);
    }
}
