package dev.fairlead.configrepo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** History without files, as deep as it is asked for and no deeper. */
@Tag("service")
class HistoryTest {
    private static final long START = 1_700_000_000L;
    private static final long DAY = 86_400;

    @TempDir
    Path temp;

    private BareRepo remote;
    private Bot bot;

    @BeforeEach
    void start() throws Exception {
        remote = BareRepo.create(temp.resolve("config.git"));
        for (int day = 0; day < 30; day++) {
            commit(day);
        }
        bot = Bot.of(remote, temp.resolve("cache"));
    }

    @AfterEach
    void stop() {
        bot.close();
        remote.close();
    }

    /** One commit a day, each with a file of its own. */
    private String commit(int day) throws Exception {
        return remote.commitAt(
                "main",
                Map.of("day", String.valueOf(day), "images/" + day, "x"),
                "Day " + day + "\n\nBody.\n\nFairlead-Tag: 1." + day,
                Instant.ofEpochSecond(START + day * DAY));
    }

    private static HistoryRange sinceDay(int day) {
        return HistoryRange.since(Instant.ofEpochSecond(START + day * DAY));
    }

    private static List<String> subjects(List<CommitInfo> commits) {
        return commits.stream().map(CommitInfo::subject).toList();
    }

    private static List<String> days(int from, int downTo) {
        return Stream.iterate(from, day -> day >= downTo, day -> day - 1)
                .map(day -> "Day " + day)
                .toList();
    }

    @Test
    void historySinceAMomentEndsThere() {
        List<CommitInfo> commits = bot.repo().history(bot.main().id(), sinceDay(20));

        assertThat(subjects(commits)).isEqualTo(days(29, 20));
        assertThat(commits.get(0).trailer("Fairlead-Tag")).contains("1.29");
        assertThat(commits.get(9).parents()).hasSize(1);
    }

    @Test
    void newCommitsOnTopOfKnownHistoryNeedNoFetch() throws Exception {
        bot.repo().history(bot.main().id(), sinceDay(20));
        commit(30);
        GitId tip = bot.main().id();
        Files.move(remote.folder(), temp.resolve("unreachable.git"));

        assertThat(subjects(bot.repo().history(tip, sinceDay(20)))).isEqualTo(days(30, 20));
        assertThat(subjects(bot.repo().history(tip, sinceDay(25)))).isEqualTo(days(30, 25));
    }

    @Test
    void aGapBetweenNewCommitsAndKnownHistoryIsFetched() throws Exception {
        bot.repo().history(bot.main().id(), sinceDay(20));
        commit(30);
        commit(31);

        assertThat(subjects(bot.repo().history(bot.main().id(), sinceDay(20)))).isEqualTo(days(31, 20));
    }

    @Test
    void whatIsNewOnAKnownHistoryComesInTheBackgroundWhenItIsExpected() throws Exception {
        bot.repo().history(bot.main().id(), sinceDay(20));
        commit(30);
        commit(31);
        GitId tip = bot.main().id();

        bot.repo().expectHistory(tip);
        awaitBackground();
        Files.move(remote.folder(), temp.resolve("unreachable.git"));

        assertThat(subjects(bot.repo().history(tip, sinceDay(22)))).isEqualTo(days(31, 22));
    }

    @Test
    void anExpectedHistoryThatCannotBeHadIsToldByWhoReadsIt() throws Exception {
        bot.repo().history(bot.main().id(), sinceDay(20));
        commit(30);
        commit(31);
        GitId tip = bot.main().id();
        Path unreachable = Files.move(remote.folder(), temp.resolve("unreachable.git"));

        bot.repo().expectHistory(tip);
        awaitBackground();

        assertThatThrownBy(() -> bot.repo().history(tip, sinceDay(20))).isInstanceOf(GitException.class);
        Files.move(unreachable, remote.folder());
        assertThat(subjects(bot.repo().history(tip, sinceDay(20)))).isEqualTo(days(31, 20));
    }

    private static void awaitBackground() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("fairlead-history")) {
                thread.join();
            }
        }
    }

    @Test
    void whatIsKnownIsNotEnoughForAnOlderMoment() throws Exception {
        bot.repo().history(bot.main().id(), sinceDay(20));
        commit(30);

        assertThat(subjects(bot.repo().history(bot.main().id(), sinceDay(15)))).isEqualTo(days(30, 15));
    }

    @Test
    void historyOfSomeGenerationsHasThatMany() {
        GitId tip = bot.main().id();

        assertThat(subjects(bot.repo().history(tip, HistoryRange.newest(3)))).isEqualTo(days(29, 27));
        assertThat(subjects(bot.repo().history(tip, HistoryRange.newest(7)))).isEqualTo(days(29, 23));
        assertThat(subjects(bot.repo().history(tip, HistoryRange.newest(500)))).isEqualTo(days(29, 0));
    }

    @Test
    void historyIsDeepenedWhenMoreIsAskedFor() {
        GitId tip = bot.main().id();

        assertThat(bot.repo().history(tip, sinceDay(25))).hasSize(5);
        assertThat(bot.repo().history(tip, sinceDay(10))).hasSize(20);
        assertThat(bot.repo().history(tip, sinceDay(25))).hasSize(5);
        assertThat(bot.repo().history(tip, sinceDay(0))).hasSize(30);
    }

    @Test
    void newCommitsAreFetchedOnTop() throws Exception {
        assertThat(bot.repo().history(bot.main().id(), sinceDay(20))).hasSize(10);
        commit(30);
        commit(31);

        assertThat(subjects(bot.repo().history(bot.main().id(), sinceDay(20)))).isEqualTo(days(31, 20));
        commit(32);
        assertThat(subjects(bot.repo().history(bot.main().id(), sinceDay(5)))).isEqualTo(days(32, 5));
    }

    @Test
    void aTipOlderThanTheMomentIsToldAlone() {
        assertThat(subjects(bot.repo().history(bot.main().id(), sinceDay(300)))).isEqualTo(days(29, 29));
    }

    @Test
    void aMergeHasBothSides() throws Exception {
        String side = remote.commitAt("side", Map.of("s", "1"), "Side", Instant.ofEpochSecond(START + 30 * DAY));
        String merge = remote.merge("main", side, "Merge", Instant.ofEpochSecond(START + 31 * DAY));

        List<CommitInfo> commits = bot.repo().history(GitId.of(merge), sinceDay(29));

        assertThat(subjects(commits)).containsExactly("Merge", "Side", "Day 29");
        assertThat(commits.get(0).parents()).hasSize(2);
    }

    @Test
    void noTreeAndNoBlobIsFetchedForIt() throws Exception {
        GitId tip = bot.main().id();
        bot.repo().history(tip, HistoryRange.newest(30));

        Path mirror;
        try (Stream<Path> found = Files.walk(temp.resolve("cache"), 2)) {
            mirror = found.filter(path -> path.endsWith("history")).findFirst().orElseThrow();
        }
        String types = Tools.run(mirror, "git", "cat-file", "--batch-all-objects", "--batch-check=%(objecttype)");
        assertThat(types.lines()).containsOnly("commit").hasSize(30);
    }

    @Test
    void theFilesOfAnOldCommitAreFetchedWhenTheyAreRead() {
        List<CommitInfo> commits = bot.repo().history(bot.main().id(), sinceDay(20));
        Snapshot old = bot.repo().snapshot(commits.get(5).id());

        assertThat(bot.text(old, "day")).isEqualTo("24");
        assertThat(bot.repo().changes(old, bot.main()))
                .extracting(FileChange::path)
                .containsExactly("day", "images/24", "images/29");
    }
}
