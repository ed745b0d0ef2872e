package dev.fairlead.update;

import static dev.fairlead.update.Workshop.config;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.configrepo.BareRepo;
import dev.fairlead.configrepo.ConfigRepo;
import dev.fairlead.configrepo.GitEnvironment;
import dev.fairlead.configrepo.RepoLocation;
import dev.fairlead.configrepo.RetryPolicy;
import dev.fairlead.configrepo.Tools;
import dev.fairlead.forge.Comment;
import dev.fairlead.forge.Forge;
import dev.fairlead.forge.ForgeCredentials.AccessToken;
import dev.fairlead.forge.ForgeException;
import dev.fairlead.forge.ForgeSettings;
import dev.fairlead.forge.Forges;
import dev.fairlead.forge.MergeMethod;
import dev.fairlead.forge.MergeRequest;
import dev.fairlead.forge.PullRequest;
import dev.fairlead.forge.PullRequest.State;
import dev.fairlead.forge.PullRequestQuery;
import dev.fairlead.forge.Secret;
import dev.fairlead.image.ImageReference;
import dev.fairlead.service.GiteaServer;
import dev.fairlead.update.report.UpdateReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Twenty writers on one repository at a real Gitea: two that run everything as bots do, sixteen pipelines that tell of their
 * builds, and two people, one of whom merges what is open while the other one commits to the base branch. Nothing but the
 * branches arbitrates.
 *
 * <p>It lasts as long as {@code -Dfairlead.writers.minutes=10} says, and is skipped without that: on a busy machine it has been
 * seen to end without two versions that nobody held, and what it says then names the pull requests by which they went.
 */
@Tag("service")
@Timeout(2400)
class ManyWritersTest {
    private static final int BOTS = 2;
    private static final int PIPELINES = 16;
    private static final List<String> GROUPS = List.of("bank", "docs", "shop");
    private static final String REGISTRY = "contoso.azurecr.io/";

    @TempDir
    Path temp;

    private final FakeRegistry registry = new FakeRegistry();
    private final AtomicInteger builds = new AtomicInteger();
    private final AtomicInteger runs = new AtomicInteger();
    private GiteaServer server;
    private String name;
    private Forge forge;
    private long end;

    @BeforeEach
    void open() throws Exception {
        long minutes = Long.getLong("fairlead.writers.minutes", 0);
        Assumptions.assumeTrue(minutes > 0, "it lasts long, and is asked for by -Dfairlead.writers.minutes=10");
        server = GiteaServer.get();
        name = server.newRepository();
        Path source = temp.resolve("source.git");
        try (BareRepo start = BareRepo.create(source)) {
            start.commit("main", files(), "start");
        }
        Tools.run(source, "git", "push", "--quiet", server.pushUrl(name), "main");
        while (server.asAdmin("GET", "/repos/acme/" + name, "").path("empty").asBoolean()) {
            Thread.sleep(50);
        }
        forge = gitea();
        end = System.nanoTime() + TimeUnit.MINUTES.toNanos(minutes);
    }

    @AfterEach
    void close() {
        if (forge != null) {
            forge.close();
        }
    }

    private Forge gitea() {
        return Forges.open(
                url(),
                ForgeSettings.of(Map.of()).named("gitea").withCredentials(new AccessToken(Secret.of(server.token()))));
    }

    private String url() {
        return server.url("/acme/" + name + ".git").toString();
    }

    /** The images of a group: one that all pipelines of the group build, and one of each. */
    private static List<String> images(String group) {
        List<String> images = new ArrayList<>(List.of(REGISTRY + group + "/shared"));
        IntStream.range(0, PIPELINES)
                .filter(writer -> groupOf(writer).equals(group))
                .forEach(writer -> images.add(own(writer)));
        return images;
    }

    private static String groupOf(int writer) {
        return GROUPS.get(writer % GROUPS.size());
    }

    private static String own(int writer) {
        return REGISTRY + groupOf(writer) + "/app-" + writer;
    }

