package dev.fairlead.update;

import static dev.fairlead.update.Workshop.API;
import static dev.fairlead.update.Workshop.WEB;
import static dev.fairlead.update.Workshop.deployment;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.configrepo.GitHttpServer;
import dev.fairlead.forge.MergeMethod;
import dev.fairlead.forge.MergeRequest;
import dev.fairlead.update.DoomedUpdate.Job;
import dev.fairlead.update.DoomedUpdate.Work;
import dev.fairlead.update.report.GroupResult;
import dev.fairlead.update.report.UpdateReport;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code kill -9} of a whole process, between any two steps of a run and at random moments: the same run again ends as a run
 * that nobody disturbed, with the mirror that the killed one left and with a fresh one.
 */
@Tag("service")
@Timeout(900)
class KilledUpdateTest {
    static final int FIRST_RUN = 240;
    private static final int NEXT_RUN = 300;
    private static final int RANDOM_KILLS = 8;

    /** As many as there are processors on a small machine. */
    private static final int AT_ONCE = 2;

    private static final String CONFIG = Workshop.config("""
            updates:
              - name: shop
                images: [%s, %s]
                select: semver:^1
                paths: [apps]
                pullRequest: {labels: [images], reviewers: [alice], assignees: [bob], autoMerge: squash}
            """.formatted(API, WEB));

    enum Transport {
        FILE,
        HTTP
    }

    /** What the run finds, and so what it has to do. */
    enum Scene {
        FIRST_PROPOSAL("1.1.0"),
        NEWER_VERSION("1.2.0") {
            @Override
            void prepare(Workshop shop) {
                propose(shop);
            }
        },
        /** Somebody did by hand what is proposed. */
        NOTHING_PENDING("1.1.0") {
            @Override
            void prepare(Workshop shop) {
                propose(shop);
                shop.commit("main", files("1.1.0"), "by hand");
            }
        },
        MERGED("1.1.0") {
            @Override
            void prepare(Workshop shop) {
                propose(shop);
                shop.forge.merge(shop.onlyPull().id(), MergeRequest.by(MergeMethod.SQUASH));
            }
        },
        STRAIGHT_COMMIT("1.1.0") {
            @Override
            void prepare(Workshop shop) {
                shop.commit(
                        "main",
                        Map.of("fairlead.yaml", CONFIG.replaceAll(" *pullRequest:.*", "    delivery: commit")),
                        "straight");
            }
        },

        HOLD("1.1.0") {
            @Override
            Work work() {
                return Work.HOLD;
            }
        },
        ROLLBACK("1.1.0") {
            @Override
            void prepare(Workshop shop) {
                shop.setTime(Workshop.minute(20));
                shop.commit("main", files("1.1.0"), "by hand");
            }

            @Override
            Work work() {
                return Work.ROLLBACK;
            }
        };

        private final String newest;

        Scene(String newest) {
            this.newest = newest;
        }

        void prepare(Workshop shop) {}

        Work work() {
            return Work.UPDATE;
        }

        private static void propose(Workshop shop) {
            shop.registry.push(API, "1.1.0", Workshop.minute(10)).push(WEB, "1.1.0", Workshop.minute(10));
            shop.run();
        }

        private static Map<String, String> files(String tag) {
            return Map.of(
                    "fairlead.yaml", CONFIG,
                    "apps/api.yaml", deployment("api", API + ":" + tag),
                    "apps/web.yaml", deployment("web", WEB + ":" + tag));
        }
    }

    @TempDir
    Path temp;

    private GitHttpServer server;
    private ExecutorService threads;

    @BeforeEach
    void open() throws Exception {
        server = GitHttpServer.serve(temp);
        threads = Executors.newFixedThreadPool(AT_ONCE);
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        server.close();
    }

    private Path prepared(Scene scene) {
        Path folder = temp.resolve("prepared");
        try (Workshop shop = new Workshop(folder)) {
            shop.registry.push(API, "1.0.0", Workshop.minute(0)).push(WEB, "1.0.0", Workshop.minute(0));
            shop.commit("main", Scene.files("1.0.0"), "start");
            scene.prepare(shop);
            return shop.remote.folder();
        }
    }

    private Job job(Path prepared, String name, Scene scene, Transport transport) throws Exception {
        Path folder = temp.resolve(name);
        copy(prepared, folder);
        String url = transport == Transport.FILE ? folder.toString() : server.url(name);
        return new Job(url, folder, temp.resolve(name + "-cache"), scene.newest, scene.work());
    }

    private static void copy(Path from, Path to) throws Exception {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }

    static Stream<Arguments> scenes() {
        return Stream.of(Scene.values())
                .flatMap(scene -> Stream.of(Transport.values()).map(transport -> Arguments.of(scene, transport)));
    }

