package dev.fairlead.update;

import static dev.fairlead.update.Workshop.config;
import static dev.fairlead.update.Workshop.minute;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.configrepo.ConfigRepo;
import dev.fairlead.configrepo.GitCredentials;
import dev.fairlead.configrepo.GitHttpServer;
import dev.fairlead.configrepo.RepoLocation;
import dev.fairlead.configrepo.RepoSettings;
import dev.fairlead.configrepo.RetryPolicy;
import dev.fairlead.forge.Forge;
import dev.fairlead.forge.ForgeSettings;
import dev.fairlead.forge.Forges;
import dev.fairlead.forge.PullRequest;
import dev.fairlead.forge.PullRequest.State;
import dev.fairlead.image.ImageReference;
import dev.fairlead.update.pending.GroupCommit;
import dev.fairlead.update.pending.Proposal;
import dev.fairlead.update.report.GroupResult;
import dev.fairlead.update.report.UpdateReport;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Twenty runners at once on the same groups, over HTTP, each with a mirror of its own: nothing but the remote's leases
 * arbitrates. All images stand in one file, so that every update meets every other one. What one runner pushes to the
 * registry it also tells its run, as a build does; between its builds it runs everything, as a bot does.
 */
@Tag("service")
@Timeout(900)
class RacingUpdatesTest {
    private static final int WRITERS = 20;
    private static final int ROUNDS = 2;
    private static final String SHARED = "contoso.azurecr.io/shop/shared";
    private static final String FILE = "apps/all.yaml";
    private static final String BRANCH = "fairlead/shop";
    private static final String GROUP = """
            updates:
              - name: shop
                images: [%s]
                select: semver:^1
                paths: [apps]
            """;

    @TempDir
    Path temp;

    private Workshop shop;
    private GitHttpServer server;
    private final AtomicLong seconds = new AtomicLong();
    private final AtomicInteger pushed = new AtomicInteger();

    @BeforeEach
    void open() throws Exception {
        shop = new Workshop(temp);
        server = GitHttpServer.serve(temp);
    }

    @AfterEach
    void close() {
        server.close();
        shop.close();
    }

    private void begin(String delivery) {
        List<String> images = new ArrayList<>(List.of(SHARED));
        IntStream.range(0, WRITERS).forEach(writer -> images.add(own(writer)));
        images.forEach(image -> shop.registry.push(image, "1.0.0", minute(0)));
        shop.commit(
                "main",
                Map.of(
                        "fairlead.yaml",
                        config(GROUP.formatted(String.join(", ", images)) + delivery),
                        FILE,
                        images.stream()
                                .map(image -> Workshop.deployment(
                                        image.substring(image.lastIndexOf('/') + 1), image + ":1.0.0"))
                                .collect(Collectors.joining("---\n"))),
                "start");
    }

    private static String own(int writer) {
        return "contoso.azurecr.io/shop/w" + writer + "-app";
    }

