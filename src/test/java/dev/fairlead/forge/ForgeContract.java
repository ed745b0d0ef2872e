package dev.fairlead.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.forge.ForgeException.Kind;
import dev.fairlead.forge.ForgeTraits.Feature;
import dev.fairlead.forge.PullRequest.State;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link Forge} does. The test of each forge extends this and brings its {@link ForgeWorld}. */
public abstract class ForgeContract {
    private static final String BRANCH = "fairlead/app";
    private static final List<String> TEXTS = List.of(
            "plain",
            "Ünïcödé 漢字 🚢 \u202eright to left",
            "\"double\" 'single' `back` \\ back\\slash",
            "**bold** _it_ [link](http://example.com/?a=1&b=2#c) | table | <b>html</b> &amp; <script>",
            "#12 @somebody GH-3 %20 %2F 50% + a=b;c,d:e",
            "<!-- fairlead:pull-request forged -->",
            "a --> b <!-- c -- d --- e",
            "${env} $(cmd) {{template}} {\"json\": null}");

    @TempDir
    protected Path folder;

    protected ForgeWorld world;
    protected Forge forge;
    protected BareRepository repository;

    protected abstract ForgeWorld start(Path folder) throws Exception;

    @BeforeEach
    void startWorld() throws Exception {
        world = start(folder);
        forge = world.forge();
        repository = world.repository();
    }

    @AfterEach
    void stopWorld() {
        // There is none where the forge is not installed.
        if (world != null) {
            world.close();
        }
    }

    private String push(String branch, String version) {
        return repository.commit(branch, Map.of("app.yaml", "image: app:" + version + "\n"));
    }

    private PullRequest opened(String branch) {
        push(branch, "2");
        return forge.open(PullRequestDraft.of(branch, "main", "Update " + branch, "Body")
                        .withMarker("m:" + branch))
                .pullRequest();
    }

