package dev.fairlead.configrepo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.configrepo.PushResult.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a push can end, over real HTTP: landed, lost, refused, and the doubt in between. */
@Tag("service")
class PushOutcomeTest {
    @TempDir
    Path temp;

    private BareRepo remote;
    private GitHttpServer server;
    private Bot bot;

    @BeforeEach
    void start() throws Exception {
        remote = BareRepo.create(temp.resolve("config.git"));
        remote.commit("main", Map.of("a", "1", "b", "1"), "start");
        server = GitHttpServer.serve(temp).requiringBasic("x", "top-secret-token");
        bot = Bot.of(
                server.url("config.git"), GitCredentials.basic("x", () -> "top-secret-token"), temp.resolve("cache"));
    }

    @AfterEach
    void stop() {
        bot.close();
        server.close();
        remote.close();
    }

    private void somebodyElseChanges(String path, String content) {
        try {
            Map<String, String> files = new java.util.HashMap<>();
            remote.files(Bot.MAIN).forEach((name, text) -> files.put(name, text.substring(7)));
            files.put(path, content);
            remote.commit("main", files, "somebody else");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aRefThatMovedSinceTheFetchIsALostRace() {
        Snapshot main = bot.main();
        Snapshot next = bot.change(main, "a", "2");
        somebodyElseChanges("b", "9");

        PushResult pushed = bot.push(main, next);

        assertThat(pushed.lostRace()).as(pushed.toString()).isTrue();
        assertThat(pushed.refs().get(0).reason()).contains("it is at ");
    }

    @Test
    void aRefThatMovesDuringThePushIsALostRace() {
        Snapshot main = bot.main();
        Snapshot next = bot.change(main, "a", "2");
        server.beforeNextPush(() -> somebodyElseChanges("b", "9"));

        PushResult pushed = bot.push(main, next);

        assertThat(pushed.lostRace()).as(pushed.toString()).isTrue();
    }

    @Test
    void kargo3071_aLostRaceIsPlannedAgainFromTheNewHead() throws Exception {
        server.beforeNextPush(() -> somebodyElseChanges("b", "9"));
        server.beforeNextPush(() -> somebodyElseChanges("b", "10"));
        AtomicInteger tries = new AtomicInteger();

        bot.repo().retrying(Bot.MAIN, RetryPolicy.until(Duration.ofSeconds(60)), number -> {
            tries.set(number);
            Snapshot main = bot.main();
            PushResult pushed = bot.push(main, bot.change(main, "a", "2"));
            return pushed.landed() ? Optional.of(pushed) : Optional.empty();
        });

        assertThat(tries).hasValue(3);
        assertThat(remote.files(Bot.MAIN)).isEqualTo(Map.of("a", "100644 2", "b", "100644 10"));
        assertThat(remote.log(Bot.MAIN)).hasSize(4);
    }

    @Test
    void argocdImageUpdater175_aRaceThatIsAlwaysLostEndsWithAReasonAtTheDeadline() {
        AtomicInteger tries = new AtomicInteger();

        assertThatThrownBy(() -> bot.repo()
                        .retrying(
                                Bot.MAIN,
                                new RetryPolicy(Duration.ofMillis(200), Duration.ofMillis(20), Duration.ofMillis(50)),
                                number -> {
                                    tries.incrementAndGet();
                                    return Optional.empty();
                                }))
                .isInstanceOfSatisfying(GitException.class, e -> {
                    assertThat(e.kind()).isEqualTo(GitException.Kind.LOST_RACE);
                    assertThat(e.retryable()).isTrue();
                });
        assertThat(tries.get()).isGreaterThan(1);
    }

    @Test
    void aHookThatRefusesIsTellingNotRetried() throws Exception {
        remote.hook("update", "#!/bin/sh\necho 'branch is protected: ask https://me:hunter2@host/x' >&2\nexit 1\n");
        Snapshot main = bot.main();

        PushResult pushed = bot.push(main, bot.change(main, "a", "2"));

        assertThat(pushed.lostRace()).isFalse();
        assertThat(pushed.rejection().orElseThrow().reason())
                .contains("hook declined")
                .contains("branch is protected: ask https://host/x")
                .doesNotContain("hunter2");
    }

    @Test
    void aPushThatHungUpAfterLandingHasLanded() throws Exception {
        Snapshot main = bot.main();
        Snapshot next = bot.change(main, "a", "2");
        server.failNext(GitHttpServer.Fault.HANG_UP_AFTER_PUSH);

        PushResult pushed = bot.push(main, next);

        assertThat(pushed.landed()).as(pushed.toString()).isTrue();
        assertThat(remote.head(Bot.MAIN)).isEqualTo(next.id().toString());
    }

    @Test
    void aPushThatHungUpBeforeLandingIsANetworkFailureAndTriedAgainOnce() throws Exception {
        server.failNext(GitHttpServer.Fault.HANG_UP_BEFORE_PUSH);
        Snapshot main = bot.main();
        Snapshot next = bot.change(main, "a", "2");

        assertThatThrownBy(() -> bot.push(main, next))
                .isInstanceOfSatisfying(
                        GitException.class, e -> assertThat(e.retryable()).isTrue());
        assertThat(remote.head(Bot.MAIN)).isEqualTo(main.id().toString());

        // Whoever tries again with the same commit applies it once.
        assertThat(bot.push(main, next).landed()).isTrue();
        assertThat(bot.push(main, next).landed()).isTrue();
        assertThat(remote.log(Bot.MAIN)).hasSize(2);
    }

    @Test
    void severalRefsLandTogetherOrNotAtAll() throws Exception {
        Snapshot main = bot.main();
        Snapshot next = bot.change(main, "a", "2");
        List<RefUpdate> both = List.of(
                RefUpdate.move(Bot.MAIN, main.id(), next.id()), RefUpdate.create("refs/fairlead/state", next.id()));
        server.beforeNextPush(() -> somebodyElseChanges("b", "9"));

        PushResult lost = bot.repo().push(both);

        assertThat(lost.landed()).isFalse();
        assertThat(lost.lostRace()).as(lost.toString()).isTrue();
        assertThat(remote.head("refs/fairlead/state")).isEmpty();

        Snapshot again = bot.main();
        Snapshot onTop = bot.change(again, "a", "2");
        PushResult landed = bot.repo()
                .push(List.of(
                        RefUpdate.move(Bot.MAIN, again.id(), onTop.id()),
                        RefUpdate.create("refs/fairlead/state", onTop.id())));
        assertThat(landed.landed()).as(landed.toString()).isTrue();
        assertThat(remote.head("refs/fairlead/state")).isEqualTo(onTop.id().toString());
    }

    @Test
    void anAtomicPushNamesTheRefThatWasRefusedAndNotTheOthers() throws Exception {
        remote.hook("update", "#!/bin/sh\n[ \"$1\" != refs/heads/main ]\n");
        Snapshot main = bot.main();
        Snapshot next = bot.change(main, "a", "2");

        PushResult pushed = bot.repo()
                .push(List.of(
                        RefUpdate.create("refs/heads/other", next.id()),
                        RefUpdate.move(Bot.MAIN, main.id(), next.id())));

        assertThat(pushed.of(Bot.MAIN).orElseThrow().status()).isEqualTo(Status.REJECTED);
        assertThat(pushed.of("refs/heads/other").orElseThrow().status()).isEqualTo(Status.NOT_TRIED);
        assertThat(pushed.rejection().orElseThrow().ref()).isEqualTo(Bot.MAIN);
        assertThat(remote.head("refs/heads/other")).isEmpty();
    }

    @Test
    void aServerWithoutAtomicPushesTakesThemOneByOne() throws Exception {
        remote.configure("receive", "advertiseAtomic", "false");
        Snapshot main = bot.main();
        Snapshot next = bot.change(main, "a", "2");

        PushResult pushed = bot.repo()
                .push(List.of(
                        RefUpdate.move(Bot.MAIN, main.id(), next.id()),
                        RefUpdate.create("refs/heads/other", next.id())));

        assertThat(pushed.landed()).as(pushed.toString()).isTrue();
        assertThat(remote.head("refs/heads/other")).isEqualTo(next.id().toString());
    }

    @Test
    void aLeaseMovesABranchAsideButNotOverSomebodyElsesWork() throws Exception {
        Snapshot main = bot.main();
        Snapshot first = bot.change(main, "a", "2");
        bot.repo().push(List.of(RefUpdate.create("refs/heads/fairlead/a", first.id())));
        Snapshot second = bot.change(main, "a", "3");

        PushResult moved = bot.repo().push(List.of(RefUpdate.move("refs/heads/fairlead/a", first.id(), second.id())));
        assertThat(moved.landed()).as(moved.toString()).isTrue();

        PushResult lost = bot.repo().push(List.of(RefUpdate.move("refs/heads/fairlead/a", first.id(), main.id())));
        assertThat(lost.lostRace()).isTrue();
        assertThat(remote.head("refs/heads/fairlead/a")).isEqualTo(second.id().toString());
    }

    @Test
    void arbitraryRefsAreReadWrittenWithALeaseAndDeleted() {
        Snapshot main = bot.main();
        String ref = "refs/fairlead/holds";
        assertThat(bot.repo().push(List.of(RefUpdate.create(ref, main.id()))).landed())
                .isTrue();
        assertThat(bot.repo().remoteRefs("refs/fairlead/")).isEqualTo(Map.of(ref, main.id()));
        assertThat(bot.repo().push(List.of(RefUpdate.create(ref, main.id()))).landed())
                .as("it is so already")
                .isTrue();

        Snapshot next = bot.change(main, "a", "2");
        assertThat(bot.repo().push(List.of(RefUpdate.create(ref, next.id()))).lostRace())
                .isTrue();
        assertThat(bot.repo().push(List.of(RefUpdate.delete(ref, next.id()))).lostRace())
                .isTrue();
        assertThat(bot.repo().push(List.of(RefUpdate.delete(ref, main.id()))).landed())
                .isTrue();
        assertThat(bot.repo().remoteRefs("refs/fairlead/")).isEmpty();
    }

    @Test
    void aForbiddenPushNamesThePermissionAndNoSecret() {
        Snapshot main = bot.main();
        Snapshot next = bot.change(main, "a", "2");
        server.failNext(GitHttpServer.Fault.FORBIDDEN);

        assertThatThrownBy(() -> bot.push(main, next))
                .isInstanceOfSatisfying(GitException.class, e -> {
                    assertThat(e.kind()).isEqualTo(GitException.Kind.FORBIDDEN);
                    assertThat(e.retryable()).isFalse();
                })
                .hasMessageContaining("write access")
                .hasMessageNotContaining("top-secret-token");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        true  | failed to update ref\\nremote: error: cannot lock ref 'refs/heads/main': is at 12 but expected 34
        true  | cannot lock ref 'refs/heads/main': Unable to create '/r/refs/heads/main.lock': File exists.
        true  | incorrect old value provided
        true  | TF401028: The reference 'refs/heads/main' has already been updated by another client
        true  | lock failure
        true  | fetch first
        false | cannot lock ref 'refs/heads/a/b': 'refs/heads/a' exists; cannot create 'refs/heads/a/b'
        false | failed to update ref\\nUnable to create '/r/refs/heads/main.lock': Permission denied
        false | TF402455: Pushes to this branch are not permitted; you must use a pull request to update this branch.
        false | protected branch hook declined\\nerror: GH006: Protected branch update failed for refs/heads/main.
        false | You are not allowed to push code to protected branches on this project.
        false | pre-receive hook declined
        """)
    void kargo5286_everyServersWordsForALostRaceAreKnown(boolean race, String words) {
        RefUpdate update = RefUpdate.move(
                Bot.MAIN,
                GitId.of("1111111111111111111111111111111111111111"),
                GitId.of("2222222222222222222222222222222222222222"));
        PushVerdict verdict = new PushVerdict(
                Map.of(Bot.MAIN, words), Map.of(Bot.MAIN, update.expected().orElseThrow()));

        assertThat(verdict.on(List.of(update)).refs().get(0).status())
                .isEqualTo(race ? Status.LOST_RACE : Status.REJECTED);
    }
}
