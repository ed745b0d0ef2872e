package dev.fairlead.configrepo;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A process of its own that updates a repository again and again, until it is done or killed. */
final class Writer {
    private Writer() {}

    /** Starts it: {@code name} marks its lines in the file {@code log}, of which it appends {@code updates}. */
    static Process start(Path repository, Path cache, String name, int updates) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                repository.toString(),
                cache.toString(),
                name,
                String.valueOf(updates)));
        return builder.redirectErrorStream(true)
                .redirectOutput(cache.resolveSibling(name + ".out").toFile())
                .start();
    }

    public static void main(String[] arguments) {
        Path cache = Path.of(arguments[1]);
        try (Bot bot = Bot.of(arguments[0], cache)) {
            for (int update = 0; update < Integer.parseInt(arguments[3]); update++) {
                String line = arguments[2] + "-" + update + "\n";
                bot.repo().retrying(Bot.MAIN, RetryPolicy.until(Duration.ofMinutes(3)), number -> append(bot, line));
            }
        }
    }

    private static Optional<Boolean> append(Bot bot, String line) {
        Snapshot main = bot.main();
        String log = bot.text(main, "log");
        if (log.contains(line)) {
            return Optional.of(true);
        }
        TreeEdit edit = bot.repo()
                .edit(main)
                .replace(main.find("log").orElseThrow(), (log + line).getBytes(StandardCharsets.UTF_8));
        Snapshot next = bot.repo().commit(edit, CommitRequest.on(main.id(), Bot.IDENTITY, Bot.NOON, line));
        return bot.push(main, next).landed() ? Optional.of(true) : Optional.empty();
    }
}
