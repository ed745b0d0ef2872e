package dev.fairlead.update;

import static dev.fairlead.update.Workshop.API;
import static dev.fairlead.update.Workshop.WEB;
import static dev.fairlead.update.Workshop.deployment;
import static dev.fairlead.update.Workshop.minute;
import static dev.fairlead.update.Workshop.shopConfig;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.configrepo.ConfigRepo;
import dev.fairlead.image.ImageReference;
import dev.fairlead.update.report.Step;
import dev.fairlead.update.report.UpdateListener;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Of two versions of one image the one pushed later wins, whichever run finishes last and whichever is told first. */
class SupersessionTest {
    private static final String BRANCH = "fairlead/shop";

    @TempDir
    Path temp;

    private Workshop shop;

    @BeforeEach
    void open() {
        shop = Workshop.shop(temp);
        shop.commit("main", Map.of("fairlead.yaml", shopConfig().replace("    select: semver:^1\n", "")), "told only");
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private static UpdateRequest telling(String version) {
        String reference = version.startsWith("contoso") ? version : API + ":" + version;
        return UpdateRequest.configured().telling(List.of(ImageReference.parse(reference)));
    }

    /** How two builds tell their versions. */
    enum Turns {
        ONE_AFTER_THE_OTHER {
            @Override
            void take(Workshop shop, String first, String second) {
                shop.run(telling(first));
                shop.run(telling(second));
            }
        },
        BOTH_READ_BEFORE_EITHER_PUSHES {
            @Override
            void take(Workshop shop, String first, String second) {
                during(Step.PLANNED, shop, first, second);
            }
        },
        THE_OTHER_WINS_THE_RACE_TO_PUSH {
            @Override
            void take(Workshop shop, String first, String second) {
                during(Step.COMMITTED, shop, first, second);
            }
        },
        THE_OTHER_COMES_BEFORE_THE_PULL_REQUEST {
            @Override
            void take(Workshop shop, String first, String second) {
                during(Step.PUSHED, shop, first, second);
            }
        };

        abstract void take(Workshop shop, String first, String second);

        /** The second build's whole run happens while the first one's is at this step. */
        private static void during(Step step, Workshop shop, String first, String second) {
            AtomicBoolean once = new AtomicBoolean();
            try (ConfigRepo mirror = shop.anotherMirror()) {
                UpdateEnvironment other = shop.environment(mirror);
                UpdateListener listener = new UpdateListener() {
                    @Override
                    public void reached(Step reached, String group) {
                        if (reached == step && once.compareAndSet(false, true)) {
                            Updates.run(telling(second), other);
                        }
                    }
                };
                Updates.run(telling(first), shop.environment().tellingTo(listener));
            }
            assertThat(once).isTrue();
        }
    }

    private String outcome() {
        assertThat(shop.pulls()).as("one pull request").hasSize(1);
        String tag = shop.tag(BRANCH, "apps/api.yaml");
        assertThat(shop.openPull().orElseThrow().title()).isEqualTo("Update shop/api to " + tag);
        assertThat(shop.log(BRANCH).get(0).getParent(0).name()).isEqualTo(shop.head("main"));
        return tag;
    }

    @ParameterizedTest
    @EnumSource
    void theLaterPushWins(Turns turns) {
        shop.registry.push(API, "main-9", minute(1)).push(API, "main-10", minute(2));

        turns.take(shop, "main-10", "main-9");

        assertThat(outcome()).isEqualTo("main-10");
    }

    @ParameterizedTest
    @EnumSource
    void theLaterPushWinsToldLast(Turns turns) {
        shop.registry.push(API, "main-9", minute(1)).push(API, "main-10", minute(2));

        turns.take(shop, "main-9", "main-10");

        assertThat(outcome()).isEqualTo("main-10");
    }

    @ParameterizedTest
    @EnumSource
    void ofTwoPushedInOneMomentTheSameOneWins(Turns turns) {
        shop.registry.push(API, "build-a", minute(2)).push(API, "build-b", minute(2));

        turns.take(shop, "build-b", "build-a");

        assertThat(outcome()).isEqualTo("build-b");
    }

    @ParameterizedTest
    @EnumSource
    void ofTwoPushedInOneMomentTheSameOneWinsToldLast(Turns turns) {
        shop.registry.push(API, "build-a", minute(2)).push(API, "build-b", minute(2));

        turns.take(shop, "build-a", "build-b");

        assertThat(outcome()).isEqualTo("build-b");
    }

    @ParameterizedTest
    @EnumSource
    void whereNoPushIsTimedTheLaterBuildWins(Turns turns) {
        shop.registry.push(API, "main-9", minute(1)).push(API, "main-10", minute(2));
        shop.registry.forgetTimes();

        turns.take(shop, "main-10", "main-9");

        assertThat(outcome()).isEqualTo("main-10");
    }

    @Test
    void whereNothingTellsTheVersionThatIsToldLastWins() {
        shop.registry.push(API, "main-9", minute(1)).push(API, "main-10", minute(2));
        shop.registry.forgetTimes();
        shop.registry.forgetBuilds();

        shop.run(telling("main-9"));
        shop.run(telling("main-10"));
        assertThat(outcome()).isEqualTo("main-10");

        shop.run(telling("main-9"));
        assertThat(outcome()).isEqualTo("main-9");
    }

    @ParameterizedTest
    @EnumSource
    void aPolicyRanksWhateverWasPushedLater(Turns turns) {
        shop.commit("main", Map.of("fairlead.yaml", shopConfig()), "by version");
        shop.registry.push(API, "1.2.0", minute(1)).push(API, "1.1.7", minute(2));

        turns.take(shop, "1.2.0", "1.1.7");

        assertThat(outcome()).isEqualTo("1.2.0");
    }

    @ParameterizedTest
    @EnumSource
    void twoImagesOfOneGroupAreBothProposed(Turns turns) {
        shop.commit(
                "main",
                Map.of(
                        "fairlead.yaml",
                        shopConfig()
                                .replace("    select: semver:^1\n", "")
                                .replace("image: " + API, "images: [" + API + ", " + WEB + "]"),
                        "apps/web.yaml",
                        deployment("web", WEB + ":1.0.0")),
                "two images");
        shop.registry
                .push(API, "main-9", minute(1))
                .push(WEB, "1.0.0", minute(0))
                .push(WEB, "main-4", minute(1));

        turns.take(shop, "main-9", WEB + ":main-4");

        assertThat(shop.tag(BRANCH, "apps/api.yaml")).isEqualTo("main-9");
        assertThat(shop.tag(BRANCH, "apps/web.yaml")).isEqualTo("main-4");
        assertThat(shop.pulls()).hasSize(1);
    }
}