    private Map<String, String> files() {
        Map<String, String> files = new HashMap<>(Map.of("README.md", "0\n"));
        StringBuilder updates = new StringBuilder("updates:\n");
        for (String group : GROUPS) {
            updates.append("  - {name: %s, images: [%s], select: 'semver:^1', paths: %s}\n"
                    .formatted(group, String.join(", ", images(group)), group));
            files.put(
                    group + "/all.yaml",
                    images(group).stream()
                            .peek(image -> registry.push(image, "1.0.0", Instant.now()))
                            .map(image ->
                                    Workshop.deployment(image.substring(image.lastIndexOf('/') + 1), image + ":1.0.0"))
                            .collect(Collectors.joining("---\n")));
        }
        files.put("fairlead.yaml", config(updates.toString()));
        return files;
    }

    private interface Turn {
        void take(UpdateEnvironment environment, Random random) throws Exception;
    }

    /** Takes turns until the time is over, then looks at everything once more, with a mirror and a forge of its own. */
    private Void write(int writer, Turn turn) throws Exception {
        Map<String, String> variables = Map.of(
                "FAIRLEAD_GIT_TOKEN",
                server.token(),
                "FAIRLEAD_CACHE",
                temp.resolve("cache-" + writer).toString());
        Random random = new Random(writer);
        try (ConfigRepo repo = new GitEnvironment(variables).open(RepoLocation.parse(url()));
                Forge own = gitea()) {
            UpdateEnvironment environment = UpdateEnvironment.of(repo, own, RegistryAccess.of(registry))
                    .withRaces(RetryPolicy.until(Duration.ofMinutes(8)));
            while (System.nanoTime() < end) {
                turn.take(environment, random);
                Thread.sleep(200 + random.nextInt(2000));
            }
            run(UpdateRequest.configured(), environment);
        }
        return null;
    }

    private void run(UpdateRequest request, UpdateEnvironment environment) {
        UpdateReport report = Updates.run(request, environment);
        runs.incrementAndGet();
        assertThat(report.status()).as(report.groups().toString()).isEqualTo(UpdateReport.Status.DONE);
    }

    private void build(int writer, UpdateEnvironment environment, Random random) {
        String image = random.nextInt(3) == 0 ? REGISTRY + groupOf(writer) + "/shared" : own(writer);
        String tag;
        synchronized (builds) {
            tag = "1." + builds.incrementAndGet() + ".0";
            registry.push(image, tag, Instant.now());
        }
        run(UpdateRequest.configured().telling(List.of(ImageReference.parse(image + ":" + tag))), environment);
    }

    private void mergeOne(Random random) {
        List<PullRequest> open = forge.find(PullRequestQuery.open());
        if (open.isEmpty() || random.nextInt(3) > 0) {
            return;
        }
        PullRequest chosen = open.get(random.nextInt(open.size()));
        try {
            forge.merge(chosen.id(), MergeRequest.by(MergeMethod.SQUASH));
        } catch (ForgeException tooLate) {
            // Somebody pushed meanwhile, and the person looks again.
        }
    }

    private void commitByHand() throws IOException, InterruptedException {
        String sha = server.asAdmin("GET", "/repos/acme/" + name + "/contents/README.md", "")
                .path("sha")
                .asText();
        String content = Base64.getEncoder().encodeToString((Instant.now() + "\n").getBytes(StandardCharsets.UTF_8));
        try {
            server.call("grace", "PUT", "/repos/acme/" + name + "/contents/README.md", """
                    {"branch": "main", "sha": "%s", "message": "By hand", "content": "%s"}""".formatted(sha, content));
        } catch (IOException raced) {
            // The branch moved meanwhile: the person tries again later.
        }
    }

