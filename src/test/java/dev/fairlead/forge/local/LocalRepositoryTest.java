package dev.fairlead.forge.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.forge.BareRepository;
import dev.fairlead.forge.Forge;
import dev.fairlead.forge.ForgeException;
import dev.fairlead.forge.ForgeException.Kind;
import dev.fairlead.forge.ForgeSettings;
import dev.fairlead.forge.Forges;
import dev.fairlead.forge.MergeMethod;
import dev.fairlead.forge.MergeRequest;
import dev.fairlead.forge.PullRequest;
import dev.fairlead.forge.PullRequest.State;
import dev.fairlead.forge.PullRequestDraft;
import dev.fairlead.forge.PullRequestEdit;
import dev.fairlead.forge.PullRequestQuery;
import dev.fairlead.forge.RepositoryUrl;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the local forge does with its repository beyond the contract. */
class LocalRepositoryTest {
    private static final String BRANCH = "fairlead/app";

    @TempDir
    private Path folder;

    private BareRepository repository;
    private LocalForge forge;

    @BeforeEach
    void start() {
        repository = BareRepository.create(folder.resolve("config.git"));
        forge = LocalProvider.open(
                RepositoryUrl.parse(repository.path().toString()), ForgeSettings.of(Map.of()), Steps.NONE);
    }

    @AfterEach
    void stop() {
        forge.close();
        repository.close();
    }

    private PullRequest opened() {
        repository.commit(BRANCH, Map.of("app.yaml", "image: app:2\n"));
        return forge.open(PullRequestDraft.of(BRANCH, "main", "Title", "Body")).pullRequest();
    }

    private PullRequest again(PullRequest pull) {
        return forge.get(pull.id()).orElseThrow();
    }

    // Merged by a push

    @Test
    void aBranchThatWasPushedToTheBaseIsMerged() {
        PullRequest pull = opened();
        repository.reset("main", pull.headCommit());
        assertThat(again(pull).state()).isEqualTo(State.MERGED);
        assertThat(again(pull).mergeCommit()).contains(pull.headCommit());
        assertThat(forge.closedBy(pull.id())).contains("Ada");
        assertThat(forge.diff(pull.id(), 10_000)).contains("+image: app:2");
        assertThat(forge.find(PullRequestQuery.open())).isEmpty();
        assertThat(forge.find(PullRequestQuery.all().in(EnumSet.of(State.MERGED))))
                .hasSize(1);
    }

    @Test
    void aMergeCommitThatWasPushedIsTheMerge() {
        PullRequest pull = opened();
        repository.commit("main", Map.of("other", "moved on\n"));
        ObjectId merge = new LocalMerge(
                        repository.git(),
                        new PullStore(
                                        repository.git(),
                                        new LocalRefs(repository.git(), Steps.NONE),
                                        java.time.Clock.systemUTC(),
                                        "a",
                                        "b")
                                .load(1)
                                .orElseThrow()
                                .pull(),
                        "place",
                        new PersonIdent("Grace", "grace@example.com"))
                .prepare(
                        ObjectId.fromString(repository.branch("main").orElseThrow()),
                        ObjectId.fromString(pull.headCommit()),
                        MergeRequest.by(MergeMethod.MERGE).saying("By hand", ""));
        repository.reset("main", merge.name());
        repository.commit("main", Map.of("other", "moved on again\n"));
        repository.delete(BRANCH);

        assertThat(again(pull).state()).isEqualTo(State.MERGED);
        assertThat(again(pull).mergeCommit()).contains(merge.name());
        assertThat(forge.closedBy(pull.id())).contains("Grace");
    }

    @Test
    void aBranchThatWasSetBackToTheBaseIsNotMerged() {
        PullRequest pull = opened();
        repository.commit("main", Map.of("other", "moved on\n"));
        repository.reset(BRANCH, repository.branch("main").orElseThrow());
        assertThat(again(pull).state()).isEqualTo(State.OPEN);
        assertThatThrownBy(() -> forge.merge(pull.id(), MergeRequest.by(MergeMethod.MERGE)))
                .hasMessageContaining("there is nothing in fairlead/app that is not in main");
    }

    @Test
    void aBranchThatIsGoneLeavesThePullRequestWithItsCommits() {
        PullRequest pull = opened();
        repository.delete(BRANCH);
        assertThat(again(pull)).isEqualTo(pull);
        assertThat(forge.diff(pull.id(), 10_000)).contains("+image: app:2");
        assertThatThrownBy(() -> forge.merge(pull.id(), MergeRequest.by(MergeMethod.MERGE)))
                .hasMessageContaining("its branch fairlead/app is gone");
    }

    // Merging

