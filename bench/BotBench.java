import dev.fairlead.demo.registry.Account;
import dev.fairlead.demo.registry.EmbeddedRegistry;
import dev.fairlead.forge.Forge;
import dev.fairlead.forge.ForgeSettings;
import dev.fairlead.forge.Forges;
import dev.fairlead.forge.PullRequestQuery;
import dev.fairlead.image.Digest;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Drives a bot, a process of its own, for {@code bench/run}: config repositories over {@code file://} with their local forges,
 * and the embedded registry as an ACR over TLS with sign-in.
 *
 * <p>{@code BotBench FOLDER LIBRARIES REPOSITORIES USES IMAGES INTERVAL_SECONDS HEAP PUSHES}: each repository uses USES images
 * of the IMAGES that there are. Prints one line a figure.
 */
final class BotBench {
    private static final int TAGS = 20;
    private static final int GROUPS = 5;
    private static final int OTHER_FILES = 100;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Path folder;
    private final String libraries;
    private final int repositories;
    private final int uses;
    private final int images;
    private final int interval;
    private final String heap;
    private final int pushes;
    private final EmbeddedRegistry registry =
            EmbeddedRegistry.start(EmbeddedRegistry.Options.acr(Account.admin("bench", "bench-password")));
    private final Random random = new Random(1);

    private BotBench(String[] args) {
        folder = Path.of(args[0]);
        libraries = args[1];
        repositories = Integer.parseInt(args[2]);
        uses = Integer.parseInt(args[3]);
        images = Integer.parseInt(args[4]);
        interval = Integer.parseInt(args[5]);
        heap = args[6];
        pushes = Integer.parseInt(args[7]);
    }

    public static void main(String[] args) throws Exception {
        BotBench bench = new BotBench(args);
        bench.fill();
        Process bot = bench.start();
        try {
            bench.measure(bot);
        } finally {
            long stop = System.nanoTime();
            bot.destroy();
            bot.waitFor(30, TimeUnit.SECONDS);
            say("clean stop", since(stop), "s   (bound: 10)");
            bot.destroyForcibly();
            bench.registry.close();
        }
    }

    private static void say(String what, double figure, String unit) {
        System.out.printf(Locale.ROOT, "  %-66s %10.3f %s%n", what, figure, unit);
        System.out.flush();
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private String image(int n) {
        return "team/app-%05d".formatted(n);
    }

    /** The same image in as many repositories as it takes, spread evenly. */
    private int use(int repository, int position) {
        return (repository * uses + position) % images;
    }

    private void fill() throws IOException, InterruptedException {
        for (int n = 0; n < images; n++) {
            Digest digest = registry.pushImage(image(n), "1.0.0", Map.of("n", String.valueOf(n)), START);
            for (int tag = 1; tag < TAGS; tag++) {
                registry.tag(image(n), "0.%d.0".formatted(tag), digest, START.plusSeconds(tag));
            }
        }
        Files.createDirectories(folder.resolve("repos"));
        for (int r = 0; r < repositories; r++) {
            repository(r);
        }
        Files.writeString(folder.resolve("ca.pem"), registry.caPem().orElseThrow());
        Files.writeString(folder.resolve("bots.yaml"), config());
    }

    private Path bare(int repository) {
        return folder.resolve("repos/repo-%03d.git".formatted(repository));
    }

    private void repository(int r) throws IOException, InterruptedException {
        git("init", "--quiet", "--bare", "--initial-branch=main", bare(r).toString()).start().waitFor();
        Process process = git("-C", bare(r).toString(), "fast-import", "--quiet", "--date-format=now")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedWriter out = new BufferedWriter(process.outputWriter(StandardCharsets.UTF_8))) {
            out.write("commit refs/heads/main\ncommitter Bench <bench@example.com> now\ndata 5\nstart\n");
            StringBuilder updates = new StringBuilder("apiVersion: fairlead.dev/v1\nkind: UpdateConfig\nupdates:\n");
            for (int i = 0; i < uses; i++) {
                String name = registry.host() + "/" + image(use(r, i));
                updates.append("  - {name: app-%02d, image: %s, select: 'semver:^1', paths: apps/%02d, group: group-%d}%n"
                        .formatted(i, name, i, i % GROUPS));
                file(out, "apps/%02d/values.yaml".formatted(i), "image: " + name + ":1.0.0 # kept\nreplicas: 2\n");
            }
            for (int i = 0; i < OTHER_FILES; i++) {
                file(out, "other/%03d.yaml".formatted(i), "kind: ConfigMap\ndata: {number: \"%d\"}%n".formatted(i));
            }
            file(out, "fairlead.yaml", updates.toString());
            out.write("\n");
        }
        if (process.waitFor() != 0) {
            throw new IOException("git fast-import failed");
        }
    }

    private static ProcessBuilder git(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    private static void file(BufferedWriter out, String path, String content) throws IOException {
        out.write("M 100644 inline " + path + "\ndata " + content.getBytes(StandardCharsets.UTF_8).length + "\n" + content + "\n");
    }

    private String config() {
        StringBuilder config = new StringBuilder("apiVersion: fairlead.dev/v1\nkind: BotConfig\n");
        config.append("interval: ").append(interval).append("s\n");
        config.append("registries: [{host: '%s', username: bench, password: {env: PASSWORD}}]%n".formatted(registry.host()));
        config.append("webhooks: [{name: acr, from: acr, secret: {env: SECRET}, hosts: ['%s']}]%n".formatted(registry.host()));
        config.append("repositories:\n");
        for (int r = 0; r < repositories; r++) {
            config.append("  - {name: repo-%03d, url: '%s'}%n".formatted(r, bare(r)));
        }
        return config.toString();
    }

    private Process start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap, "-XX:+UseSerialGC", "-cp", libraries, "dev.fairlead.cli.Main",
                "bot", "--config", folder.resolve("bots.yaml").toString(), "--listen", "127.0.0.1:0");
        builder.environment().putAll(Map.of(
                "FAIRLEAD_CACHE", folder.resolve("cache").toString(),
                "FAIRLEAD_CA_FILE", folder.resolve("ca.pem").toString(),
                "FAIRLEAD_ACR_HOSTS", registry.host(),
                "FAIRLEAD_REGISTRY_RATE", "200",
                "PASSWORD", "bench-password",
                "SECRET", "bench-secret"));
        return builder.redirectError(folder.resolve("log").toFile()).start();
    }

    private void measure(Process bot) throws Exception {
        long began = System.nanoTime();
        int port = port();
        await(() -> metric(port, "fairlead_runs_total", "") >= repositories);
        int filled = registry.requests();
        say("first look at all repositories", since(began), "s");
        say("requests an image in it", filled / (double) images, "");
        await(() -> metric(port, "fairlead_runs_total", "schedule") >= 2.0 * repositories);
        steady(port);
        pushed(port);
        memory(bot, port);
    }

    /** Three whole intervals in which nothing changes. */
    private void steady(int port) throws Exception {
        int before = registry.requests();
        double runs = metric(port, "fairlead_runs_total", "");
        double cpu = metric(port, "process_cpu_time_ns_total", "");
        long start = System.nanoTime();
        TimeUnit.SECONDS.sleep(3L * interval);
        double intervals = since(start) / interval;
        double requests = registry.requests() - before;
        say("runs a repository an interval", (metric(port, "fairlead_runs_total", "") - runs) / repositories / intervals, "");
        say("requests a use of an image an interval", requests / intervals / ((double) repositories * uses), "   (bound: below 1)");
        say("requests a different image an interval", requests / intervals / images, "");
        say("processor, of one", (metric(port, "process_cpu_time_ns_total", "") - cpu) / 1e9 / since(start), "");
        say("failed runs", metric(port, "fairlead_runs_total", "result=\"failed\""), "");
    }

    /** From a push, whose event is sent at once, to the pull requests in all repositories that hold the image. */
    private void pushed(int port) throws Exception {
        List<Double> first = new ArrayList<>();
        List<Double> all = new ArrayList<>();
        for (int push = 1; push <= pushes; push++) {
            int image = random.nextInt(images);
            String tag = "1." + push + ".0";
            registry.pushImage(image(image), tag, Map.of("push", tag), Instant.now());
            long start = System.nanoTime();
            event(port, image, tag);
            List<Integer> holders = new ArrayList<>();
            for (int r = 0; r < repositories; r++) {
                for (int i = 0; i < uses; i++) {
                    if (use(r, i) == image) {
                        holders.add(r);
                    }
                }
            }
            boolean one = false;
            while (!holders.isEmpty()) {
                holders.removeIf(r -> proposed(r, tag));
                if (!one && (one = holders.size() < uses(image))) {
                    first.add(since(start));
                }
                if (since(start) > 120) {
                    throw new IllegalStateException("no pull request within two minutes");
                }
                TimeUnit.MILLISECONDS.sleep(20);
            }
            all.add(since(start));
        }
        first.sort(null);
        all.sort(null);
        say("push to the first pull request, by webhook, median", first.get(first.size() / 2), "s");
        say("push to the pull requests of all repositories with it, median", all.get(all.size() / 2), "s");
        say("the same, slowest of " + pushes, all.get(all.size() - 1), "s   (bound: 5)");
    }

    private int uses(int image) {
        int count = 0;
        for (int r = 0; r < repositories; r++) {
            for (int i = 0; i < uses; i++) {
                count += use(r, i) == image ? 1 : 0;
            }
        }
        return count;
    }

    private boolean proposed(int repository, String tag) {
        try (Forge forge = Forges.open(bare(repository).toString(), ForgeSettings.of(Map.of()).withClock(Clock.systemUTC()))) {
            return forge.find(PullRequestQuery.open()).stream()
                    .anyMatch(pull -> (pull.title() + pull.body()).contains(tag));
        }
    }

    private void event(int port, int image, String tag) throws Exception {
        String body = "{\"action\": \"push\", \"target\": {\"repository\": \"%s\", \"tag\": \"%s\"}, \"request\": {\"host\": \"%s\"}}"
                .formatted(image(image), tag, registry.host());
        int status = HTTP.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/webhooks/acr"))
                                .header("Authorization", "Bearer bench-secret")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
        if (status != 202) {
            throw new IllegalStateException("the event was answered " + status);
        }
    }

    private void memory(Process bot, int port) throws Exception {
        Path status = Path.of("/proc/" + bot.pid() + "/status");
        if (Files.exists(status)) {
            for (String line : Files.readAllLines(status)) {
                if (line.startsWith("VmHWM")) {
                    say("peak resident memory, heap at most " + heap, Double.parseDouble(line.replaceAll("\\D", "")) / 1024, "MB   (bound: 512)");
                }
            }
        }
        say("heap in use at the end", metric(port, "jvm_memory_used_bytes", "area=\"heap\"") / (1 << 20), "MB");
    }

    private int port() throws Exception {
        Path log = folder.resolve("log");
        int[] port = new int[1];
        await(() -> {
            String text = Files.exists(log) ? Files.readString(log) : "";
            int at = text.indexOf("listens on port ");
            if (at >= 0) {
                String number = text.substring(at + "listens on port ".length());
                port[0] = Integer.parseInt(number.substring(0, number.indexOf(',')));
            }
            return at >= 0;
        });
        return port[0];
    }

    private static double metric(int port, String name, String label) throws Exception {
        String all = HTTP.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics")).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        return all.lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(line -> line.contains(label))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(20);
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("given up after twenty minutes");
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }
}
