package dev.fairlead.update;

import static dev.fairlead.update.Workshop.API;
import static dev.fairlead.update.Workshop.deployment;
import static dev.fairlead.update.Workshop.only;
import static dev.fairlead.update.Workshop.onlyItem;
import static dev.fairlead.update.Workshop.shopConfig;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.forge.MergeMethod;
import dev.fairlead.forge.MergeRequest;
import dev.fairlead.forge.PullRequest;
import dev.fairlead.update.report.GroupResult;
import dev.fairlead.update.report.ItemReport;
import dev.fairlead.update.report.ItemResult;
import dev.fairlead.update.report.UpdateReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** People who go back on the base branch are not fought: what they went back from stays out until a newer version comes. */
class RollbackTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String FILE = "apps/api.yaml";

    @TempDir
    Path temp;

    private Workshop shop;

    @BeforeEach
    void open() {
        shop = Workshop.shop(temp);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    /** Ways back from the last change of the base branch. */
    enum Way {
        REVERT_OF_A_MERGE(MergeMethod.MERGE) {
            @Override
            void go(Person person) {
                person.git("revert", "--no-edit", "--mainline", "1", "HEAD");
            }
        },
        REVERT_OF_A_SQUASH(MergeMethod.SQUASH) {
            @Override
            void go(Person person) {
                person.git("revert", "--no-edit", "HEAD");
            }
        },
        REVERT_OF_A_REBASE(MergeMethod.REBASE) {
            @Override
            void go(Person person) {
                person.git("revert", "--no-edit", "HEAD");
            }
        },
        REVERT_IN_OTHER_WORDS(MergeMethod.SQUASH) {
            @Override
            void go(Person person) {
                person.git("revert", "--no-commit", "HEAD").commit("The new API loses carts");
            }
        },
        ONE_FILE_FROM_BEFORE(MergeMethod.MERGE) {
            @Override
            void go(Person person) {
                person.git("checkout", "HEAD^", "--", FILE).commit("Restore the API");
            }
        },
        EDIT_BY_HAND(MergeMethod.MERGE) {
            @Override
            void go(Person person) {
                person.edit(FILE, API + ":1.1.0", API + ":1.0.0").commit("back");
            }
        },
        MERGE_OF_A_BRANCH_THAT_REVERTS(MergeMethod.SQUASH) {
            @Override
            void go(Person person) {
                person.git("checkout", "--quiet", "-b", "undo")
                        .git("revert", "--no-edit", "HEAD")
                        .git("checkout", "--quiet", "main")
                        .git("merge", "--quiet", "--no-ff", "--message", "Merge branch 'undo'", "undo");
            }
        },
        RESET_OF_THE_BRANCH(MergeMethod.SQUASH) {
            @Override
            void go(Person person) {
                person.git("reset", "--quiet", "--hard", "HEAD^");
            }
        };

        private final MergeMethod merged;

        Way(MergeMethod merged) {
            this.merged = merged;
        }

        abstract void go(Person person);
    }

    private void deliver(String tag, MergeMethod method) {
        shop.pushAndRun(API, tag);
        shop.later(HOUR);
        shop.merge(shop.openPull().orElseThrow(), method);
        shop.run();
        shop.later(HOUR);
    }

    private void goBack(Way way) {
        Person person = shop.person().on("main");
        way.go(person);
        person.forcePush();
        shop.later(HOUR);
    }

    @ParameterizedTest
    @EnumSource
    void A_1249_flux2_4676_IRC_116_aRollbackByPeopleIsNotFought(Way way) {
        deliver("1.1.0", way.merged);
        goBack(way);
        assertThat(shop.tag("main", FILE)).isEqualTo("1.0.0");
        Map<String, String> before = shop.refs();

        UpdateReport report = shop.run();

        ItemReport item = onlyItem(report);
        assertThat(item.result()).isEqualTo(ItemResult.HELD);
        assertThat(item.why()).contains("1.1.0").contains(FILE);
        assertThat(item.remedy()).contains("--release " + API + ":1.1.0");
        assertThat(report.status()).isEqualTo(UpdateReport.Status.DONE);
        assertThat(shop.refs()).as("nothing is written").isEqualTo(before);

        assertThat(only(shop.pushAndRun(API, "1.2.0")).result())
                .as("a newer version ends it")
                .isEqualTo(GroupResult.OPENED);
    }

    @ParameterizedTest
    @EnumSource(names = {"REVERT_OF_A_SQUASH", "EDIT_BY_HAND", "RESET_OF_THE_BRANCH"})
    void aReleaseEndsIt(Way way) {
        deliver("1.1.0", way.merged);
        goBack(way);

        assertThat(onlyItem(shop.release(API + ":1.0.5")).result()).isEqualTo(ItemResult.HELD);
        assertThat(only(shop.release(API + ":1.1.0")).result()).isEqualTo(GroupResult.OPENED);
        shop.later(HOUR);
        shop.commit("main", Map.of("README.md", "hello\n"), "the base moves on");
        assertThat(only(shop.run()).result()).isEqualTo(GroupResult.UPDATED);
        assertThat(shop.openPull().orElseThrow().body()).contains("released from its hold");
    }

    @Test
    void goingBackASecondTimeHoldsWhatWasReleased() {
        deliver("1.1.0", MergeMethod.SQUASH);
        goBack(Way.EDIT_BY_HAND);
        shop.release(API + ":1.1.0");
        shop.later(HOUR);
        shop.merge(shop.openPull().orElseThrow(), MergeMethod.SQUASH);
        shop.run();
        shop.later(HOUR);
        Person person = shop.person().on("main");
        Way.EDIT_BY_HAND.go(person);
        person.push();
        shop.later(HOUR);

        assertThat(onlyItem(shop.run()).result()).isEqualTo(ItemResult.HELD);
    }

    @Test
    void aSquashThatDropsWhatOurCommitSaidIsKnownFromThePullRequest() {
        shop.pushAndRun(API, "1.1.0");
        shop.later(HOUR);
        PullRequest pull = shop.openPull().orElseThrow();
        shop.forge.merge(pull.id(), MergeRequest.by(MergeMethod.SQUASH).saying("New API", "Reviewed by Grace."));
        shop.run();
        shop.later(HOUR);
        goBack(Way.EDIT_BY_HAND);

        assertThat(onlyItem(shop.run()).result()).isEqualTo(ItemResult.HELD);
    }

    @Test
    void aRevertOfAVersionThatPeopleThemselvesHadBroughtHoldsToo() {
        shop.registry.push(API, "1.1.0", Workshop.minute(5));
        Person person = shop.person()
                .on("main")
                .edit(FILE, ":1.0.0", ":1.1.0")
                .commit("Try the new API")
                .push();
        shop.later(HOUR);
        person.git("revert", "--no-edit", "HEAD").push();
        shop.later(HOUR);

        assertThat(onlyItem(shop.run()).result()).isEqualTo(ItemResult.HELD);
    }

    @Test
    void onlyTheFileThatWentBackIsHeld() {
        shop.commit("main", Map.of("apps/b.yaml", deployment("b", API + ":1.0.0")), "a second place");
        deliver("1.1.0", MergeMethod.MERGE);
        goBack(Way.EDIT_BY_HAND);
        shop.commit("main", Map.of("apps/c.yaml", deployment("c", API + ":1.0.0")), "a third place");
        shop.later(HOUR);

        UpdateReport report = shop.run();

        assertThat(onlyItem(report).result()).isEqualTo(ItemResult.UPDATE);
        assertThat(only(report).notes()).anyMatch(note -> note.contains(FILE) && note.contains("went back from 1.1.0"));
        assertThat(shop.tag("fairlead/shop", FILE)).isEqualTo("1.0.0");
        assertThat(shop.tag("fairlead/shop", "apps/b.yaml")).isEqualTo("1.1.0");
        assertThat(shop.tag("fairlead/shop", "apps/c.yaml")).isEqualTo("1.1.0");
    }

    @Test
    void goingBackFromTheSecondOfTwoVersionsHoldsThatOneAndStaysAtTheFirst() {
        deliver("1.1.0", MergeMethod.SQUASH);
        deliver("1.2.0", MergeMethod.SQUASH);
        goBack(Way.REVERT_OF_A_SQUASH);
        assertThat(shop.tag("main", FILE)).isEqualTo("1.1.0");

        ItemReport item = onlyItem(shop.run());

        assertThat(item.result()).isEqualTo(ItemResult.HELD);
        assertThat(item.why()).contains("1.2.0");
        assertThat(item.from()).containsExactly("1.1.0");
    }

    @Test
    void aRevertOfTheRevertEndsTheHold() {
        deliver("1.1.0", MergeMethod.SQUASH);
        Person person =
                shop.person().on("main").git("revert", "--no-edit", "HEAD").push();
        shop.later(HOUR);
        person.git("revert", "--no-edit", "HEAD").push();
        shop.later(HOUR);
        shop.commit("main", Map.of("apps/b.yaml", deployment("b", API + ":1.0.0")), "a second place");

        assertThat(onlyItem(shop.run()).result()).isEqualTo(ItemResult.UPDATE);
        assertThat(shop.tag("fairlead/shop", "apps/b.yaml")).isEqualTo("1.1.0");
    }

    @Test
    void itHoldsWhereRegistriesTellNoTimes() {
        shop.registry.forgetTimes();
        deliver("1.1.0", MergeMethod.MERGE);
        goBack(Way.EDIT_BY_HAND);

        assertThat(onlyItem(shop.run()).result()).isEqualTo(ItemResult.HELD);
    }

    @Test
    void itHoldsWhereTheTagIsLockedAfterwardsWhichTheRegistryTellsAsAChange() {
        deliver("1.1.0", MergeMethod.MERGE);
        goBack(Way.EDIT_BY_HAND);
        shop.later(Duration.ofDays(3));
        shop.registry.lock(API, "1.1.0", shop.clock().instant());

        assertThat(onlyItem(shop.run()).result()).isEqualTo(ItemResult.HELD);
    }

    @Test
    void itHoldsWithoutReviewsToo() {
        shop.commit("main", Map.of("fairlead.yaml", shopConfig("    delivery: commit\n")), "straight");
        assertThat(only(shop.pushAndRun(API, "1.1.0")).result()).isEqualTo(GroupResult.COMMITTED);
        shop.later(HOUR);
        goBack(Way.REVERT_OF_A_SQUASH);

        assertThat(onlyItem(shop.run()).result()).isEqualTo(ItemResult.HELD);
        assertThat(shop.tag("main", FILE)).isEqualTo("1.0.0");
        assertThat(only(shop.release(API)).result()).isEqualTo(GroupResult.COMMITTED);
    }

    @Test
    void aVersionThatABuildTellsAgainIsHeldToo() {
        shop.registry.push(API, "main-7", Workshop.minute(5));
        shop.tell(API + ":main-7", "apps");
        shop.later(HOUR);
        shop.merge(shop.openPull().orElseThrow(), MergeMethod.SQUASH);
        shop.later(HOUR);
        goBack(Way.REVERT_OF_A_SQUASH);

        UpdateReport report = shop.tell(API + ":main-7", "apps");

        assertThat(onlyItem(report).result()).isEqualTo(ItemResult.HELD);
        assertThat(shop.openPull()).isEmpty();
    }

    @Test
    void aRollbackByThePolicyIsNoneByPeople() {
        shop.commit(
                "main",
                Map.of("fairlead.yaml", shopConfig("    rollbacks: allow\n").replace("semver:^1", "semver:1.1.x")),
                "a narrower policy");
        shop.registry.push(API, "1.2.0", Workshop.minute(1)).push(API, "1.1.0", Workshop.minute(2));
        shop.commit("main", Map.of(FILE, deployment("api", API + ":1.2.0")), "by hand");
        assertThat(only(shop.run()).result()).isEqualTo(GroupResult.OPENED);
        shop.later(HOUR);
        shop.merge(shop.openPull().orElseThrow(), MergeMethod.SQUASH);
        shop.run();
        assertThat(shop.tag("main", FILE)).isEqualTo("1.1.0");
        shop.commit("main", Map.of("fairlead.yaml", shopConfig()), "the old policy");
        shop.later(HOUR);

        assertThat(onlyItem(shop.run()).result()).isEqualTo(ItemResult.UPDATE);
        assertThat(shop.tag("fairlead/shop", FILE)).isEqualTo("1.2.0");
    }
}
