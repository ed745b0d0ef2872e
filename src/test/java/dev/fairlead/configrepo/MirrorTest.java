package dev.fairlead.configrepo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The cache folder can be deleted, damaged, shared and left behind by a killed process at any time. */
@Tag("service")
class MirrorTest {
    @TempDir
    Path temp;

    private BareRepo remote;
    private Path cache;

    @BeforeEach
    void start() throws Exception {
        remote = BareRepo.create(temp.resolve("config.git"));
        Map<String, String> files = new HashMap<>(Map.of("log", "", "a", "1"));
        for (int i = 0; i < 50; i++) {
            files.put("apps/app" + i + "/values.yaml", "image: app" + i + ":1\n");
        }
        remote.commit("main", files, "start");
        cache = temp.resolve("cache");
    }

    @AfterEach
    void stop() {
        remote.close();
    }

    private void updates(Bot bot, String value) throws Exception {
        Snapshot main = bot.main();
        PushResult pushed = bot.push(main, bot.change(main, "a", value));
        assertThat(pushed.landed()).as(pushed.toString()).isTrue();
        assertThat(remote.files(Bot.MAIN)).containsEntry("a", "100644 " + value).hasSize(52);
    }

    /** A killed process leaves the receive-pack that it started, which may move the branch once more. */
    private void updatesBesideAPushThatStillLands(Bot bot, String value) throws Exception {
        Snapshot main = bot.main();
        bot.push(main, bot.change(main, "a", value + " first"));
        updates(bot, value);
    }

