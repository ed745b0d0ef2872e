package dev.fairlead.configrepo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many writers on one branch, on several "machines": those of one share a cache folder and take turns, the machines race.
 * Each writer appends its updates, one at a time, to a file that all share, and to one of its own: an update that is
 * lost or made twice shows in both.
 */
@Tag("service")
@Timeout(1_200)
class RacesTest {
    private static final int WRITERS = 20;
    private static final int UPDATES = 50;
    private static final int MACHINES = 4;

    @TempDir
    Path temp;

    @Test
    void imageAutomationController1090_twentyWritersOverHttpLoseNoUpdateAndMakeNoneTwice() throws Exception {
        try (BareRepo remote = repository();
                GitHttpServer server = GitHttpServer.serve(temp)) {
            write(machine -> Bot.of(server.url("config.git"), cache(machine)), remote);
        }
    }

    @Test
    void twentyWritersOnAFolderLoseNoUpdateAndMakeNoneTwice() throws Exception {
        try (BareRepo remote = repository()) {
            write(machine -> Bot.of(remote, cache(machine)), remote);
        }
    }

    private Path cache(int machine) {
        return temp.resolve("cache-" + machine);
    }

    private BareRepo repository() throws Exception {
        BareRepo remote = BareRepo.create(temp.resolve("config.git"));
        remote.commit("main", Map.of("log", "", "apps/a.yaml", "image: a:1\n"), "start");
        // What a server does after a push for itself takes as long as the push, and proves nothing here.
        remote.configure("receive", "autogc", "false");
        return remote;
    }

    private interface Bots {
        Bot open(int machine);
    }

    private void write(Bots bots, BareRepo remote) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        try {
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int number = writer;
                writers.add(threads.submit(() -> updates(bots, number)));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        } finally {
            threads.shutdownNow();
        }
        check(remote);
    }

    private static void updates(Bots bots, int writer) {
        try (Bot bot = bots.open(writer % MACHINES)) {
            for (int update = 0; update < UPDATES; update++) {
                String line = "w" + writer + "-" + update + "\n";
                bot.repo()
                        .retrying(
                                Bot.MAIN,
                                RetryPolicy.until(Duration.ofMinutes(8)),
                                attempt -> append(bot, writer, line));
            }
        }
    }

    /** What an update must do so that it is made once: look into the new head whether it is there already. */
    private static Optional<Boolean> append(Bot bot, int writer, String line) {
        Snapshot main = bot.main();
        String own = "own/w" + writer;
        Map<String, String> texts = texts(main, "log", own);
        String log = texts.get("log");
        if (log.contains(line)) {
            return Optional.of(true);
        }
        String before = texts.getOrDefault(own, "");
        TreeEdit edit = bot.repo().edit(main);
        edit.replace(main.find("log").orElseThrow(), (log + line).getBytes(StandardCharsets.UTF_8));
        byte[] bytes = (before + line).getBytes(StandardCharsets.UTF_8);
        main.find(own).ifPresentOrElse(file -> edit.replace(file, bytes), () -> edit.add(own, FileKind.REGULAR, bytes));
        Snapshot next = bot.repo().commit(edit, CommitRequest.on(main.id(), Bot.IDENTITY, Bot.NOON, line));
        PushResult pushed = bot.push(main, next);
        assertThat(pushed.rejection()).isEmpty();
        return pushed.landed() ? Optional.of(true) : Optional.empty();
    }

    /** Both files in one exchange, as updates read theirs. */
    private static Map<String, String> texts(Snapshot main, String... paths) {
        Map<String, String> texts = new HashMap<>();
        main.read(
                Stream.of(paths).flatMap(path -> main.find(path).stream()).toList(),
                (file, bytes) -> texts.put(file.path(), new String(bytes, StandardCharsets.UTF_8)));
        return texts;
    }

    private static String content(Map<String, String> files, String path) {
        return files.getOrDefault(path, "100644 ").substring("100644 ".length());
    }

    private static void check(BareRepo remote) throws Exception {
        Map<String, String> files = remote.files(Bot.MAIN);
        List<String> log = content(files, "log").lines().toList();
        assertThat(log).hasSize(WRITERS * UPDATES).doesNotHaveDuplicates();
        for (int writer = 0; writer < WRITERS; writer++) {
            String own = content(files, "own/w" + writer);
            String prefix = "w" + writer + "-";
            assertThat(own.lines().toList())
                    .isEqualTo(
                            log.stream().filter(line -> line.startsWith(prefix)).toList())
                    .hasSize(UPDATES);
        }
        assertThat(files).containsEntry("apps/a.yaml", "100644 image: a:1\n");
        List<RevCommit> commits = remote.log(Bot.MAIN);
        assertThat(commits).hasSize(WRITERS * UPDATES + 1);
        assertThat(commits.stream().map(RevCommit::getShortMessage).collect(Collectors.toSet()))
                .hasSize(WRITERS * UPDATES + 1);
    }
}
