package dev.fairlead.cli;

import dev.fairlead.FairleadException;
import dev.fairlead.Problem;
import dev.fairlead.bot.Bot;
import dev.fairlead.bot.BotSurroundings;
import dev.fairlead.bot.config.BotConfig;
import dev.fairlead.bot.config.BotConfigReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fairlead bot}: updates, forever. */
@Command(
        name = "bot",
        description = "Updates of many config repositories, forever: by schedule and by webhook.",
        footer = {
            "",
            "It serves /healthz, /readyz, /metrics and /webhooks/NAME, logs JSON lines to standard error, and stops",
            "cleanly within ten seconds of SIGTERM or Ctrl-C.",
            "",
            "Example:",
            "  fairlead bot --config bots.yaml --listen 0.0.0.0:8080"
        })
final class BotCommand implements Callable<Integer> {
    private static final String SCHEMA = "/dev/fairlead/bot/bot.schema.json";
    private static final Pattern ADDRESS = Pattern.compile("(\\[[0-9A-Fa-f:.]+\\]|[^:\\s]*):(\\d{1,5})");
    private static final int LAST_PORT = 65_535;

    @Option(names = "--config", paramLabel = "FILE", description = "Its configuration, of kind BotConfig.")
    private Optional<Path> config;

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:8080",
            description = "Where it listens; port 0 is a free one. Default: ${DEFAULT-VALUE}.")
    private String listen;

    @Option(
            names = "--log-format",
            paramLabel = "FORMAT",
            defaultValue = "json",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private ServiceLog.Format logFormat;

    @Option(names = "--check", description = "Read the configuration and its secrets' places, and end.")
    private boolean check;

    @Option(names = "--print-schema", description = "Print the JSON Schema of the configuration, and end.")
    private boolean printSchema;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Console console = Console.of(spec);
        if (printSchema) {
            console.out().print(schema());
            console.out().flush();
            return ExitCode.DONE;
        }
        BotConfig read = read();
        BotSurroundings around = surroundings();
        if (check) {
            console.out()
                    .println(read.repositories().size() + " repositories, "
                            + read.webhooks().size() + " webhooks");
            console.out().flush();
            return ExitCode.DONE;
        }
        ServiceLog.begin(logFormat);
        serve(Bot.start(read, around));
        return ExitCode.DONE;
    }

    /** Until the process is told to stop: then the bot is closed before the process ends. */
    private static void serve(Bot bot) throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            bot.close();
                            closed.countDown();
                        },
                        "fairlead-stop"));
        closed.await();
    }

    private BotConfig read() {
        Path file = config.orElseThrow(
                () -> new ParameterException(spec.commandLine(), "Missing required option: '--config=FILE'"));
        try {
            return BotConfigReader.read(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new FairleadException(
                    new Problem(file.toString(), "the file cannot be read", "check its path and its rights"), e);
        }
    }

    private BotSurroundings surroundings() {
        Matcher address = ADDRESS.matcher(listen);
        if (!address.matches() || Integer.parseInt(address.group(2)) > LAST_PORT) {
            throw new ParameterException(spec.commandLine(), "--listen: '" + listen + "' is not HOST:PORT");
        }
        String host = address.group(1).isEmpty() ? "0.0.0.0" : address.group(1);
        return BotSurroundings.of(Main.environment(spec), host, Integer.parseInt(address.group(2)));
    }

    private static String schema() throws IOException {
        try (InputStream in = BotCommand.class.getResourceAsStream(SCHEMA)) {
            if (in == null) {
                throw new IOException("the schema is not in this installation");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
