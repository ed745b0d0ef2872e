package dev.fairlead.bot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.bot.agenda.Ticker;
import dev.fairlead.bot.config.BotConfigReader;
import dev.fairlead.configrepo.BareRepo;
import dev.fairlead.demo.registry.EmbeddedRegistry;
import dev.fairlead.demo.registry.EmbeddedRegistry.Options;
import dev.fairlead.forge.Forge;
import dev.fairlead.forge.ForgeSettings;
import dev.fairlead.forge.Forges;
import dev.fairlead.forge.PullRequest;
import dev.fairlead.forge.PullRequestQuery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** A registry, config repositories with their local forges, and bots that keep them up to date: what the tests of bots work on. */
final class BotYard implements AutoCloseable {
    static final Instant BUILT = Instant.parse("2026-01-02T03:04:05Z");

    private static final long PATIENCE_MILLIS = 60_000;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    final EmbeddedRegistry registry;
    private final Path folder;
    private final Map<String, BareRepo> remotes = new HashMap<>();
    private final List<Bot> bots = new ArrayList<>();
    private int caches;

    BotYard(Path folder) {
        this(folder, Options.open());
    }

    BotYard(Path folder, Options options) {
        this.folder = folder;
        this.registry = EmbeddedRegistry.start(options);
    }

    /** Variables that reach the registry as an ACR, with a cache of their own. */
    Map<String, String> environment() {
        return Map.of(
                "FAIRLEAD_CACHE",
                folder.resolve("cache-" + caches++).toString(),
                "FAIRLEAD_PLAIN_HTTP",
                registry.host(),
                "FAIRLEAD_ACR_HOSTS",
                registry.host(),
                "FAIRLEAD_REGISTRY_SIGN_IN",
                "anonymous",
                "SECRET",
                "s3cret");
    }

    /** A config repository that keeps these images at {@code semver:^1} in its folder {@code apps}, all at 1.0.0. */
    BareRepo repository(String name, String... images) {
        Map<String, String> files = new HashMap<>();
        StringBuilder updates = new StringBuilder("apiVersion: fairlead.dev/v1\nkind: UpdateConfig\nupdates:\n");
        for (String image : images) {
            String app = image.replace('/', '-');
            push(image, "1.0.0");
            updates.append("  - {name: ")
                    .append(app)
                    .append(", image: ")
                    .append(registry.host())
                    .append('/')
                    .append(image)
                    .append(", select: 'semver:^1', paths: apps/")
                    .append(app)
                    .append("}\n");
            files.put("apps/" + app + "/values.yaml", "image: " + registry.host() + "/" + image + ":1.0.0\n");
        }
        files.put("fairlead.yaml", updates.toString());
        try {
            BareRepo remote = BareRepo.create(folder.resolve(name + ".git"));
            remote.commit("main", files, "start");
            remotes.put(name, remote);
            return remote;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void push(String image, String tag) {
        registry.pushImage(image, tag, Map.of("tag", tag), BUILT);
    }

    /** A bot of all repositories, with further lines of configuration. */
    Bot start(String... more) {
        return start(BotSurroundings.of(environment(), "127.0.0.1", 0), more);
    }

    Bot start(BotSurroundings around, String... more) {
        Bot bot = Bot.start(BotConfigReader.read("bots.yaml", config(more)), around);
        bots.add(bot);
        return bot;
    }

    String config(String... more) {
        StringBuilder config = new StringBuilder("apiVersion: fairlead.dev/v1\nkind: BotConfig\n");
        for (String line : more) {
            config.append(line).append('\n');
        }
        config.append("repositories:\n");
        remotes.forEach((name, remote) -> config.append("  - {name: ")
                .append(name)
                .append(", url: '")
                .append(remote.folder())
                .append("'}\n"));
        return remotes.isEmpty() ? config + "  []\n" : config.toString();
    }

    /** The open pull requests of a repository. */
    List<PullRequest> open(String name) {
        try (Forge forge = Forges.open(
                remotes.get(name).folder().toString(),
                ForgeSettings.of(Map.of()).withClock(Clock.systemUTC()))) {
            return forge.find(PullRequestQuery.open());
        }
    }

    /** Waits for what must come; fails when it does not, which no working machine is slow enough for. */
    static void until(String what, BooleanSupplier come) {
        long end = System.currentTimeMillis() + PATIENCE_MILLIS;
        while (!come.getAsBoolean()) {
            assertThat(System.currentTimeMillis())
                    .as("still waiting until " + what)
                    .isLessThan(end);
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    static HttpResponse<String> get(Bot bot, String path) {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + bot.port() + path)));
    }

    /** @param headers names and values, turn by turn */
    static HttpResponse<String> post(int port, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The value of a metric, summed over the series whose labels hold these words. */
    static double metric(Bot bot, String name, String... labels) {
        return get(bot, "/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(line -> List.of(labels).stream().allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Every repository of the bot has been run as a whole this many times. */
    static void untilRun(Bot bot, int times) {
        until("all repositories were run", () -> metric(bot, "fairlead_runs_total") >= times);
    }

    static BotSurroundings with(Map<String, String> environment, BotSurroundings.Replicas replicas) {
        return new BotSurroundings(environment, "127.0.0.1", 0, Ticker.system(), Clock.systemUTC(), replicas);
    }

    @Override
    public void close() {
        bots.forEach(Bot::close);
        remotes.values().forEach(BareRepo::close);
        registry.close();
    }
}
