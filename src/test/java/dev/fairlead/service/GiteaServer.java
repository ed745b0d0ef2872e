package dev.fairlead.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real Gitea on a free port of 127.0.0.1 with a database of its own, one for all tests of a JVM. It has an
 * organization {@code acme} with a team {@code platform} that may write, whose members are {@code grace}, {@code alan},
 * {@code barbara}, and {@code fairlead-bot}, who is nobody's administrator.
 */
public final class GiteaServer {
    public static final String BOT = "fairlead-bot";

    private static final String ADMIN = "root-admin";
    private static final String PASSWORD = "Correct-horse-7";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicInteger REPOSITORIES = new AtomicInteger();

    private static Optional<GiteaServer> running = Optional.empty();
    private static boolean failed;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path folder;
    private final Path program;
    private final int port;
    private String token = "";

    private GiteaServer(Path program, Path folder, int port) {
        this.program = program;
        this.folder = folder;
        this.port = port;
    }

    /** The one of this JVM, started when it is first asked for; the test is skipped where Gitea is not installed. */
    public static synchronized GiteaServer get() throws IOException, InterruptedException {
        if (running.isEmpty()) {
            Path program = Services.program("gitea-1.25.5/gitea", "gitea");
            if (failed) {
                throw new IOException("gitea did not come up before, and is not tried again");
            }
            failed = true;
            Path folder = Files.createTempDirectory("fairlead-gitea");
            GiteaServer server = new GiteaServer(program, folder, Services.freePort());
            server.start();
            running = Optional.of(server);
            failed = false;
        }
        return running.get();
    }

    private void start() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("app.ini"), settings());
        run("migrate");
        run(
                "admin",
                "user",
                "create",
                "--admin",
                "--username",
                ADMIN,
                "--password",
                PASSWORD,
                "--email",
                ADMIN + "@example.com",
                "--must-change-password=false");
        Process process = command("web").start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process, folder)));
        await(process);
        populate();
    }

    /** As delivered, but for what asks the network, and for addresses. */
    private String settings() {
        return """
                APP_NAME = Gitea
                RUN_USER = %s
                RUN_MODE = prod
                I_AM_BEING_UNSAFE_RUNNING_AS_ROOT = true
                WORK_PATH = %s
                [server]
                HTTP_ADDR = 127.0.0.1
                HTTP_PORT = %d
                ROOT_URL = http://127.0.0.1:%d/
                STATIC_ROOT_PATH = %s
                DISABLE_SSH = true
                OFFLINE_MODE = true
                [database]
                DB_TYPE = sqlite3
                PATH = %s
                SQLITE_JOURNAL_MODE = WAL
                [security]
                INSTALL_LOCK = true
                SECRET_KEY = %s
                [log]
                MODE = file
                LEVEL = Warn
                [indexer]
                ISSUE_INDEXER_TYPE = db
                [cron]
                ENABLED = false
                [actions]
                ENABLED = false
                """.formatted(
                        System.getProperty("user.name"),
                        folder,
                        port,
                        port,
                        program.getParent(),
                        folder.resolve("gitea.db"),
                        "0".repeat(64));
    }

    private ProcessBuilder command(String... arguments) {
        List<String> words = new ArrayList<>(List.of(program.toString()));
        words.addAll(List.of("--config", folder.resolve("app.ini").toString()));
        words.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("out.log").toFile()));
        builder.environment().put("HOME", folder.toString());
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_") || name.startsWith("GITEA_"));
        return builder;
    }

    private void run(String... arguments) throws IOException, InterruptedException {
        Process process = command(arguments).start();
        if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("gitea " + String.join(" ", arguments) + " failed: " + output());
        }
    }

    private String output() throws IOException {
        return Files.readString(folder.resolve("out.log"));
    }

    private void await(Process process) throws IOException, InterruptedException {
        for (int tries = 0; tries < 900 && process.isAlive(); tries++) {
            try {
                HttpRequest healthy =
                        HttpRequest.newBuilder(url("/api/healthz")).build();
                if (client.send(healthy, BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // Not yet.
            }
            Thread.sleep(200);
        }
        throw new IOException("gitea does not come up: " + output());
    }

    private static void stop(Process process, Path folder) {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            try (var files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        } catch (IOException | InterruptedException e) {
            // The folder is a temporary one.
        }
    }

    private void populate() throws IOException, InterruptedException {
        call(ADMIN, "POST", "/orgs", "{\"username\": \"acme\"}");
        JsonNode team = call(ADMIN, "POST", "/orgs/acme/teams", """
                {"name": "platform", "permission": "write", "includes_all_repositories": true,
                 "units": ["repo.code", "repo.issues", "repo.pulls"]}""");
        for (String name : List.of(BOT, "grace", "alan", "barbara", "mallory")) {
            call(ADMIN, "POST", "/admin/users", """
                    {"username": "%s", "email": "%s@example.com", "password": "%s", "must_change_password": false}""".formatted(name, name, PASSWORD));
            if (!name.equals("mallory")) {
                call(ADMIN, "PUT", "/teams/" + team.path("id").asText() + "/members/" + name, "");
            }
        }
        token = call(BOT, "POST", "/users/" + BOT + "/tokens", """
                {"name": "tests", "scopes": ["write:repository", "write:issue", "read:user"]}""").path("sha1").asText();
    }

    /** An empty repository of {@code acme}; its name. */
    public String newRepository() throws IOException, InterruptedException {
        String name = "config-" + REPOSITORIES.incrementAndGet();
        call(ADMIN, "POST", "/orgs/acme/repos", "{\"name\": \"" + name + "\", \"default_branch\": \"main\"}");
        return name;
    }

    /** Where it keeps a repository of {@code acme}, bare. */
    public Path folder(String repository) {
        return folder.resolve("data/gitea-repositories/acme/" + repository + ".git");
    }

    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** For {@code git push} by the administrator. */
    public String pushUrl(String repository) {
        return "http://" + ADMIN + ":" + PASSWORD + "@127.0.0.1:" + port + "/acme/" + repository + ".git";
    }

    /** The bot's, with the scopes that the documentation names and no others. */
    public String token() {
        return token;
    }

    public JsonNode asAdmin(String method, String path, String body) throws IOException, InterruptedException {
        return call(ADMIN, method, path, body);
    }

    /** A request of the API by somebody, who signs in by name and password. */
    public JsonNode call(String who, String method, String path, String body) throws IOException, InterruptedException {
        String basic = Base64.getEncoder().encodeToString((who + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(url("/api/v1" + path))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IOException(method + " " + path + ": " + response.statusCode() + " " + response.body());
        }
        return response.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(response.body());
    }
}
