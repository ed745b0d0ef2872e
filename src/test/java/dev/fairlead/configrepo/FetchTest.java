package dev.fairlead.configrepo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a fetch brings, from servers that know more and servers that know less. */
@Tag("service")
class FetchTest {
    private static final int FILES = 60;

    @TempDir
    Path temp;

    private BareRepo remote;
    private final Map<String, String> files = new TreeMap<>();

    @BeforeEach
    void start() throws Exception {
        remote = BareRepo.create(temp.resolve("config.git"));
        remote.commit("main", Map.of("old", "x".repeat(5_000)), "before");
        for (int i = 0; i < FILES; i++) {
            files.put(String.format("apps/app%02d/values.yaml", i), "image: app" + i + ":1\n");
        }
        remote.commit("main", files, "start");
    }

    @AfterEach
    void stop() {
        remote.close();
    }

    /** Ways to reach the same repository. */
    enum Server {
        FORKED_GIT,
        IN_THIS_PROCESS,
        HTTP,
        HTTP_OF_THE_OLD_PROTOCOL,
        HTTP_WITHOUT_FILTERS,
        HTTP_OF_THE_OLD_PROTOCOL_WITHOUT_FILTERS_AND_IDS
    }

    private interface Work {
        void with(ConfigRepo repo) throws Exception;
    }

    private void from(Server server, Work work) throws Exception {
        try (GitHttpServer http = GitHttpServer.serve(temp)) {
            switch (server) {
                case HTTP_OF_THE_OLD_PROTOCOL -> http.withoutProtocolV2();
                case HTTP_WITHOUT_FILTERS -> http.withoutFilters();
                case HTTP_OF_THE_OLD_PROTOCOL_WITHOUT_FILTERS_AND_IDS ->
                    http.withoutProtocolV2().withoutFilters().withoutIds();
                default -> {
                    // As it is.
                }
            }
            boolean file = server == Server.FORKED_GIT || server == Server.IN_THIS_PROCESS;
            RepoLocation location =
                    file ? RepoLocation.ofPath(remote.folder()) : RepoLocation.parse(http.url("config.git"));
            RepoSettings settings = RepoSettings.in(temp.resolve("cache"));
            try (ConfigRepo repo = ConfigRepo.open(
                    location,
                    GitCredentials.none(),
                    server == Server.IN_THIS_PROCESS ? settings.withoutForkedGit() : settings)) {
                work.with(repo);
            }
        }
    }

    private Map<String, String> readAll(Snapshot snapshot) {
        Map<String, String> read = new TreeMap<>();
        snapshot.read(
                snapshot.list(), (file, bytes) -> read.put(file.path(), new String(bytes, StandardCharsets.UTF_8)));
        return read;
    }