    @Test
    void twentyWritersEndWithEveryNewestVersionInOnePullRequestAGroupAndNoCommentTwice() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(BOTS + PIPELINES + 2);
        List<Future<Void>> writers = new ArrayList<>();
        for (int number = 0; number < PIPELINES; number++) {
            int writer = number;
            writers.add(
                    threads.submit(() -> write(writer, (environment, random) -> build(writer, environment, random))));
        }
        for (int bot = 0; bot < BOTS; bot++) {
            int writer = PIPELINES + bot;
            writers.add(threads.submit(
                    () -> write(writer, (environment, random) -> run(UpdateRequest.configured(), environment))));
        }
        writers.add(threads.submit(() -> write(PIPELINES + BOTS, (environment, random) -> mergeOne(random))));
        writers.add(threads.submit(() -> write(PIPELINES + BOTS + 1, (environment, random) -> commitByHand())));
        try {
            for (Future<Void> writer : writers) {
                writer.get();
            }
        } finally {
            threads.shutdownNow();
        }
        check();
    }

    private void check() throws IOException {
        List<PullRequest> all = forge.find(PullRequestQuery.all());
        List<PullRequest> open =
                all.stream().filter(pull -> pull.state() == State.OPEN).toList();
        assertThat(open).extracting(PullRequest::head).doesNotHaveDuplicates();
        try (BareRepo remote = BareRepo.open(server.folder(name))) {
            Map<String, String> proposed = new TreeMap<>(tags(remote, "main"));
            open.forEach(pull -> proposed.putAll(of(pull, tags(remote, pull.head()))));
            assertThat(proposed).as(() -> told(all)).isEqualTo(new TreeMap<>(registry.newest()));
            neverBackwards(remote);
            long merged =
                    all.stream().filter(pull -> pull.state() == State.MERGED).count();
            long byHand = remote.log("refs/heads/main").stream()
                    .filter(commit -> commit.getFullMessage().startsWith("By hand"))
                    .count();
            assertThat(remote.log("refs/heads/main"))
                    .as("the start, merges and commits by hand, and nothing else")
                    .hasSize((int) (1 + merged + byHand));
            System.out.printf(
                    "writers: %s builds, %s runs, %s pull requests, %s of them merged, %s commits by hand%n",
                    builds, runs, all.size(), merged, byHand);
        }
        for (PullRequest pull : all) {
            assertThat(forge.comments(pull.id()))
                    .extracting(Comment::body)
                    .as(pull.title())
                    .doesNotHaveDuplicates();
        }
    }

    private String told(List<PullRequest> all) {
        return all.stream()
                .map(pull -> "#" + pull.id() + " " + pull.head() + " " + pull.state() + " "
                        + forge.closedBy(pull.id()).orElse("") + " "
                        + pull.marker().orElse("").lines().findFirst().orElse("") + "\n  "
                        + forge.comments(pull.id()).stream().map(Comment::body).toList())
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static Map<String, String> of(PullRequest pull, Map<String, String> tags) {
        String group = pull.head().substring(pull.head().indexOf('/') + 1);
        Map<String, String> own = new HashMap<>(tags);
        own.keySet().retainAll(images(group));
        return own;
    }

    private static Map<String, String> tags(BareRepo remote, String revision) {
        try {
            String ref = revision.length() == 40 ? revision : "refs/heads/" + revision;
            return remote.files(ref).entrySet().stream()
                    .filter(file -> file.getKey().endsWith("all.yaml"))
                    .flatMap(file -> file.getValue().lines())
                    .filter(line -> line.contains("image: "))
                    .map(line -> ImageReference.parse(
                            line.substring(line.indexOf("image: ") + 7).split(" ", -1)[0]))
                    .collect(Collectors.toMap(
                            reference -> reference.name().toString(),
                            reference -> reference.tag().orElseThrow().value()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void neverBackwards(BareRepo remote) throws IOException {
        Map<String, Integer> newer = new HashMap<>();
        for (RevCommit commit : remote.log("refs/heads/main")) {
            tags(remote, commit.getName()).forEach((image, tag) -> {
                int minor = Integer.parseInt(tag.split("\\.", -1)[1]);
                Integer after = newer.put(image, minor);
                assertThat(after == null || minor <= after)
                        .as(image + " goes from " + minor + " to " + after + " after " + commit.getName())
                        .isTrue();
            });
        }
    }
}