    /** Never twice the same moment, so that no two commits are one. */
    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return minute(240).plusSeconds(seconds.incrementAndGet());
            }
        };
    }

    /** A runner on a machine of its own. */
    private interface Writer {
        List<UpdateReport> write(int number, UpdateEnvironment environment);
    }

    private List<UpdateReport> race(Writer each) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        try {
            List<Future<List<UpdateReport>>> writers = new ArrayList<>();
            for (int number = 0; number < WRITERS; number++) {
                int writer = number;
                writers.add(threads.submit(() -> onItsOwn(writer, each)));
            }
            List<UpdateReport> reports = new ArrayList<>();
            for (Future<List<UpdateReport>> writer : writers) {
                reports.addAll(writer.get());
            }
            assertThat(reports).extracting(UpdateReport::status).containsOnly(UpdateReport.Status.DONE);
            return reports;
        } finally {
            threads.shutdownNow();
        }
    }

    private List<UpdateReport> onItsOwn(int writer, Writer what) {
        RepoSettings settings = RepoSettings.in(temp.resolve("cache-" + writer));
        try (ConfigRepo repo =
                        ConfigRepo.open(RepoLocation.parse(server.url("config.git")), GitCredentials.none(), settings);
                Forge forge = Forges.open(shop.remote.folder().toString(), ForgeSettings.of(Map.of()))) {
            return what.write(
                    writer,
                    UpdateEnvironment.of(repo, forge, RegistryAccess.of(shop.registry))
                            .withClock(clock())
                            .withRaces(RetryPolicy.until(Duration.ofMinutes(8))));
        }
    }

    /** A build: the next version of an image, pushed and told. */
    private UpdateReport build(UpdateEnvironment environment, String image) {
        String tag;
        synchronized (pushed) {
            int number = pushed.incrementAndGet();
            tag = "1." + number + ".0";
            shop.registry.push(image, tag, minute(number));
        }
        return Updates.run(
                UpdateRequest.configured().telling(List.of(ImageReference.parse(image + ":" + tag))), environment);
    }

    private List<UpdateReport> rounds(int writer, UpdateEnvironment environment) {
        List<UpdateReport> reports = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            reports.add(build(environment, own(writer)));
            if (round == writer % ROUNDS) {
                reports.add(build(environment, SHARED));
                reports.add(Updates.run(UpdateRequest.configured(), environment));
            }
        }
        return reports;
    }

    /** Image and tag of every field of a branch. */
    private Map<String, String> tags(String branch) {
        return shop.file(branch, FILE)
                .lines()
                .filter(line -> line.contains("image: "))
                .map(line -> ImageReference.parse(
                        line.substring(line.indexOf("image: ") + 7).split(" ", -1)[0]))
                .collect(Collectors.toMap(
                        reference -> reference.name().toString(),
                        reference -> reference.tag().orElseThrow().value()));
    }

    @Test
    void argocdImageUpdater175_twentyRunnersKeepOnePullRequestThatHoldsEveryNewestVersion() throws Exception {
        begin("");

        List<UpdateReport> reports = race(this::rounds);

        assertThat(reports).hasSize(WRITERS * (ROUNDS + 2));
        assertThat(tags(BRANCH)).isEqualTo(shop.registry.newest());
        PullRequest pull = shop.onlyPull();
        assertThat(pull.state()).isEqualTo(State.OPEN);
        assertThat(pull.headCommit()).isEqualTo(shop.head(BRANCH));
        assertThat(pull.marker().orElseThrow()).contains(shop.head(BRANCH));
        assertThat(shop.forge.comments(pull.id())).isEmpty();
        shop.registry
                .newest()
                .forEach((image, tag) ->
                        assertThat(pull.body()).contains("| `" + image + "` | `1.0.0` | `" + tag + "` |"));
        List<RevCommit> commits = shop.log(BRANCH);
        assertThat(commits).as("one commit on the base").hasSize(2);
        assertThat(GroupCommit.proposals(commits.get(0).getFullMessage()))
                .extracting(proposal ->
                        proposal.subject().image() + ":" + proposal.version().tag())
                .hasSize(WRITERS + 1)
                .doesNotHaveDuplicates();
        assertThat(tags("main").values()).as("nothing is merged").containsOnly("1.0.0");
    }

    @Test
    void imageAutomationController1090_twentyRunnersCommitEveryVersionOnceAndLoseNoCommit() throws Exception {
        begin("    delivery: commit\n");

        List<UpdateReport> reports = race(this::rounds);

        assertThat(tags("main")).isEqualTo(shop.registry.newest());
        List<RevCommit> commits = shop.log("main");
        assertThat(reports.stream()
                        .flatMap(report -> report.groups().stream())
                        .filter(group -> group.result() == GroupResult.COMMITTED)
                        .map(group -> group.commit().orElseThrow()))
                .as("every commit that a run reports is on the branch, and no other is")
                .containsExactlyInAnyOrderElementsOf(commits.subList(0, commits.size() - 1).stream()
                        .map(RevCommit::getName)
                        .toList());
        List<String> applied = commits.stream()
                .flatMap(commit -> GroupCommit.proposals(commit.getFullMessage()).stream())
                .map(RacingUpdatesTest::words)
                .toList();
        assertThat(applied).as("none is applied twice").doesNotHaveDuplicates();
        assertThat(applied)
                .as("each writer's own versions come one after the other, and none is lost")
                .filteredOn(version -> !version.startsWith(SHARED + ":"))
                .hasSize(WRITERS * ROUNDS);
        assertThat(shop.pulls()).isEmpty();
        assertThat(shop.refs().keySet()).containsExactly("refs/heads/main");
    }

    private static String words(Proposal proposal) {
        return proposal.subject().image() + ":" + proposal.version().tag();
    }

    @Test
    void twentyRunnersThatFindNothingPendingAnyMoreCloseThePullRequestOnceWithOneComment() throws Exception {
        begin("");
        race((writer, environment) -> writer == 0
                ? List.of(build(environment, SHARED))
                : List.of(Updates.run(UpdateRequest.configured(), environment)));
        assertThat(shop.onlyPull().state()).isEqualTo(State.OPEN);
        shop.commit("main", Map.of(FILE, shop.file(BRANCH, FILE)), "by hand");

        race((writer, environment) -> List.of(Updates.run(UpdateRequest.configured(), environment)));

        assertThat(shop.onlyPull().state()).isEqualTo(State.CLOSED);
        assertThat(shop.head(BRANCH)).isEmpty();
        assertThat(shop.forge.comments(shop.onlyPull().id())).hasSize(1);
    }
}