    @ParameterizedTest
    @EnumSource
    void aListingBringsTheFilesThatAreReadAndAllOfThemWhenAsked(Server server) throws Exception {
        from(server, repo -> {
            Snapshot main = repo.fetch(Bot.MAIN, Contents.LISTING).orElseThrow();
            assertThat(main.list()).extracting(FileEntry::path).containsExactlyElementsOf(files.keySet());
            FileEntry file = main.find("apps/app07/values.yaml").orElseThrow();
            assertThat(main.read(file)).asString().isEqualTo("image: app7:1\n");
            assertThat(readAll(main)).isEqualTo(files);
            assertThat(main.list("apps/app07")).containsExactly(file);
            assertThat(main.list("apps/nowhere")).isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource
    void everyFileComesAtOnceWhenAllAreWanted(Server server) throws Exception {
        from(server, repo -> {
            Snapshot main = repo.fetch(Bot.MAIN, Contents.FILES).orElseThrow();
            assertThat(readAll(main)).isEqualTo(files);
            files.put("apps/app03/values.yaml", "image: app3:2\n");
            files.put("new", "new");
            remote.commit("main", files, "more");
            assertThat(readAll(repo.fetch(Bot.MAIN, Contents.FILES).orElseThrow()))
                    .isEqualTo(files);
        });
    }

    @ParameterizedTest
    @EnumSource
    void aMirrorGrowsFromListingsToFilesAndBack(Server server) throws Exception {
        from(server, repo -> {
            repo.fetch(Bot.MAIN, Contents.LISTING);
            files.put(
                    "apps/app03/values.yaml", "image: app3:2\n" + "# a line that makes a delta worth it\n".repeat(50));
            remote.commit("main", files, "more");
            assertThat(readAll(repo.fetch(Bot.MAIN, Contents.FILES).orElseThrow()))
                    .isEqualTo(files);
            files.put(
                    "apps/app03/values.yaml", "image: app3:3\n" + "# a line that makes a delta worth it\n".repeat(50));
            remote.commit("main", files, "even more");
            assertThat(readAll(repo.fetch(Bot.MAIN, Contents.LISTING).orElseThrow()))
                    .isEqualTo(files);
            files.put(
                    "apps/app03/values.yaml", "image: app3:4\n" + "# a line that makes a delta worth it\n".repeat(50));
            remote.commit("main", files, "and more");
            assertThat(readAll(repo.fetch(Bot.MAIN, Contents.FILES).orElseThrow()))
                    .isEqualTo(files);
        });
    }

    @ParameterizedTest
    @EnumSource
    void aLaterProcessGoesOnFromTheMirrorOfAnEarlierOne(Server server) throws Exception {
        from(server, repo -> repo.fetch(Bot.MAIN, Contents.LISTING));
        files.put("apps/app03/values.yaml", "image: app3:2\n");
        remote.commit("main", files, "more");
        from(
                server,
                repo -> assertThat(
                                readAll(repo.fetch(Bot.MAIN, Contents.LISTING).orElseThrow()))
                        .isEqualTo(files));
        from(
                server,
                repo -> assertThat(readAll(repo.fetch(Bot.MAIN, Contents.FILES).orElseThrow()))
                        .isEqualTo(files));
    }

    @ParameterizedTest
    @EnumSource
    void anUpdateLandsFromEveryServer(Server server) throws Exception {
        from(server, repo -> {
            Bot bot = new Bot(repo);
            Snapshot main = bot.main();
            Snapshot next = bot.change(main, "apps/app07/values.yaml", "image: app7:2\n");
            assertThat(bot.push(main, next).landed()).isTrue();
            Snapshot again = bot.change(bot.main(), "apps/app07/values.yaml", "image: app7:3\n");
            assertThat(bot.push(next, again).landed()).isTrue();
            files.put("apps/app07/values.yaml", "image: app7:3\n");
            assertThat(readAll(bot.main())).isEqualTo(files);
            assertThat(Tools.run(remote.folder(), "git", "fsck", "--full")).doesNotContain("missing");
        });
    }

    @Test
    void onlyTheNewestCommitIsFetchedAndNoBlobThatIsNotRead() throws Exception {
        from(Server.HTTP, repo -> {
            Snapshot main = repo.fetch(Bot.MAIN, Contents.LISTING).orElseThrow();
            main.read(main.find("apps/app07/values.yaml").orElseThrow());
        });
        Path mirror;
        try (Stream<Path> found = Files.walk(temp.resolve("cache"), 2)) {
            mirror = found.filter(path -> path.endsWith("content")).findFirst().orElseThrow();
        }
        List<String> types = Tools.run(mirror, "git", "cat-file", "--batch-all-objects", "--batch-check=%(objecttype)")
                .lines()
                .toList();
        assertThat(types.stream().filter("commit"::equals)).hasSize(1);
        assertThat(types.stream().filter("blob"::equals)).hasSize(1);
    }

    @Test
    void manyFilesAreFetchedInOneRequest() throws Exception {
        try (GitHttpServer http = GitHttpServer.serve(temp);
                Bot bot = Bot.of(http.url("config.git"), temp.resolve("cache"))) {
            Snapshot main = bot.main();
            int before = http.requests().size();
            readAll(main);
            assertThat(http.requests().subList(before, http.requests().size()))
                    .as("the greeting, the list of refs, the batch")
                    .hasSize(3);
        }
    }

    @Test
    void nothingIsFetchedWhenNothingChanged() throws Exception {
        try (GitHttpServer http = GitHttpServer.serve(temp);
                Bot bot = Bot.of(http.url("config.git"), temp.resolve("cache"))) {
            Snapshot main = bot.main();
            int before = http.requests().size();
            assertThat(bot.main().id()).isEqualTo(main.id());
            assertThat(http.requests().subList(before, http.requests().size())).hasSize(2);
        }
    }

    @Test
    void severalRefsComeInOneExchangeAndMissingOnesAreNotThere() throws Exception {
        String tip = remote.head(Bot.MAIN);
        remote.commit("other", Map.of("o", "1"), "other");
        remote.point("refs/pull/7/head", tip);
        from(Server.HTTP, repo -> {
            Map<String, Snapshot> found = repo.fetch(
                    List.of(Bot.MAIN, "refs/heads/other", "refs/pull/7/head", "refs/heads/gone"), Contents.LISTING);
            assertThat(found).containsOnlyKeys(Bot.MAIN, "refs/heads/other", "refs/pull/7/head");
            assertThat(repo.defaultBranch()).contains(Bot.MAIN);
            assertThat(repo.remoteRefs("refs/heads/")).containsOnlyKeys(Bot.MAIN, "refs/heads/other");
        });
    }

    @ParameterizedTest
    @EnumSource
    void headIsTheBranchThatItPointsTo(Server server) throws Exception {
        remote.commit("trunk", Map.of("t", "1"), "trunk");
        Tools.run(remote.folder(), "git", "symbolic-ref", "HEAD", "refs/heads/trunk");
        from(server, repo -> {
            Map<String, Snapshot> found = repo.fetch(List.of("HEAD"), Contents.LISTING);
            assertThat(found).containsOnlyKeys("refs/heads/trunk");
            assertThat(found.get("refs/heads/trunk").find("t")).isPresent();
        });
    }

    @ParameterizedTest
    @EnumSource
    void headThatPointsToNoBranchIsNotThere(Server server) throws Exception {
        Tools.run(remote.folder(), "git", "symbolic-ref", "HEAD", "refs/heads/unborn");
        from(
                server,
                repo -> assertThat(repo.fetch(List.of("HEAD"), Contents.LISTING))
                        .isEmpty());
        Tools.run(remote.folder(), "git", "update-ref", "--no-deref", "HEAD", remote.head(Bot.MAIN));
        from(
                server,
                repo -> assertThat(repo.fetch(List.of("HEAD"), Contents.LISTING))
                        .isEmpty());
    }

    @Test
    void anAnnotatedTagNamesItsCommit() throws Exception {
        Tools.run(
                remote.folder(),
                Map.of("GIT_COMMITTER_NAME", "x", "GIT_COMMITTER_EMAIL", "x@example.com"),
                "",
                "git",
                "tag",
                "-a",
                "-m",
                "one",
                "v1",
                "main");
        from(Server.FORKED_GIT, repo -> {
            Snapshot tag = repo.fetch("refs/tags/v1", Contents.LISTING).orElseThrow();
            assertThat(tag.id().toString()).isEqualTo(remote.head(Bot.MAIN));
        });
    }

    @Test
    void aRefThatIsNoCommitIsRefusedAsSuch() throws Exception {
        String blob = Tools.run(remote.folder(), Map.of(), "text", "git", "hash-object", "-w", "--stdin")
                .strip();
        remote.point("refs/fairlead/blob", blob);
        from(
                Server.FORKED_GIT,
                repo -> assertThatThrownBy(() -> repo.fetch("refs/fairlead/blob", Contents.LISTING))
                        .hasMessageContaining("no commit"));
    }

    @Test
    void anEmptyRepositoryHasNoBranch() throws Exception {
        try (BareRepo empty = BareRepo.create(temp.resolve("empty.git"));
                Bot bot = Bot.of(empty, temp.resolve("cache"))) {
            assertThat(bot.repo().fetch(Bot.MAIN, Contents.LISTING)).isEmpty();
            assertThat(bot.repo().remoteRefs()).isEmpty();
            TreeEdit first = bot.repo().emptyTree().add("a", FileKind.REGULAR, new byte[] {'x'});
            Snapshot root = bot.repo().commit(first, CommitRequest.root(Bot.IDENTITY, Bot.NOON, "First"));
            assertThat(bot.repo()
                            .push(List.of(RefUpdate.create(Bot.MAIN, root.id())))
                            .landed())
                    .isTrue();
            assertThat(empty.files(Bot.MAIN)).isEqualTo(new HashMap<>(Map.of("a", "100644 x")));
        }
    }
}