    @Test
    void aConflictNamesFileAndLine() {
        repository.commit(BRANCH, Map.of("README", "one\nTWO\nthree\n", "app.yaml", ""));
        PullRequest pull =
                forge.open(PullRequestDraft.of(BRANCH, "main", "T", "B")).pullRequest();
        repository.commit("main", Map.of("README", "one\nzwei\nthree\n", "app.yaml", "image: app:3\n"));
        assertThatThrownBy(() -> forge.merge(pull.id(), MergeRequest.by(MergeMethod.SQUASH)))
                .isInstanceOfSatisfying(ForgeException.class, e -> {
                    assertThat(e.kind()).isEqualTo(Kind.CONFLICT);
                    assertThat(e.problem().place()).endsWith("config.git#1");
                    assertThat(e.problem().cause()).contains("app.yaml", "README:2");
                    assertThat(e.problem().remedy()).contains("merge main into fairlead/app");
                });
    }

    @Test
    void differentLinesOfOneFileMerge() {
        repository.commit(BRANCH, Map.of("README", "ONE\ntwo\nthree\n"));
        PullRequest pull =
                forge.open(PullRequestDraft.of(BRANCH, "main", "T", "B")).pullRequest();
        repository.commit("main", Map.of("README", "one\ntwo\nTHREE\n"));
        forge.merge(pull.id(), MergeRequest.by(MergeMethod.SQUASH));
        assertThat(repository.files("main")).containsEntry("README", "ONE\ntwo\nTHREE\n");
        assertThat(repository.read("main").getShortMessage()).isEqualTo("T (#1)");
    }

    @Test
    void aRebaseFastForwardsWhereItCanAndKeepsAuthorsWhereItCannot() {
        PullRequest first = opened();
        forge.merge(first.id(), MergeRequest.by(MergeMethod.REBASE));
        assertThat(repository.branch("main")).contains(first.headCommit());

        repository.commit("next", Map.of("next.yaml", "image: next:1\n"));
        repository.commit("next", Map.of("more.yaml", "image: more:1\n"));
        String main = repository.commit("main", Map.of("other", "moved on\n"));
        PullRequest second =
                forge.open(PullRequestDraft.of("next", "main", "T", "B")).pullRequest();
        forge.merge(second.id(), MergeRequest.by(MergeMethod.REBASE));
        assertThat(repository.read("main").getAuthorIdent().getName()).isEqualTo("Ada");
        assertThat(repository.read("main").getCommitterIdent().getName()).isEqualTo("fairlead");
        assertThat(repository.read("main~2").name()).isEqualTo(main);
    }

    @Test
    void aRebaseRefusesMergesOnTheBranch() {
        PullRequest pull = opened();
        repository.commit("side", Map.of("side.yaml", "x: 1\n"));
        PullRequest side =
                forge.open(PullRequestDraft.of("side", BRANCH, "Side", "")).pullRequest();
        forge.merge(side.id(), MergeRequest.by(MergeMethod.MERGE));
        repository.commit("main", Map.of("other", "moved on\n"));
        assertThatThrownBy(() -> forge.merge(pull.id(), MergeRequest.by(MergeMethod.REBASE)))
                .hasMessageContaining("is a merge, which a rebase cannot carry over")
                .hasMessageContaining("as a squash");
        assertThat(forge.merge(pull.id(), MergeRequest.by(MergeMethod.SQUASH)).state())
                .isEqualTo(State.MERGED);
    }

    @Test
    void theDefaultBranchIsNotDeleted() {
        String main = repository.branch("main").orElseThrow();
        assertThatThrownBy(() -> forge.deleteBranch("main", main)).hasMessageContaining("this is the default branch");
    }

    // Diff

    @Test
    void theDiffIsTheBranchsOwnChange() {
        PullRequest pull = opened();
        repository.commit("main", Map.of("README", "changed on main\n"));
        String diff = forge.diff(pull.id(), 10_000);
        assertThat(diff).isEqualTo("""
                        diff --git a/app.yaml b/app.yaml
                        index %s 100644
                        --- a/app.yaml
                        +++ b/app.yaml
                        @@ -1 +1 @@
                        -image: app:1
                        +image: app:2
                        """.formatted(
                        diff.lines().skip(1).findFirst().orElseThrow().split(" ")[1]));
        forge.merge(pull.id(), MergeRequest.by(MergeMethod.MERGE));
        assertThat(forge.diff(pull.id(), 10_000)).isEqualTo(diff);
    }

