package dev.fairlead.bot;

import dev.fairlead.configrepo.BareRepo;
import dev.fairlead.configrepo.Tools;
import dev.fairlead.forge.Forge;
import dev.fairlead.forge.ForgeCredentials.AccessToken;
import dev.fairlead.forge.ForgeSettings;
import dev.fairlead.forge.Forges;
import dev.fairlead.forge.MergeMethod;
import dev.fairlead.forge.MergeRequest;
import dev.fairlead.forge.PullRequest;
import dev.fairlead.forge.PullRequestQuery;
import dev.fairlead.forge.Secret;
import dev.fairlead.service.GiteaServer;
import dev.fairlead.service.Services;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.jgit.revwalk.RevCommit;

/**
 * A config repository at a real Gitea and the bot that keeps it, as a process of its own. Two of them that saw the same
 * pushes and the same people must look the same in the end, whatever befell one of them on the way.
 */
final class House implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String SECRET = "s3cret";
    private static final Pattern HASH = Pattern.compile("\\b[0-9a-f]{8,}\\b");

    final String repository;
    private final Path folder;
    private final String registry;
    private final String gitea;
    private final GiteaServer server;
    private final Map<String, String> more = new HashMap<>();
    private final List<String> options = new ArrayList<>();
    private final Forge forge;
    private final int port;
    private Process bot;

    /**
     * @param registry host and port by which the bot and the manifests know it
     * @param gitea the same, of the forge
     */
    House(Path folder, String registry, String gitea, GiteaServer server) throws Exception {
        this.folder = Files.createDirectories(folder);
        this.registry = registry;
        this.gitea = gitea;
        this.server = server;
        this.port = Services.freePort();
        this.repository = server.newRepository();
        this.forge = Forges.open(
                server.url("/acme/" + repository + ".git").toString(),
                ForgeSettings.of(Map.of()).named("gitea").withCredentials(new AccessToken(Secret.of(server.token()))));
    }

    /** Further variables of the bot's process, from its next start on. */
    House with(String name, String value) {
        more.put(name, value);
        return this;
    }

    /** A further option of the bot's virtual machine. */
    House option(String option) {
        options.add(option);
        return this;
    }

    /** The first commit of {@code main}. */
    void fill(Map<String, String> files) throws Exception {
        Path source = folder.resolve("source.git");
        Map<String, String> named = new TreeMap<>();
        files.forEach((path, text) -> named.put(path, text.replace("REGISTRY", registry)));
        try (BareRepo start = BareRepo.create(source)) {
            start.commit("main", named, "start");
        }
        Tools.run(source, "git", "push", "--quiet", server.pushUrl(repository), "main");
        while (server.asAdmin("GET", "/repos/acme/" + repository, "")
                .path("empty")
                .asBoolean()) {
            Thread.sleep(50);
        }
    }

    void start() throws IOException {
        Path config = folder.resolve("bots.yaml");
        Files.writeString(config, """
                apiVersion: fairlead.dev/v1
                kind: BotConfig
                interval: 10s
                webhooks:
                  - {name: pipeline, from: generic, secret: {env: SECRET}, hosts: ['%s']}
                repositories:
                  - {name: house, url: 'http://%s/acme/%s.git', forge: gitea}
                """.formatted(registry, gitea, repository));
        List<String> words = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx160m"));
        words.addAll(options);
        words.addAll(
                List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path")));
        words.addAll(List.of("dev.fairlead.cli.Main", "bot", "--config", config.toString()));
        words.addAll(List.of("--listen", "127.0.0.1:" + port, "--log-format", "text"));
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment()
                .putAll(Map.of(
                        "FAIRLEAD_CACHE",
                        folder.resolve("cache").toString(),
                        "FAIRLEAD_PLAIN_HTTP",
                        registry,
                        "FAIRLEAD_ACR_HOSTS",
                        registry,
                        "FAIRLEAD_REGISTRY_SIGN_IN",
                        "anonymous",
                        "FAIRLEAD_GITEA_TOKEN",
                        server.token(),
                        "FAIRLEAD_GIT_TOKEN",
                        server.token(),
                        "SECRET",
                        SECRET));
        builder.environment().putAll(more);
        bot = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
    }

    /** The repository on the forge's disk. */
    Path folder() {
        return server.folder(repository);
    }

    private Path log() {
        return folder.resolve("log");
    }

    /** The end of what the bot said. */
    String lastWords() {
        try {
            List<String> lines = Files.readAllLines(log());
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Tells the bot of a push, as a pipeline does that does not mind whether anybody listens. */
    void hear(String image) {
        String body = "{\"images\": [\"" + registry + "/" + image + "\"]}";
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            String signature = HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/webhooks/pipeline"))
                    .header("X-Fairlead-Signature-256", "sha256=" + signature)
                    .timeout(Duration.ofSeconds(5))
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            HTTP.send(request, HttpResponse.BodyHandlers.discarding());
        } catch (IOException missed) {
            // The next look finds it.
        } catch (InterruptedException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    void kill() throws InterruptedException {
        bot.destroyForcibly().waitFor();
    }

    boolean isAlive() {
        return bot.isAlive();
    }

    List<PullRequest> open() {
        return forge.find(PullRequestQuery.open());
    }

    /** What somebody does with every open pull request of a branch. */
    void onPull(String branch, Consumer<PullRequest> action) {
        open().stream().filter(pull -> pull.head().equals(branch)).forEach(action);
    }

    void merge(String branch) {
        onPull(branch, pull -> forge.merge(pull.id(), MergeRequest.by(MergeMethod.SQUASH)));
    }

    void closePull(String branch) {
        onPull(branch, pull -> {
            try {
                server.call(
                        "grace",
                        "PATCH",
                        "/repos/acme/" + repository + "/pulls/" + pull.id(),
                        "{\"state\": \"closed\"}");
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** Everything that people see of it, a line each, without ids, addresses and moments. */
    List<String> picture() throws IOException {
        List<String> lines = new ArrayList<>();
        try (BareRepo remote = BareRepo.open(folder())) {
            for (var ref : remote.jgit().getRefDatabase().getRefsByPrefix("refs/heads/")) {
                for (RevCommit commit : remote.log(ref.getName())) {
                    lines.add(ref.getName() + " commit " + commit.getFullMessage());
                }
                remote.files(ref.getName())
                        .forEach((path, text) -> lines.add(ref.getName() + " " + path + ": " + text));
            }
        }
        Map<String, Integer> seen = new TreeMap<>();
        forge.find(PullRequestQuery.all()).stream()
                .sorted(Comparator.comparingInt(pull -> Integer.parseInt(pull.id())))
                .forEach(pull -> {
                    String name = pull.head() + " pull request " + seen.merge(pull.head(), 1, Integer::sum);
                    lines.add(name + " " + pull.state() + " " + pull.labels() + pull.reviewers() + ": " + pull.title());
                    lines.add(name + " says " + pull.body());
                    lines.add(name + " at its head: " + pull.marker().orElse("").contains("head=" + pull.headCommit()));
                    forge.comments(pull.id()).forEach(comment -> lines.add(name + " comment " + comment.body()));
                });
        return lines.stream().map(this::plain).sorted().toList();
    }

    private String plain(String line) {
        String text =
                line.replace(registry, "REGISTRY").replace(repository, "HOUSE").replace(gitea, "GITEA");
        return HASH.matcher(text)
                .replaceAll("HASH")
                .replaceAll("\\(#\\d+\\)", "(#N)")
                .replaceAll("/pulls/\\d+", "/pulls/N");
    }

    @Override
    public void close() throws InterruptedException {
        forge.close();
        if (bot != null) {
            bot.destroy();
            if (!bot.waitFor(15, TimeUnit.SECONDS)) {
                bot.destroyForcibly().waitFor();
            }
        }
    }
}