    protected static void assertKind(Kind kind, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ForgeException.class, e -> {
            assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind);
            assertThat(e.problem().place()).isNotBlank();
            assertThat(e.problem().cause()).isNotBlank();
            assertThat(e.problem().remedy()).isNotBlank();
        });
    }

    /** But for the time of the last change: some forges go on in the background. */
    private static void assertSame(PullRequest actual, PullRequest expected) {
        assertThat(actual)
                .usingRecursiveComparison()
                .ignoringFields("updatedAt")
                .isEqualTo(expected);
    }

    private static PullRequest only(List<PullRequest> pulls) {
        assertThat(pulls).hasSize(1);
        return pulls.get(0);
    }

    /** Some forges do in the background what they were told. */
    private static void eventually(BooleanSupplier done) throws InterruptedException {
        for (int tries = 0; !done.getAsBoolean(); tries++) {
            assertThat(tries).as("tries, half a second each").isLessThan(60);
            Thread.sleep(500);
        }
    }

    // Opening and finding again

    @Test
    void opensAPullRequestAndFindsItAgain() {
        String head = push(BRANCH, "2");
        Written written = forge.open(PullRequestDraft.of(BRANCH, "main", "Update app to 2", "| a | b |\n|---|---|")
                .withMarker("group=app"));

        PullRequest pull = written.pullRequest();
        assertThat(written.changed()).isTrue();
        assertThat(written.unmet()).isEmpty();
        assertThat(pull.title()).isEqualTo("Update app to 2");
        assertThat(pull.body()).isEqualTo("| a | b |\n|---|---|");
        assertThat(pull.marker()).contains("group=app");
        assertThat(pull.head()).isEqualTo(BRANCH);
        assertThat(pull.headCommit()).isEqualTo(head);
        assertThat(pull.base()).isEqualTo("main");
        assertThat(pull.state()).isEqualTo(State.OPEN);
        assertThat(pull.author()).isNotBlank();
        assertThat(pull.url()).contains(pull.id());
        assertThat(pull.closedAt()).isEmpty();
        assertThat(pull.mergeCommit()).isEmpty();
        assertSame(world.another().get(pull.id()).orElseThrow(), pull);
        assertSame(only(world.another().find(PullRequestQuery.all().from(BRANCH))), pull);
    }

    @Test
    void openingAgainBringsTheOpenOneUpToDate() {
        PullRequest first = opened(BRANCH);
        String head = push(BRANCH, "3");
        Written second = world.another()
                .open(PullRequestDraft.of(BRANCH, "main", "Update app to 3", "New body")
                        .withMarker("again"));

        assertThat(second.pullRequest().id()).isEqualTo(first.id());
        assertThat(second.pullRequest().title()).isEqualTo("Update app to 3");
        assertThat(second.pullRequest().body()).isEqualTo("New body");
        assertThat(second.pullRequest().marker()).contains("again");
        assertThat(second.pullRequest().headCommit()).isEqualTo(head);
        assertThat(forge.find(PullRequestQuery.all())).hasSize(1);
    }

    @Test
    void openingTheSameTwiceSendsNothing() {
        push(BRANCH, "2");
        PullRequestDraft draft = PullRequestDraft.of(BRANCH, "main", "T", "B").withLabels(List.of("deps"));
        PullRequest first = forge.open(draft).pullRequest();
        Written second = forge.open(draft);
        assertThat(second.changed()).isFalse();
        assertThat(second.pullRequest()).isEqualTo(first);
    }

    @Test
    void manyWhoOpenAtOnceOpenOne() throws Exception {
        push(BRANCH, "2");
        Set<String> ids = Set.copyOf(atOnce(
                8,
                n -> world.another()
                        .open(PullRequestDraft.of(BRANCH, "main", "T", "B"))
                        .pullRequest()
                        .id()));
        assertThat(ids).hasSize(1);
        assertThat(forge.find(PullRequestQuery.open())).hasSize(1);
    }

    @Test
    void manyWhoOpenDifferentOnesGetDifferentIds() throws Exception {
        IntStream.range(0, 8).forEach(n -> push("fairlead/app" + n, "2"));
        List<String> ids = atOnce(8, n -> {
            return world.another()
                    .open(PullRequestDraft.of("fairlead/app" + n, "main", "T" + n, "B"))
                    .pullRequest()
                    .id();
        });
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(forge.find(PullRequestQuery.open())).hasSize(8);
    }

    private static <T> List<T> atOnce(int count, ThrowingFunction<T> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(count);
        try {
            List<Callable<T>> all = IntStream.range(0, count)
                    .mapToObj(n -> (Callable<T>) () -> work.apply(n))
                    .toList();
            List<T> results = new ArrayList<>();
            for (Future<T> future : pool.invokeAll(all)) {
                results.add(future.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }

    /** Work of one of several threads. */
    private interface ThrowingFunction<T> {
        T apply(int n) throws Exception;
    }

    @Test
    void findsTheNewestFirstByHeadBaseStateAndMarkerWithinTheLimit() {
        repository.commit("stable", Map.of("other", "x\n"));
        PullRequest one = opened("one");
        PullRequest two = opened("two");
        repository.commitOn("three", repository.branch("stable"), Map.of("app.yaml", "image: app:9\n"));
        PullRequest three = forge.open(PullRequestDraft.of("three", "stable", "Three", "no marker"))
                .pullRequest();
        forge.close(one.id());

        assertThat(ids(PullRequestQuery.all())).containsExactly(three.id(), two.id(), one.id());
        assertThat(ids(PullRequestQuery.all().atMost(2))).containsExactly(three.id(), two.id());
        assertThat(ids(PullRequestQuery.open())).containsExactly(three.id(), two.id());
        assertThat(ids(PullRequestQuery.all().in(EnumSet.of(State.CLOSED)))).containsExactly(one.id());
        assertThat(ids(PullRequestQuery.all().in(EnumSet.of(State.MERGED)))).isEmpty();
        assertThat(ids(PullRequestQuery.all().into("stable"))).containsExactly(three.id());
        assertThat(ids(PullRequestQuery.all().from("two"))).containsExactly(two.id());
        assertThat(ids(PullRequestQuery.all().from("tw"))).isEmpty();
        assertThat(ids(PullRequestQuery.all().markedOnly())).containsExactly(two.id(), one.id());
    }

    private List<String> ids(PullRequestQuery query) {
        return forge.find(query).stream().map(PullRequest::id).toList();
    }

    @Test
    void aBranchWithNothingNewOpensNothing() {
        repository.reset("same", repository.branch("main").orElseThrow());
        assertKind(Kind.INVALID, () -> forge.open(PullRequestDraft.of("same", "main", "T", "B")));
        assertKind(Kind.INVALID, () -> forge.open(PullRequestDraft.of("missing", "main", "T", "B")));
        assertKind(Kind.INVALID, () -> {
            push(BRANCH, "2");
            forge.open(PullRequestDraft.of(BRANCH, "nobase", "T", "B"));
        });
        assertThat(forge.find(PullRequestQuery.all())).isEmpty();
    }

    @Test
    void anUnknownIdIsEmptyOrNotFound() {
        assertThat(forge.get("4711")).isEmpty();
        assertThat(forge.get("no number")).isEmpty();
        assertKind(Kind.NOT_FOUND, () -> forge.update("4711", PullRequestEdit.NONE.withTitle("T")));
        assertKind(Kind.NOT_FOUND, () -> forge.close("4711"));
        assertKind(Kind.NOT_FOUND, () -> forge.merge("4711", MergeRequest.by(MergeMethod.MERGE)));
        assertKind(Kind.NOT_FOUND, () -> forge.comment("4711", "k", "t"));
        assertKind(Kind.NOT_FOUND, () -> forge.closedBy("../1"));
    }

    // Texts

    @Test
    void everyKindOfCharacterComesBackAsItWasSent() {
        int n = 0;
        for (String text : TEXTS) {
            String branch = "fairlead/" + n++;
            push(branch, "2");
            String body = text + "\n\n" + text + "\n\n```yaml\n" + text + "\n```";
            PullRequest pull = forge.open(
                            PullRequestDraft.of(branch, "main", text, body).withMarker(text))
                    .pullRequest();
            assertThat(pull.title()).isEqualTo(text);
            assertThat(pull.body()).isEqualTo(body);
            assertThat(pull.marker()).contains(text);
            forge.comment(pull.id(), text, body);
            assertThat(forge.comments(pull.id())).singleElement().satisfies(comment -> {
                assertThat(comment.key()).contains(text);
                assertThat(comment.body()).isEqualTo(body);
            });
            assertThat(world.another().find(PullRequestQuery.all().from(branch)))
                    .singleElement()
                    .isEqualTo(forge.get(pull.id()).orElseThrow());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fairlead/app",
                "feature/a#b",
                "50%25off",
                "a+b&c=d",
                "über/straße-漢字",
                "quote'\"s",
                "deep/er/and/deep.er",
            })
    void branchesOfEveryNameWork(String branch) {
        PullRequest pull = opened(branch);
        assertThat(pull.head()).isEqualTo(branch);
        assertThat(ids(PullRequestQuery.open().from(branch))).containsExactly(pull.id());
        forge.close(pull.id());
        assertThat(forge.deleteBranch(branch, pull.headCommit())).isTrue();
        assertThat(repository.branch(branch)).isEmpty();
    }

    @Test
    void aTitleIsOneLineOfBoundedLength() {
        push(BRANCH, "2");
        String title = "Update\r\n  app\tto 2 " + "🚢".repeat(forge.traits().titleLimit());
        PullRequest pull =
                forge.open(PullRequestDraft.of(BRANCH, "main", title, "")).pullRequest();
        assertThat(pull.title())
                .startsWith("Update app to 2 🚢")
                .endsWith("🚢…")
                .hasSizeLessThanOrEqualTo(forge.traits().titleLimit());
        assertThat(pull.body()).isEmpty();
    }

    @Test
    void aBodyThatIsTooLongIsCutAtALineAndSaysSo() {
        push(BRANCH, "2");
        String row = "| app 🚢 | 1 | 2 |\n";
        String body = "# Table\n\n```diff\n" + row.repeat(forge.traits().bodyLimit() / row.length() + 10) + "```\n";
        PullRequestDraft draft = PullRequestDraft.of(BRANCH, "main", "T", body).withMarker("kept");
        Written written = forge.open(draft);

        PullRequest pull = written.pullRequest();
        assertThat(pull.marker()).contains("kept");
        assertThat(pull.body()).startsWith("# Table").contains("2 |\n```\n\n*(cut here");
        assertThat(written.unmet())
                .singleElement()
                .satisfies(problem -> assertThat(problem.cause()).contains("cut"));
        Written again = forge.open(draft);
        assertThat(again.changed()).isFalse();
        assertThat(again.pullRequest().body()).isEqualTo(pull.body());
    }

    // Changing

    @Test
    void anEditChangesWhatItNamesOnly() {
        PullRequest before = opened(BRANCH);
        Written titled = forge.update(before.id(), PullRequestEdit.NONE.withTitle("New"));
        assertThat(titled.changed()).isTrue();
        assertThat(titled.pullRequest().title()).isEqualTo("New");
        assertThat(titled.pullRequest().body()).isEqualTo("Body");
        assertThat(titled.pullRequest().marker()).isEqualTo(before.marker());
        PullRequest bodied =
                forge.update(before.id(), PullRequestEdit.NONE.withBody("Text")).pullRequest();
        assertThat(bodied.body()).isEqualTo("Text");
        assertThat(bodied.marker()).isEqualTo(before.marker());
        PullRequest marked = forge.update(before.id(), PullRequestEdit.NONE.withMarker("other"))
                .pullRequest();
        assertThat(marked.body()).isEqualTo("Text");
        assertThat(marked.marker()).contains("other");
    }

    @Test
    void titleAndBodyAreChangedInOneRequest() {
        PullRequest pull = opened(BRANCH);
        int writes = world.writes();
        forge.update(
                pull.id(), PullRequestEdit.NONE.withTitle("New").withBody("New").withMarker("new"));
        assertThat(world.writes()).isEqualTo(writes + 1);
    }

    /** flux2#3343: a re-push every minute. */
    @Test
    void flux2_3343_anEditThatChangesNothingSendsNothing() {
        PullRequest pull = opened(BRANCH);
        PullRequestEdit edit = PullRequestEdit.NONE
                .withTitle("T")
                .withBody("B")
                .withMarker("m")
                .withLabels(List.of("a"), List.of("b"))
                .withPeople(List.of("grace"), List.of("platform"), List.of("alan"));
        forge.update(pull.id(), edit);
        int writes = world.writes();
        Written again = forge.update(pull.id(), edit);
        assertThat(again.changed()).isFalse();
        assertThat(world.writes()).isEqualTo(writes);
    }

    @Test
    void labelsAreAddedAndRemovedAndThoseOfOthersStay() {
        Assumptions.assumeTrue(forge.traits().has(Feature.LABELS), "no labels here");
        push(BRANCH, "2");
        PullRequest pull = forge.open(PullRequestDraft.of(BRANCH, "main", "T", "B")
                        .withLabels(List.of("deps", "kind/minor update", "größe: 1/2 #")))
                .pullRequest();
        assertThat(pull.labels()).containsExactly("deps", "größe: 1/2 #", "kind/minor update");
        world.another().update(pull.id(), PullRequestEdit.NONE.withLabels(List.of("do-not-merge"), List.of()));
        PullRequest after = forge.update(
                        pull.id(),
                        PullRequestEdit.NONE.withLabels(List.of("deps"), List.of("kind/minor update", "never there")))
                .pullRequest();
        assertThat(after.labels()).containsExactly("deps", "do-not-merge", "größe: 1/2 #");
        assertThat(forge.get(pull.id())).contains(after);
    }

    @Test
    void peopleAreAskedOnce() {
        Assumptions.assumeTrue(forge.traits().has(Feature.REVIEWERS), "no reviewers here");
        List<String> teams = forge.traits().has(Feature.TEAM_REVIEWERS) ? List.of("platform") : List.of();
        List<String> assignees = forge.traits().has(Feature.ASSIGNEES) ? List.of("alan") : List.of();
        push(BRANCH, "2");
        PullRequest pull = forge.open(
                        PullRequestDraft.of(BRANCH, "main", "T", "B").withPeople(List.of("grace"), teams, assignees))
                .pullRequest();
        assertThat(pull.reviewers()).containsExactly("grace");
        assertThat(pull.teamReviewers()).isEqualTo(teams);
        assertThat(pull.assignees()).isEqualTo(assignees);
        Written more = forge.update(
                pull.id(), PullRequestEdit.NONE.withPeople(List.of("grace", "barbara"), List.of(), assignees));
        assertThat(more.pullRequest().reviewers()).containsExactly("barbara", "grace");
        assertThat(more.unmet()).isEmpty();
    }

    @Test
    void aDraftBecomesReadyAndADraftAgain() {
        Assumptions.assumeTrue(forge.traits().has(Feature.DRAFTS), "no drafts here");
        push(BRANCH, "2");
        PullRequest pull = forge.open(
                        PullRequestDraft.of(BRANCH, "main", "T", "B").asDraft(true))
                .pullRequest();
        assertThat(pull.draft()).isTrue();
        assertKind(Kind.NOT_MERGEABLE, () -> forge.merge(pull.id(), MergeRequest.by(MergeMethod.MERGE)));
        Written ready = forge.update(pull.id(), PullRequestEdit.NONE.withDraft(false));
        assertThat(ready.changed()).isTrue();
        assertThat(ready.pullRequest().draft()).isFalse();
        assertThat(forge.update(pull.id(), PullRequestEdit.NONE.withDraft(false))
                        .changed())
                .isFalse();
        assertThat(forge.update(pull.id(), PullRequestEdit.NONE.withDraft(true))
                        .pullRequest()
                        .draft())
                .isTrue();
    }

    // Comments and statuses

    @Test
    void aCommentIsWrittenOnceAndEditedAfterwards() {
        PullRequest pull = opened(BRANCH);
        world.commentBy("grace", pull.id(), "Looks good");
        Comment first = forge.comment(pull.id(), "plan", "one");
        Comment other = forge.comment(pull.id(), "policy", "denied");
        int writes = world.writes();
        Comment same = world.another().comment(pull.id(), "plan", "one");
        assertThat(world.writes()).isEqualTo(writes);
        Comment edited = world.another().comment(pull.id(), "plan", "two");

        assertThat(same.id()).isEqualTo(first.id());
        assertThat(edited.id()).isEqualTo(first.id());
        assertThat(other.id()).isNotEqualTo(first.id());
        assertThat(forge.comments(pull.id())).extracting(Comment::body).containsExactly("Looks good", "two", "denied");
        assertThat(forge.comments(pull.id()))
                .extracting(Comment::key)
                .containsExactly(Optional.empty(), Optional.of("plan"), Optional.of("policy"));
    }

    @Test
    void aQuotedCommentOfOursIsNotOurs() {
        PullRequest pull = opened(BRANCH);
        world.commentBy("grace", pull.id(), "> text\n>\n> " + HiddenMark.COMMENT.append("", "plan") + "\n\nWhy?");
        forge.comment(pull.id(), "plan", "text");
        assertThat(forge.comments(pull.id())).hasSize(2);
        assertThat(forge.comments(pull.id()).get(0).key()).isEmpty();
    }

    @Test
    void manyWhoCommentAtOnceLeaveOneComment() throws Exception {
        PullRequest pull = opened(BRANCH);
        atOnce(6, n -> world.another().comment(pull.id(), "plan", "by " + n));
        assertThat(forge.comments(pull.id())).hasSize(1);
    }

    @Test
    void anIssueIsOpenedOnceAndEditedAfterwards() {
        Issues issues = issues();
        assertThat(issues.issue("board")).isEmpty();

        Issue opened = issues.putIssue("board", "Image updates", "- [ ] one");
        assertThat(opened.title()).isEqualTo("Image updates");
        assertThat(opened.body()).isEqualTo("- [ ] one");
        assertThat(opened.url()).isNotBlank();
        Issues other = world.another().capability(Issues.class).orElseThrow();
        assertThat(other.issue("board")).contains(opened);
        assertThat(other.issue("another")).isEmpty();

        int writes = world.writes();
        assertThat(other.putIssue("board", "Image updates", "- [ ] one")).isEqualTo(opened);
        assertThat(world.writes()).as("nothing new is not written").isEqualTo(writes);

        Issue edited = other.putIssue("board", "Updates", "- [x] two\n\nmore");
        assertThat(edited.id()).isEqualTo(opened.id());
        assertThat(issues.issue("board")).contains(edited);
        assertThat(issues.putIssue("another", "Another", "text").id()).isNotEqualTo(opened.id());
        assertThat(issues.issue("board")).contains(edited);
    }

    @Test
    void anIssueKeepsEveryKindOfCharacterAndIsCutWhereItIsTooLong() {
        Issues issues = issues();
        for (String text : TEXTS) {
            issues.putIssue("key " + text, text, text + "\n\nend");
            Issue read = issues.issue("key " + text).orElseThrow();
            assertThat(read.title())
                    .isEqualTo(BoundedText.line(text, forge.traits().titleLimit()));
            assertThat(read.body()).isEqualTo(text + "\n\nend");
        }
        String long_ = "0123456789 ".repeat(forge.traits().bodyLimit() / 10) + "\nend";
        issues.putIssue("long", "Long", long_);
        assertThat(issues.issue("long").orElseThrow().body())
                .hasSizeLessThanOrEqualTo(forge.traits().bodyLimit())
                .startsWith("0123456789");
    }

    @Test
    void manyWhoOpenTheSameIssueAtOnceLeaveOneOpen() throws Exception {
        Issues issues = issues();
        List<String> ids = atOnce(
                4,
                n -> world.another()
                        .capability(Issues.class)
                        .orElseThrow()
                        .putIssue("board", "Image updates", "text")
                        .id());
        assertThat(Set.copyOf(ids)).hasSize(1);
        assertThat(issues.issue("board").orElseThrow().id()).isEqualTo(ids.get(0));
    }

    private Issues issues() {
        return forge.capability(Issues.class)
                .orElseGet(() -> Assumptions.abort(forge.traits().name() + " has no issues"));
    }

    @Test
    void whoMayPushIsKnownAndStrangersMayNot() {
        Writers writers = forge.capability(Writers.class)
                .orElseGet(() -> Assumptions.abort(forge.traits().name() + " does not tell who may write"));
        assertThat(writers.mayWrite("grace")).isTrue();
        assertThat(writers.mayWrite("mallory")).isFalse();
        assertThat(writers.mayWrite("nobody-of-this-name")).isFalse();
        assertThat(writers.mayWrite("../../user")).isFalse();
    }

    @Test
    void aStatusIsSetAndReplacedByContext() {
        String commit = push(BRANCH, "2");
        CommitStatus pending =
                new CommitStatus("fairlead/policy", CommitStatus.State.PENDING, "checking “it”", Optional.empty());
        CommitStatus done = new CommitStatus(
                "fairlead/policy", CommitStatus.State.SUCCESS, "all well", Optional.of("https://example.com/1?a=b&c"));
        CommitStatus other = new CommitStatus("größe/✓", CommitStatus.State.FAILURE, "no", Optional.empty());
        forge.report(commit, pending);
        forge.report(commit, done);
        forge.report(commit, other);
        int writes = world.writes();
        world.another().report(commit, done);
        assertThat(world.writes()).isEqualTo(writes);
        assertThat(forge.statuses(commit)).containsExactlyInAnyOrder(done, other);
        assertThat(forge.statuses(repository.branch("main").orElseThrow())).isEmpty();
        assertKind(Kind.NOT_FOUND, () -> forge.report("0".repeat(39) + "1", done));
    }

    // The end of a pull request

    @ParameterizedTest
    @EnumSource(MergeMethod.class)
    void mergesByEveryMethod(MergeMethod method) {
        Assumptions.assumeTrue(forge.traits().mergeMethods().contains(method), "not by this method");
        world.allow(method);
        repository.commit(BRANCH, Map.of("app.yaml", "image: app:2\n"));
        String head = repository.commit(BRANCH, Map.of("second.yaml", "image: app:2\n"));
        repository.commit("main", Map.of("unrelated", "moved on\n"));
        PullRequest pull =
                forge.open(PullRequestDraft.of(BRANCH, "main", "Update", "B")).pullRequest();

        PullRequest merged = forge.merge(pull.id(), MergeRequest.by(method).expecting(head));

        assertThat(merged.state()).isEqualTo(State.MERGED);
        assertThat(merged.closedAt()).isPresent();
        assertThat(merged.mergeCommit()).isEqualTo(repository.branch("main"));
        if (!world.rebasesBefore(method)) {
            assertThat(merged.headCommit()).isEqualTo(head);
        }
        assertThat(repository.files("main"))
                .containsEntry("app.yaml", "image: app:2\n")
                .containsEntry("second.yaml", "image: app:2\n")
                .containsEntry("unrelated", "moved on\n");
        assertThat(repository.read("main").getParentCount()).isEqualTo(method == MergeMethod.MERGE ? 2 : 1);
        assertThat(forge.closedBy(pull.id())).isPresent();
        int writes = world.writes();
        assertSame(world.another().merge(pull.id(), MergeRequest.by(method)), merged);
        assertThat(forge.close(pull.id()).state()).isEqualTo(State.MERGED);
        assertThat(world.writes()).isEqualTo(writes);
    }

    @Test
    void theMessageOfAMergeIsTheOneAskedFor() {
        PullRequest pull = opened(BRANCH);
        forge.merge(pull.id(), MergeRequest.by(MergeMethod.SQUASH).saying("Title “x” #1", "Body\n\nTrailer: y"));
        assertThat(repository.read("main").getFullMessage().strip()).isEqualTo("Title “x” #1\n\nBody\n\nTrailer: y");
    }

    @Test
    void aHeadThatMovedIsNotMerged() {
        PullRequest pull = opened(BRANCH);
        push(BRANCH, "3");
        MergeRequest reviewed = MergeRequest.by(MergeMethod.MERGE).expecting(pull.headCommit());
        assertKind(Kind.STALE, () -> forge.merge(pull.id(), reviewed));
        assertThat(forge.get(pull.id()).orElseThrow().open()).isTrue();
    }

    @Test
    void aConflictIsNotMerged() {
        PullRequest pull = opened(BRANCH);
        String main = repository.commit("main", Map.of("app.yaml", "image: app:9\n"));
        for (MergeMethod method : forge.traits().mergeMethods()) {
            world.allow(method);
            assertKind(Kind.CONFLICT, () -> forge.merge(pull.id(), MergeRequest.by(method)));
        }
        assertThat(repository.branch("main")).contains(main);
        assertThat(forge.get(pull.id()).orElseThrow().open()).isTrue();
    }

    @Test
    void aClosedOneKeepsItsTextsAndItsHead() {
        PullRequest pull = opened(BRANCH);
        PullRequest closed = forge.close(pull.id());
        assertThat(closed.state()).isEqualTo(State.CLOSED);
        assertThat(closed.closedAt()).isPresent();
        assertThat(closed.mergeCommit()).isEmpty();
        assertThat(closed.marker()).isEqualTo(pull.marker());
        assertThat(closed.headCommit()).isEqualTo(pull.headCommit());
        assertThat(forge.closedBy(pull.id())).isPresent();
        int writes = world.writes();
        assertSame(forge.close(pull.id()), closed);
        assertThat(world.writes()).isEqualTo(writes);
        assertKind(Kind.NOT_MERGEABLE, () -> forge.merge(pull.id(), MergeRequest.by(MergeMethod.MERGE)));
        assertSame(only(forge.find(PullRequestQuery.all().from(BRANCH))), closed);
    }

    @Test
    void reopensWhatWasClosed() {
        Reopening reopening = forge.capability(Reopening.class).orElseGet(() -> Assumptions.abort("cannot reopen"));
        PullRequest pull = opened(BRANCH);
        forge.close(pull.id());
        assertThat(reopening.reopen(pull.id()).state()).isEqualTo(State.OPEN);
        assertThat(forge.get(pull.id()).orElseThrow().closedAt()).isEmpty();
        assertThat(reopening.reopen(pull.id()).open()).isTrue();
        forge.merge(pull.id(), MergeRequest.by(MergeMethod.MERGE));
        assertKind(Kind.NOT_MERGEABLE, () -> reopening.reopen(pull.id()));
    }

    @Test
    void aBranchIsDeletedOnlyWhereItIsExpected() {
        PullRequest pull = opened(BRANCH);
        String moved = push(BRANCH, "3");
        assertKind(Kind.STALE, () -> forge.deleteBranch(BRANCH, pull.headCommit()));
        assertThat(repository.branch(BRANCH)).contains(moved);
        assertThat(forge.get(pull.id()).orElseThrow().open()).isTrue();
        assertThat(forge.deleteBranch(BRANCH, moved)).isTrue();
        assertThat(forge.deleteBranch(BRANCH, moved)).isFalse();
        assertThat(forge.get(pull.id()).orElseThrow().state()).isEqualTo(State.CLOSED);
    }

    // Noise

    /** fluxcd/image-automation-controller#450: the branch falls behind its base and the pull request needs a hand. */
    @Test
    void iac450_aBranchMadeAnewFromTheBaseKeepsItsPullRequest() {
        PullRequest pull = opened(BRANCH);
        String main = repository.commit("main", Map.of("app.yaml", "image: app:1 # moved on\n"));
        assertKind(Kind.CONFLICT, () -> forge.merge(pull.id(), MergeRequest.by(MergeMethod.MERGE)));
        String rebased =
                repository.commitOn(BRANCH, Optional.of(main), Map.of("app.yaml", "image: app:2 # moved on\n"));

        Written again = forge.open(PullRequestDraft.of(BRANCH, "main", pull.title(), pull.body()));
        assertThat(again.pullRequest().id()).isEqualTo(pull.id());
        assertThat(again.pullRequest().headCommit()).isEqualTo(rebased);
        assertThat(forge.merge(pull.id(), MergeRequest.by(MergeMethod.MERGE).expecting(rebased))
                        .state())
                .isEqualTo(State.MERGED);
    }

    /** argoproj-labs/argocd-image-updater#537: after a merge the same branch is made again, with nothing new on it. */
    @Test
    void a537_aBranchMadeAgainAfterTheMergeOpensNothing() {
        PullRequest merged = opened(BRANCH);
        forge.merge(merged.id(), MergeRequest.by(MergeMethod.MERGE));
        forge.deleteBranch(BRANCH, merged.headCommit());
        repository.reset(BRANCH, repository.branch("main").orElseThrow());
        assertKind(Kind.INVALID, () -> forge.open(PullRequestDraft.of(BRANCH, "main", "T", "B")));
        assertThat(ids(PullRequestQuery.all().from(BRANCH))).containsExactly(merged.id());

        String head = push(BRANCH, "3");
        PullRequest next =
                forge.open(PullRequestDraft.of(BRANCH, "main", "T", "B")).pullRequest();
        assertThat(next.id()).isNotEqualTo(merged.id());
        assertThat(next.headCommit()).isEqualTo(head);
        assertThat(forge.get(merged.id()).orElseThrow().headCommit()).isEqualTo(merged.headCommit());
        assertThat(ids(PullRequestQuery.all().from(BRANCH))).containsExactly(next.id(), merged.id());
    }

    /** fluxcd/image-automation-controller#524: a pull request for each change is wanted, not one for all pushes. */
    @Test
    void iac524_everyBranchHasAPullRequestOfItsOwn() {
        PullRequest opa = opened("image-update/opa-1.2.3");
        PullRequest app = opened("image-update/app-2");
        forge.merge(opa.id(), MergeRequest.by(MergeMethod.SQUASH));
        assertThat(ids(PullRequestQuery.open())).containsExactly(app.id());
    }

    // What became of commits

    private CommitReports reports() {
        return forge.capability(CommitReports.class).orElseGet(() -> Assumptions.abort("tells no reports"));
    }

    private List<String> holding(String commit) {
        return reports().commitsHolding("main", commit, 100);
    }

    private String merged(PullRequest pull, MergeMethod method) {
        return forge.merge(pull.id(), MergeRequest.by(method)).mergeCommit().orElseThrow();
    }

    @Test
    void theCommitsAfterOneHoldIt() {
        String before = repository.branch("main").orElseThrow();
        String merged = repository.commit("main", Map.of("app.yaml", "image: app:2\n"));
        assertThat(holding(merged)).containsExactly(merged);
        String second = repository.commit("main", Map.of("app.yaml", "image: app:3\n"));
        String third = repository.commit("main", Map.of("app.yaml", "image: app:4\n"));
        assertThat(holding(merged)).containsExactly(third, second, merged);
        assertThat(holding(before)).containsExactly(third, second, merged, before);
    }

    @Test
    void aMergeHoldsWhatItBroughtIn() {
        String head = push(BRANCH, "2");
        PullRequest pull =
                forge.open(PullRequestDraft.of(BRANCH, "main", "T", "B")).pullRequest();
        String aside = repository.commit("main", Map.of("other", "x\n"));
        String merge = merged(pull, MergeMethod.MERGE);
        assertThat(holding(merge)).containsExactly(merge);
        assertThat(holding(head)).containsExactly(merge, head);
        assertThat(holding(aside)).containsExactly(merge, aside);
    }

    @Test
    void aSquashHoldsNotTheCommitsThatItWasMadeOf() {
        PullRequest pull = opened(BRANCH);
        String squashed = merged(pull, MergeMethod.SQUASH);
        String after = repository.commit("main", Map.of("other", "x\n"));
        assertThat(holding(squashed)).containsExactly(after, squashed);
        assertThat(holding(pull.headCommit())).isEmpty();
    }

    @Test
    void aLineThatPartedBeforeHoldsItNotThoughItCameInLater() {
        repository.reset("side", repository.branch("main").orElseThrow());
        String aside = repository.commit("side", Map.of("other", "x\n"));
        String merged = repository.commit("main", Map.of("app.yaml", "image: app:2\n"));
        String both = repository.merge("main", aside);
        assertThat(holding(merged)).containsExactly(both, merged);
        assertThat(holding(aside)).containsExactly(both, aside);
    }

    @Test
    void anotherBranchAndARewrittenOneDoNotHoldIt() {
        String before = repository.branch("main").orElseThrow();
        String aside = repository.commit("side", Map.of("other", "x\n"));
        assertThat(holding(aside)).isEmpty();
        String merged = repository.commit("main", Map.of("app.yaml", "image: app:2\n"));
        repository.commitOn("main", Optional.of(before), Map.of("app.yaml", "image: app:3\n"));
        assertThat(holding(merged)).isEmpty();
        assertThat(holding("0".repeat(40))).isEmpty();
        assertThat(reports().commitsHolding("missing", merged, 100)).isEmpty();
    }

    /** The newest tell most, and the commit itself is never left out. */
    @Test
    void ofManyCommitsTheNewestAreNamedAndTheFirst() {
        String first = repository.commit("main", Map.of("app.yaml", "image: app:2\n"));
        List<String> after = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            after.add(0, repository.commit("main", Map.of("app.yaml", "image: app:" + (i + 3) + "\n")));
        }
        assertThat(reports().commitsHolding("main", first, 4))
                .containsExactly(after.get(0), after.get(1), after.get(2), first);
        assertThat(reports().commitsHolding("main", first, 1)).containsExactly(first);
    }

    @Test
    void whatAgentsReportedIsToldTheNewestOfEachName() {
        String commit = repository.branch("main").orElseThrow();
        assertThat(reports().reports(commit)).isEmpty();
        Optional<String> url = Optional.of("https://tower.example/dev");
        forge.report(commit, new CommitStatus("fairlead/dev", CommitStatus.State.PENDING, "applying", url));
        forge.report(commit, new CommitStatus("fairlead/dev", CommitStatus.State.SUCCESS, "healthy", url));
        forge.report(commit, new CommitStatus("fairlead/prod", CommitStatus.State.FAILURE, "1 of 3", Optional.empty()));
        assertThat(reports().reports(commit))
                .containsExactlyInAnyOrder(
                        new CommitReport(
                                CommitReport.Kind.STATUS, "fairlead/dev", CommitStatus.State.SUCCESS, "healthy", url),
                        new CommitReport(
                                CommitReport.Kind.STATUS,
                                "fairlead/prod",
                                CommitStatus.State.FAILURE,
                                "1 of 3",
                                Optional.empty()));
    }

    // What only some can do

    @Test
    void autoMergeIsReadyWhenNothingIsToWaitForAndCanBeTakenBack() throws Exception {
        AutoMerge autoMerge = forge.capability(AutoMerge.class).orElseGet(() -> Assumptions.abort("no auto-merge"));
        PullRequest pull = opened(BRANCH);
        MergeRequest how = MergeRequest.by(MergeMethod.SQUASH).expecting(pull.headCommit());
        assertThat(autoMerge.enableAutoMerge(pull.id(), how)).isEqualTo(AutoMerge.Outcome.READY);
        world.requireStatus("required");
        forge.report(
                pull.headCommit(),
                new CommitStatus("required", CommitStatus.State.PENDING, "running", Optional.empty()));
        assertThat(autoMerge.enableAutoMerge(pull.id(), how)).isEqualTo(AutoMerge.Outcome.ENABLED);
        assertThat(autoMerge.enableAutoMerge(pull.id(), how)).isEqualTo(AutoMerge.Outcome.ENABLED);
        autoMerge.disableAutoMerge(pull.id());
        autoMerge.disableAutoMerge(pull.id());
        assertThat(autoMerge.enableAutoMerge(pull.id(), how)).isEqualTo(AutoMerge.Outcome.ENABLED);
        forge.report(
                pull.headCommit(), new CommitStatus("required", CommitStatus.State.SUCCESS, "done", Optional.empty()));
        eventually(() -> forge.get(pull.id()).orElseThrow().state() == State.MERGED);
        assertKind(Kind.NOT_MERGEABLE, () -> autoMerge.enableAutoMerge(pull.id(), how));
    }

    @Test
    void commitsMadeByTheForgeMoveTheBranchOnlyFromWhereItIsExpected() {
        ApiCommits commits =
                forge.capability(ApiCommits.class).orElseGet(() -> Assumptions.abort("no commits through the API"));
        String main = repository.branch("main").orElseThrow();
        byte[] bytes = "image: app:2 # ü\r\n".getBytes(StandardCharsets.UTF_8);
        List<FileChange> changes = List.of(FileChange.write("app.yaml", bytes), FileChange.delete("README"));
        String first =
                commits.commitFiles(new FileCommit(BRANCH, Optional.empty(), main, "Update “app”", "Body #1", changes));
        assertThat(repository.branch(BRANCH)).contains(first);
        assertThat(repository.files(BRANCH)).isEqualTo(Map.of("app.yaml", "image: app:2 # ü\r\n"));
        assertThat(repository.read(first).getFullMessage().strip()).isEqualTo("Update “app”\n\nBody #1");

        FileCommit onMain = new FileCommit(BRANCH, Optional.of(first), main, "Again", "", changes);
        String second = commits.commitFiles(onMain);
        assertThat(repository.branch(BRANCH)).contains(second);
        assertThat(repository.read(second).getParent(0).name()).isEqualTo(main);
        assertKind(Kind.STALE, () -> commits.commitFiles(onMain));
        assertKind(
                Kind.STALE,
                () -> commits.commitFiles(new FileCommit(BRANCH, Optional.empty(), main, "T", "", changes)));
        assertThat(repository.branch(BRANCH)).contains(second);
    }
}
