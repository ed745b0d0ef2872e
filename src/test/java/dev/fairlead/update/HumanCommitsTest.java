package dev.fairlead.update;

import static dev.fairlead.update.Workshop.API;
import static dev.fairlead.update.Workshop.deployment;
import static dev.fairlead.update.Workshop.only;
import static dev.fairlead.update.Workshop.onlyItem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.forge.MergeMethod;
import dev.fairlead.forge.PullRequest;
import dev.fairlead.forge.PullRequestEdit;
import dev.fairlead.update.report.GroupReport;
import dev.fairlead.update.report.GroupResult;
import dev.fairlead.update.report.ItemResult;
import dev.fairlead.update.report.Step;
import dev.fairlead.update.report.UpdateListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people commit to a group's branch is never overwritten: what comes later goes on top of it. */
class HumanCommitsTest {
    private static final String BRANCH = "fairlead/shop";
    private static final String FILE = "apps/api.yaml";

    @TempDir
    Path temp;

    private Workshop shop;

    @BeforeEach
    void open() {
        shop = Workshop.shop(temp);
        shop.commit("main", Map.of("notes.txt", "one\n"), "notes");
        shop.pushAndRun(API, "1.1.0");
        shop.later(Duration.ofHours(1));
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private Person person() {
        return shop.person().on(BRANCH);
    }

    private GroupReport run() {
        shop.later(Duration.ofHours(1));
        return only(shop.run());
    }

    private GroupReport newer(String tag) {
        shop.later(Duration.ofHours(1));
        return only(shop.pushAndRun(API, tag));
    }

    /** A run without news leaves the branch as it is, and the next version goes on top of it. */
    private void staysAndIsContinued() {
        String theirs = shop.head(BRANCH);
        assertThat(run().problem()).isEmpty();
        assertThat(shop.head(BRANCH)).isEqualTo(theirs);
        assertThat(run().result()).isEqualTo(GroupResult.UNCHANGED);

        assertThat(newer("1.2.0").result()).isEqualTo(GroupResult.UPDATED);

        assertThat(shop.log(BRANCH).get(0).getParent(0).name()).isEqualTo(theirs);
        assertThat(shop.tag(BRANCH, FILE)).isEqualTo("1.2.0");
        assertThat(shop.pulls()).as("the same pull request").hasSize(1);
        assertThat(shop.openPull().orElseThrow().title()).isEqualTo("Update shop/api to 1.2.0");
        assertThat(run().result()).as("and that is all").isEqualTo(GroupResult.UNCHANGED);
    }

    @Test
    void aCommitOnTopStays() {
        person().edit("notes.txt", "one", "two").commit("Tell of it").push();

        staysAndIsContinued();

        assertThat(shop.file(BRANCH, "notes.txt")).isEqualTo("two\n");
    }

    @Test
    void anAmendedMessageStays() {
        person().git("commit", "--quiet", "--amend", "--message", "Update the API, for issue 812")
                .forcePush();

        staysAndIsContinued();
    }

    @Test
    void anAmendedCommitStays() {
        person().edit("notes.txt", "one", "two")
                .git("commit", "--quiet", "--all", "--amend", "--no-edit")
                .forcePush();

        staysAndIsContinued();

        assertThat(shop.file(BRANCH, "notes.txt")).isEqualTo("two\n");
    }

    @Test
    void aRebaseByAPersonStays() {
        shop.commit("main", Map.of("README.md", "hello\n"), "the base moves on");
        person().git("rebase", "--quiet", "origin/main").forcePush();

        staysAndIsContinued();

        assertThat(shop.file(BRANCH, "README.md")).isEqualTo("hello\n");
    }

    @Test
    void theBaseMergedIntoTheBranchStays() {
        shop.commit("main", Map.of("README.md", "hello\n"), "the base moves on");
        person().git("merge", "--quiet", "--message", "Merge main", "origin/main")
                .push();

        staysAndIsContinued();

        assertThat(shop.file(BRANCH, "README.md")).isEqualTo("hello\n");
    }

    @Test
    void aLineThatAPersonChangedIsLeftUntilANewerVersionComes() {
        shop.registry.push(API, "1.0.9", Workshop.minute(1));
        person().edit(FILE, ":1.1.0", ":1.0.9").commit("Rather this one").push();

        staysAndIsContinued();
    }

    @Test
    void aPersonsNewerVersionIsNotTakenBack() {
        shop.registry.push(API, "1.3.0", Workshop.minute(80)).hide(API, "1.3.0");
        person().edit(FILE, ":1.1.0", ":1.3.0").commit("This one, as discussed").push();
        shop.registry.show(API, "1.3.0");
        shop.registry.push(API, "1.2.0", Workshop.minute(90));
        String theirs = shop.head(BRANCH);

        GroupReport report = run();

        assertThat(report.items()).extracting("result").doesNotContain(ItemResult.FAILED, ItemResult.REFUSED);
        assertThat(shop.tag(BRANCH, FILE)).isEqualTo("1.3.0");
        assertThat(shop.head(BRANCH)).isEqualTo(theirs);
    }

    @Test
    void aForcePushByAPersonStays() {
        person().git("checkout", "--quiet", "-B", BRANCH, "origin/main")
                .edit("notes.txt", "one", "mine")
                .commit("Mine")
                .forcePush();

        staysAndIsContinued();
    }

    @Test
    void aBranchOfOthersBlocksAndSaysWhy() {
        shop.forge.close(shop.openPull().orElseThrow().id());
        run();
        shop.person()
                .git("checkout", "--quiet", "-b", BRANCH, "origin/main")
                .edit("notes.txt", "one", "mine")
                .commit("Mine")
                .push();
        Map<String, String> before = shop.refs();

        GroupReport report = newer("1.2.0");

        assertThat(report.result()).isEqualTo(GroupResult.BLOCKED);
        assertThat(report.problem().orElseThrow().cause()).contains("none of its commits is ours");
        assertThat(shop.refs()).isEqualTo(before);
    }

    @Test
    void aBranchThatAPersonSetBackToTheBaseHoldsNobodysWork() {
        person().git("checkout", "--quiet", "-B", BRANCH, "origin/main").forcePush();

        assertThat(newer("1.2.0").result()).isIn(GroupResult.UPDATED, GroupResult.OPENED);

        assertThat(shop.tag(BRANCH, FILE)).isEqualTo("1.2.0");
        assertThat(shop.log(BRANCH).get(0).getParent(0).name()).isEqualTo(shop.head("main"));
    }

    @Test
    void A_537_aDeletedBranchIsARefusalAndNotMadeAgain() {
        person().git("push", "--quiet", "origin", "--delete", BRANCH);

        GroupReport report = run();

        assertThat(report.items()).extracting("result").containsExactly(ItemResult.HELD);
        assertThat(report.items().get(0).why()).contains("1.1.0 lost its branch");
        assertThat(shop.head(BRANCH)).isEmpty();
        assertThat(shop.onlyPull().state()).isEqualTo(PullRequest.State.CLOSED);
        assertThat(run().items()).extracting("result").containsExactly(ItemResult.HELD);

        assertThat(newer("1.2.0").result()).isEqualTo(GroupResult.OPENED);
        assertThat(shop.pulls()).hasSize(2);
    }

    @Test
    void aDeletedBranchIsARefusalToARunWithOtherNewsToo() {
        person().git("push", "--quiet", "origin", "--delete", BRANCH);

        assertThat(newer("1.2.0").result()).isEqualTo(GroupResult.OPENED);

        assertThat(shop.pulls())
                .extracting(PullRequest::state)
                .containsExactly(PullRequest.State.OPEN, PullRequest.State.CLOSED);
    }

    @Test
    void aCommitThatArrivesWhileWePushStays() {
        shop.registry.push(API, "1.2.0", Workshop.minute(100));
        Person person = person().edit("notes.txt", "one", "two").commit("Tell of it");
        AtomicBoolean once = new AtomicBoolean();
        UpdateListener pushesInBetween = new UpdateListener() {
            @Override
            public void reached(Step step, String group) {
                if (step == Step.COMMITTED && once.compareAndSet(false, true)) {
                    person.push();
                }
            }
        };

        Updates.run(UpdateRequest.configured(), shop.environment().tellingTo(pushesInBetween));

        assertThat(once).isTrue();
        assertThat(shop.file(BRANCH, "notes.txt")).isEqualTo("two\n");
        assertThat(shop.tag(BRANCH, FILE)).isEqualTo("1.2.0");
        assertThat(shop.log(BRANCH))
                .extracting(commit -> commit.getShortMessage())
                .startsWith("Update shop/api to 1.2.0", "Tell of it", "Update shop/api to 1.1.0");
    }

    @Test
    void IAC_450_aMergedBranchIsCleanedUpWhoeverCommittedToIt() {
        person().edit("notes.txt", "one", "two").commit("Tell of it").push();
        shop.merge(shop.openPull().orElseThrow(), MergeMethod.SQUASH);

        assertThat(run().result()).isEqualTo(GroupResult.WITHDRAWN);

        assertThat(shop.head(BRANCH)).isEmpty();
        assertThat(newer("1.2.0").result()).isEqualTo(GroupResult.OPENED);
        assertThat(shop.log(BRANCH).get(0).getParent(0).name()).isEqualTo(shop.head("main"));
    }

    @Test
    void whatIsClosedWithAPersonsCommitStaysTheirs() {
        person().edit("notes.txt", "one", "two").commit("Tell of it").push();
        shop.forge.close(shop.openPull().orElseThrow().id());
        String theirs = shop.head(BRANCH);

        GroupReport report = run();

        assertThat(report.items()).extracting("result").containsExactly(ItemResult.HELD);
        assertThat(report.notes()).anyMatch(note -> note.contains("left to them"));
        assertThat(shop.head(BRANCH)).isEqualTo(theirs);
    }

    @Test
    void aTitleThatAPersonWroteStays() {
        var pull = shop.openPull().orElseThrow();
        shop.forge.update(pull.id(), PullRequestEdit.NONE.withTitle("API for the spring sale"));

        newer("1.2.0");

        assertThat(shop.openPull().orElseThrow().title()).isEqualTo("API for the spring sale");
        assertThat(shop.openPull().orElseThrow().body()).contains("`1.2.0`");
    }

    @Test
    void aBodyThatAPersonWroteStaysUntilTheBranchMoves() {
        var pull = shop.openPull().orElseThrow();
        shop.forge.update(pull.id(), PullRequestEdit.NONE.withBody("Wait for Ada."));

        assertThat(run().result()).isEqualTo(GroupResult.UNCHANGED);
        assertThat(shop.openPull().orElseThrow().body()).isEqualTo("Wait for Ada.");

        newer("1.2.0");
        assertThat(shop.openPull().orElseThrow().body()).contains("`1.2.0`");
    }

    @Test
    void aFileThatAPersonAddsToTheBranchIsPartOfThePlan() {
        shop.person()
                .on(BRANCH)
                .write("apps/second.yaml", deployment("second", API + ":1.0.0"))
                .commit("A second place")
                .push();

        newer("1.2.0");

        assertThat(shop.tag(BRANCH, FILE)).isEqualTo("1.2.0");
        assertThat(shop.tag(BRANCH, "apps/second.yaml")).isEqualTo("1.2.0");
        assertThat(onlyItem(shop.run()).result()).isEqualTo(ItemResult.PENDING);
    }
}