    @ParameterizedTest(name = "{0} over {1}")
    @MethodSource("scenes")
    void theSameRunAfterAKillAtAnyStepEndsAsIfNobodyHadBeenKilled(Scene scene, Transport transport) throws Exception {
        Path prepared = prepared(scene);
        List<String> places = new ArrayList<>();
        Job undisturbed = job(prepared, "undisturbed", scene, transport);
        undisturbed.run(FIRST_RUN, places::add);
        Remains wanted = Remains.of(undisturbed.folder());
        assertThat(places).hasSizeGreaterThan(4);

        List<Future<?>> all = new ArrayList<>();
        for (String place : betweenWrites(places)) {
            all.add(threads.submit(() -> {
                Job doomed = job(prepared, "at-" + place.replaceAll("\\W", "-"), scene, transport);
                killAt(doomed, place);
                Job elsewhere = job(doomed.folder(), doomed.folder().getFileName() + "-fresh", scene, transport);
                checkNextRun(doomed, place, wanted);
                checkNextRun(elsewhere, place + ", fresh cache", wanted);
                return place;
            }));
        }
        for (Future<?> each : all) {
            each.get();
        }
    }

    /** Without those writes that are followed at once by the step that tells of them. */
    private static List<String> betweenWrites(List<String> places) {
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            boolean told = i + 1 < places.size() && !places.get(i + 1).startsWith("forge ");
            if (!places.get(i).startsWith("forge ") || !told) {
                kept.add(places.get(i));
            }
        }
        return kept;
    }

    private static void killAt(Job job, String place) throws Exception {
        Process process = job.start(place);
        try (BufferedReader output = DoomedUpdate.output(process)) {
            String printed = DoomedUpdate.await(output, DoomedUpdate.AT, DoomedUpdate.DONE);
            assertThat(printed).endsWith(DoomedUpdate.AT + place + "\n");
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    private static void checkNextRun(Job job, String killedAt, Remains wanted) throws Exception {
        UpdateReport report = job.run(NEXT_RUN, place -> {});
        assertThat(report.status())
                .as("killed at %s: %s", killedAt, report.groups())
                .isEqualTo(UpdateReport.Status.DONE);
        assertThat(Remains.of(job.folder())).as("killed at %s", killedAt).isEqualTo(wanted);
        Map<String, String> refs = Remains.refs(job.folder());
        UpdateReport again = job.run(NEXT_RUN + 60, place -> {});
        assertThat(again.groups())
                .as("killed at %s: a third run has nothing to do", killedAt)
                .extracting("result")
                .containsOnly(GroupResult.UNCHANGED);
        assertThat(Remains.refs(job.folder())).isEqualTo(refs);
        Remains.assertSound(job.folder());
    }

    @ParameterizedTest(name = "{0} over {1}")
    @MethodSource("scenesForRandomKills")
    void theSameRunAfterAKillAtAnyMomentEndsAsIfNobodyHadBeenKilled(Scene scene, Transport transport) throws Exception {
        long seed = 20260301 + 10L * scene.ordinal() + transport.ordinal();
        Random random = new Random(seed);
        Path prepared = prepared(scene);
        Job undisturbed = job(prepared, "undisturbed", scene, transport);
        long took = killAfter(undisturbed, Long.MAX_VALUE);
        Remains wanted = Remains.of(undisturbed.folder());
        assertThat(wanted.pulls()).hasSize(1);
        for (int kill = 0; kill < RANDOM_KILLS; kill++) {
            long moment = random.nextLong(took);
            Job doomed = job(prepared, "random-" + kill, scene, transport);
            killAfter(doomed, moment);
            checkNextRun(doomed, "a random moment (seed " + seed + ", kill " + kill + ")", wanted);
        }
    }

    /** Over HTTP a push may go on in the server after its sender is dead; over a folder the sender is half the work. */
    static Stream<Arguments> scenesForRandomKills() {
        return Stream.of(
                Arguments.of(Scene.FIRST_PROPOSAL, Transport.FILE),
                Arguments.of(Scene.FIRST_PROPOSAL, Transport.HTTP),
                Arguments.of(Scene.NEWER_VERSION, Transport.HTTP),
                Arguments.of(Scene.NOTHING_PENDING, Transport.FILE));
    }

    /** Kills a process so many nanoseconds after its run began; returns after how many it ended. */
    private static long killAfter(Job job, long nanos) throws Exception {
        Process process = job.start("nowhere");
        try (BufferedReader output = DoomedUpdate.output(process)) {
            assertThat(DoomedUpdate.await(output, DoomedUpdate.READY)).endsWith(DoomedUpdate.READY + "\n");
            long start = System.nanoTime();
            process.waitFor(nanos, TimeUnit.NANOSECONDS);
            process.destroyForcibly();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return System.nanoTime() - start;
        } finally {
            process.destroyForcibly();
        }
    }
}
