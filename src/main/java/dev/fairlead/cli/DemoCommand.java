package dev.fairlead.cli;

import dev.fairlead.FairleadException;
import dev.fairlead.Problem;
import dev.fairlead.demo.Demo;
import dev.fairlead.demo.Folders;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fairlead demo}: the whole loop on this machine. */
@Command(
        name = "demo",
        description = "The whole loop on this machine, nothing to install: push, newest tag, pull request, merge.",
        footer = {
            "",
            "Examples:",
            "  fairlead demo",
            "  fairlead demo --keep /tmp/demo && git -C /tmp/demo/config.git log -p"
        })
final class DemoCommand implements Callable<Integer> {
    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description = "Leave the config repository there, as DIR/config.git. Default: nothing is left behind.")
    private Optional<Path> keep;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (keep.isPresent()) {
            Path folder = keep.get().toAbsolutePath();
            refuseWhatHoldsSomething(folder);
            demo().run(folder);
            out().println("Kept: " + folder.resolve("config.git"));
        } else {
            Path folder = Files.createTempDirectory("fairlead-demo");
            try {
                demo().run(folder);
            } finally {
                Folders.delete(folder);
            }
        }
        out().flush();
        return ExitCode.DONE;
    }

    private Demo demo() {
        return new Demo(DemoCommand::runInThisProcess, Main.environment(spec), out(), Clock.systemUTC());
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private static int runInThisProcess(List<String> arguments, Map<String, String> environment, PrintWriter out) {
        String[] words = arguments.toArray(String[]::new);
        return Main.commandLine(environment, words).setOut(out).setErr(out).execute(words);
    }

    private static void refuseWhatHoldsSomething(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> inside = Files.list(folder)) {
            if (inside.findAny().isPresent()) {
                throw new FairleadException(
                        new Problem(folder.toString(), "it is not empty", "name a new or an empty folder"));
            }
        }
    }
}