    @Test
    void aLongDiffLeavesOutWholeFilesAndNamesThem() {
        repository.commit(
                BRANCH,
                Map.of("a.yaml", "x: 1\n", "b.yaml", "y: 1\n".repeat(5_000), "c.yaml", "z: 1\n", "app.yaml", ""));
        PullRequest pull =
                forge.open(PullRequestDraft.of(BRANCH, "main", "T", "B")).pullRequest();
        String diff = forge.diff(pull.id(), 2_000);
        assertThat(diff.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(2_100);
        assertThat(diff)
                .contains("+x: 1")
                .doesNotContain("+z: 1")
                .endsWith("(not shown, too long: 2 files: b.yaml, c.yaml)\n");
    }

    // Stored form

    @Test
    void everythingIsKeptInTheRepositoryUnderRefsFairlead() throws IOException {
        PullRequest pull = opened();
        assertThat(repository
                        .git()
                        .exactRef("refs/fairlead/pulls/1/head")
                        .getObjectId()
                        .name())
                .isEqualTo(pull.headCommit());
        assertThat(repository.files("refs/fairlead/pulls/1/meta")).containsKeys("pull.json", "body.md");
        forge.update(pull.id(), PullRequestEdit.NONE.withTitle("New"));
        assertThat(repository.read("refs/fairlead/pulls/1/meta").getFullMessage())
                .isEqualTo("Edit\n\nHead: fairlead/app\nBase: main\nState: OPEN\n");
        assertThat(repository.read("refs/fairlead/pulls/1/meta").getParentCount())
                .isEqualTo(1);
    }

    private void store(int number, String json) throws IOException {
        TreeMap<String, String> files = new TreeMap<>();
        files.put("pull.json", json);
        files.put("body.md", "The body");
        ObjectId commit = RecordTree.write(
                repository.git(),
                files,
                ObjectId.zeroId(),
                new PersonIdent("a", "b"),
                "Open\n\nHead: fairlead/app\nBase: main\nState: CLOSED\n");
        new LocalRefs(repository.git(), Steps.NONE).move(PullStore.metaRef(number), ObjectId.zeroId(), commit);
    }

    private static String fixture() throws IOException {
        try (var in = LocalRepositoryTest.class.getResourceAsStream("pull-v1.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aRecordOfVersion1IsRead() throws IOException {
        store(1, fixture());
        assertThat(forge.get("1"))
                .contains(new PullRequest(
                        "1",
                        repository.path() + "#1",
                        "Update app to 2",
                        "The body",
                        Optional.of("group=app"),
                        "fairlead/app",
                        "1".repeat(40),
                        "main",
                        State.CLOSED,
                        false,
                        "fairlead",
                        List.of("deps"),
                        List.of("grace"),
                        List.of("platform"),
                        List.of(),
                        Instant.parse("2026-01-02T03:04:05Z"),
                        Instant.parse("2026-01-02T03:04:06.5Z"),
                        Optional.of(Instant.parse("2026-01-02T03:04:06.5Z")),
                        Optional.empty()));
        assertThat(forge.comments("1"))
                .singleElement()
                .satisfies(comment -> assertThat(comment.key()).contains("plan"));
    }

    @Test
    void aRecordThatCannotBeReadIsAnErrorThatNamesItsRef() throws IOException {
        store(1, fixture().replace("\"version\" : 1", "\"version\" : 2"));
        assertThatThrownBy(() -> forge.get("1"))
                .hasMessageContaining("refs/fairlead/pulls/1/meta")
                .hasMessageContaining("version 2");
        store(2, "{ not json");
        assertThatThrownBy(() -> forge.find(PullRequestQuery.all()))
                .isInstanceOfSatisfying(
                        ForgeException.class, e -> assertThat(e.kind()).isEqualTo(Kind.MALFORMED))
                .hasMessageContaining("refs/fairlead/pulls/2/meta");
    }

    @Test
    void otherRefsInOurNamespaceAreNoPullRequests() throws IOException {
        PullRequest pull = opened();
        LocalRefs refs = new LocalRefs(repository.git(), Steps.NONE);
        ObjectId commit = ObjectId.fromString(pull.headCommit());
        refs.move("refs/fairlead/pulls/x/meta", ObjectId.zeroId(), commit);
        refs.move("refs/fairlead/pulls/007/meta", ObjectId.zeroId(), commit);
        assertThat(forge.find(PullRequestQuery.all())).containsExactly(pull);
    }

    // Opening the repository

    @Test
    void aPathOrAFileUrlDoesWithOrWithoutGitAtItsEnd() {
        for (String url : List.of(
                repository.path().toString(),
                repository.path().toUri().toString(),
                folder.resolve("config").toString())) {
            try (Forge opened = Forges.open(url, ForgeSettings.of(Map.of()))) {
                assertThat(opened.traits().name()).isEqualTo("local");
                assertThat(opened.find(PullRequestQuery.all())).isEmpty();
            }
        }
    }

    @Test
    void whatIsNoBareRepositoryHereIsRefusedWithTheRemedy() throws Exception {
        org.eclipse.jgit.api.Git.init()
                .setDirectory(folder.resolve("work").toFile())
                .call()
                .close();
        assertRefused(folder.resolve("work").toString(), "has a work tree", "git clone --bare");
        assertRefused(folder.resolve("nothing").toString(), "there is no Git repository", "git init --bare");
        assertThatThrownBy(() -> Forges.open(
                        "https://user:hunter2@example.com/x.git",
                        ForgeSettings.of(Map.of()).named("local")))
                .hasMessageContaining("needs it on this machine")
                .hasMessageContaining("https://example.com/x")
                .hasMessageNotContaining("hunter2");
    }

    private static void assertRefused(String url, String cause, String remedy) {
        assertThatThrownBy(() -> Forges.open(url, ForgeSettings.of(Map.of())))
                .isInstanceOfSatisfying(
                        ForgeException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONFIGURATION))
                .hasMessageContaining(cause)
                .hasMessageContaining(remedy);
    }
}