    private List<Path> cached(String glob) throws IOException {
        try (Stream<Path> found = Files.walk(cache)) {
            return found.filter(Files::isRegularFile)
                    .filter(path -> path.getFileName().toString().matches(glob))
                    .toList();
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What happens to the mirror between two runs. */
    enum Damage {
        ALL_DELETED {
            @Override
            void on(Path mirror) {
                delete(mirror);
            }
        },
        HEAD_DELETED {
            @Override
            void on(Path mirror) throws IOException {
                Files.delete(mirror.resolve("HEAD"));
            }
        },
        PACKS_DELETED {
            @Override
            void on(Path mirror) {
                each(mirror, ".pack", Files::delete);
            }
        },
        INDEXES_DELETED {
            @Override
            void on(Path mirror) {
                each(mirror, ".idx", Files::delete);
            }
        },
        PACKS_TRUNCATED {
            @Override
            void on(Path mirror) {
                each(mirror, ".pack", pack -> rewrite(pack, 40));
            }
        },
        PACKS_OVERWRITTEN {
            @Override
            void on(Path mirror) {
                each(mirror, ".pack", pack -> {
                    pack.toFile().setWritable(true);
                    byte[] bytes = Files.readAllBytes(pack);
                    new Random(7).nextBytes(bytes);
                    Files.write(pack, bytes);
                });
            }
        },
        INDEXES_TRUNCATED {
            @Override
            void on(Path mirror) {
                each(mirror, ".idx", index -> rewrite(index, 100));
            }
        },
        SHALLOW_IS_GARBAGE {
            @Override
            void on(Path mirror) throws IOException {
                Files.writeString(mirror.resolve("shallow"), "this is no commit\n");
            }
        },
        SHALLOW_NAMES_WHAT_IS_NOT_THERE {
            @Override
            void on(Path mirror) throws IOException {
                Files.writeString(mirror.resolve("shallow"), "1".repeat(40) + "\n");
            }
        },
        LOCK_LEFT_BEHIND {
            @Override
            void on(Path mirror) throws IOException {
                Files.createFile(mirror.resolve("shallow.lock"));
            }
        };

        abstract void on(Path mirror) throws IOException;

        private interface Work {
            void on(Path path) throws IOException;
        }

        private static void each(Path mirror, String suffix, Work work) {
            try (Stream<Path> found = Files.list(mirror.resolve("objects/pack"))) {
                for (Path path :
                        found.filter(path -> path.toString().endsWith(suffix)).toList()) {
                    work.on(path);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void rewrite(Path file, int length) throws IOException {
            file.toFile().setWritable(true);
            Files.write(file, java.util.Arrays.copyOf(Files.readAllBytes(file), length));
        }
    }

    private Path mirror() throws IOException {
        return cached("HEAD").stream()
                .map(head -> head.resolveSibling(""))
                .filter(folder -> folder.endsWith("content"))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource
    void aDamagedMirrorIsMadeAnewByTheNextRun(Damage damage) throws Exception {
        try (Bot bot = Bot.of(remote, cache)) {
            updates(bot, "2");
        }
        damage.on(mirror());
        try (Bot bot = Bot.of(remote, cache)) {
            updates(bot, "3");
            assertThat(bot.text(bot.main(), "apps/app7/values.yaml")).isEqualTo("image: app7:1\n");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMirrorThatIsDamagedWhileItIsInUseIsMadeAnew(Damage damage) throws Exception {
        try (Bot bot = Bot.of(remote, cache)) {
            Snapshot before = bot.main();
            damage.on(mirror());
            assertThat(bot.text(before, "apps/app7/values.yaml")).isEqualTo("image: app7:1\n");
            assertThat(before.list()).hasSize(52);
            updates(bot, "2");
        }
    }

    @Test
    void aCommitThatWasLostWithTheMirrorIsMadeAgain() throws Exception {
        try (Bot bot = Bot.of(remote, cache)) {
            boolean[] deleted = {false};
            bot.repo().retrying(Bot.MAIN, RetryPolicy.until(Duration.ofSeconds(30)), number -> {
                Snapshot main = bot.main();
                Snapshot next = bot.change(main, "a", "2");
                if (!deleted[0]) {
                    deleted[0] = true;
                    delete(cache);
                }
                return bot.push(main, next).landed() ? Optional.of(true) : Optional.empty();
            });
            assertThat(deleted[0]).isTrue();
        }
        assertThat(remote.files(Bot.MAIN)).containsEntry("a", "100644 2");
        assertThat(remote.log(Bot.MAIN)).hasSize(2);
    }

    @Test
    void aCacheFolderThatCannotBeWrittenIsSaidSo() throws Exception {
        Path file = Files.createFile(temp.resolve("file"));
        try (Bot bot = Bot.of(remote, file.resolve("cache"))) {
            assertThatThrownBy(bot::main)
                    .isInstanceOfSatisfying(
                            GitException.class, e -> assertThat(e.kind()).isEqualTo(GitException.Kind.MIRROR))
                    .hasMessageContaining("writable");
        }
    }

    @Test
    void whatKilledProcessesLeftIsSweptWhenItIsOld() throws Exception {
        try (Bot bot = Bot.of(remote, cache)) {
            bot.main();
            Path packs = mirror().resolve("objects/pack");
            Path old = Files.createFile(packs.resolve("tmp_pack_abc"));
            Path young = Files.createFile(packs.resolve("insert_123.pack"));
            Path half = Files.createDirectories(
                    mirror().resolveSibling("content.new-1").resolve("objects"));
            Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
            Files.setLastModifiedTime(
                    half.getParent(), FileTime.from(Instant.now().minus(Duration.ofHours(2))));
            bot.main();
            assertThat(old).doesNotExist();
            assertThat(half.getParent()).doesNotExist();
            assertThat(young).exists();
        }
    }

    @Test
    void aMirrorOfTooManyPacksStartsAnew() throws Exception {
        try (Bot bot = Bot.of(remote, cache)) {
            for (int i = 0; i < 130; i++) {
                updates(bot, "v" + i);
            }
            assertThat(cached(".*\\.pack")).hasSizeLessThan(130);
        }
    }

    @Test
    @Timeout(300)
    void twoProcessesShareOneCache() throws Exception {
        Process one = Writer.start(remote.folder(), cache, "one", 15);
        Process two = Writer.start(remote.folder(), cache, "two", 15);
        assertThat(one.waitFor()).as(() -> output("one")).isZero();
        assertThat(two.waitFor()).as(() -> output("two")).isZero();

        String log = remote.files(Bot.MAIN).get("log");
        assertThat(log.substring(7).lines()).hasSize(30).doesNotHaveDuplicates();
    }

    private String output(String name) {
        try {
            return Files.readString(temp.resolve(name + ".out"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Test
    @Timeout(300)
    void aProcessKilledAnywhereLeavesAMirrorThatWorksOrHeals() throws Exception {
        long seed = 42;
        Random random = new Random(seed);
        for (int round = 0; round < 8; round++) {
            Process writer = Writer.start(remote.folder(), cache, "killed" + round, 1_000);
            boolean ended = writer.waitFor(400 + random.nextInt(1_600), TimeUnit.MILLISECONDS);
            assertThat(ended).as(() -> "seed " + seed + ": " + output("killed")).isFalse();
            writer.destroyForcibly().waitFor();
            try (Bot bot = Bot.of(remote, cache)) {
                updatesBesideAPushThatStillLands(bot, "round" + round);
            }
        }
        String log = remote.files(Bot.MAIN).get("log");
        assertThat(log.substring(7).lines()).doesNotHaveDuplicates();
        assertThat(Tools.run(remote.folder(), "git", "fsck", "--full")).doesNotContain("error");
    }
}
