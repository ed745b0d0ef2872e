package dev.fairlead.update;

import static dev.fairlead.update.Workshop.API;
import static dev.fairlead.update.Workshop.deployment;
import static dev.fairlead.update.Workshop.minute;
import static dev.fairlead.update.Workshop.only;
import static dev.fairlead.update.Workshop.onlyItem;
import static dev.fairlead.update.Workshop.shopConfig;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.update.report.GroupResult;
import dev.fairlead.update.report.ItemReport;
import dev.fairlead.update.report.ItemResult;
import dev.fairlead.update.report.UpdateReport;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An older version is never written, nor one of which nothing tells whether it is older, unless rollbacks are allowed. */
class DowngradeTest {
    private static final String FILE = "apps/api.yaml";
    private static final String ROLLBACKS = "    rollbacks: allow\n";
    private static final String BY_TIME = "numeric\n    extract: '^release-[0-9a-f]+-(?P<ts>[0-9]+)$'";

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

    private void holds(String tag) {
        shop.commit("main", Map.of(FILE, deployment("api", API + ":" + tag)), "hold " + tag);
    }

    private void configure(String config) {
        shop.commit("main", Map.of("fairlead.yaml", config), "configure");
    }

    private ItemReport refused() {
        Map<String, String> before = shop.refs();
        UpdateReport report = shop.run();
        assertThat(report.status()).isEqualTo(UpdateReport.Status.FAILED);
        assertThat(onlyItem(report).result()).isEqualTo(ItemResult.REFUSED);
        assertThat(shop.refs()).as("nothing is written").isEqualTo(before);
        return onlyItem(report);
    }

    private void goesTo(String tag) {
        assertThat(only(shop.run()).result()).isEqualTo(GroupResult.OPENED);
        assertThat(shop.file("fairlead/shop", FILE)).isEqualTo(deployment("api", API + ":" + tag));
    }

    @Test
    void IAC_231_aNarrowerPolicyDoesNotGoBack() {
        shop.registry.push(API, "1.4.0", minute(1)).push(API, "2.0.0", minute(2));
        holds("2.0.0");

        ItemReport item = refused();

        assertThat(item.why()).contains("going to 1.4.0 would be a downgrade");
        assertThat(item.remedy()).contains("correct the policy, or allow rollbacks");
        configure(shopConfig(ROLLBACKS));
        goesTo("1.4.0");
    }

    @Test
    void IAC_396_aTagThatVanishedFromTheRegistryIsNotReplacedByAnOlderOne() {
        configure(shopConfig().replace("semver:^1", BY_TIME));
        holds("release-07ef7c53-1655866680");
        shop.registry.push(API, "release-3caa31f4-1651535374", minute(1));

        ItemReport item = refused();

        assertThat(item.why()).contains("this tag is gone from the registry");
        configure(shopConfig(ROLLBACKS).replace("semver:^1", BY_TIME));
        goesTo("release-3caa31f4-1651535374");
    }

    @Test
    void flux_1817_flux2_4984_aPartialListingDoesNotGoBackWhateverIsAllowed() {
        configure(shopConfig(ROLLBACKS));
        shop.registry
                .push(API, "1.1.0", minute(1))
                .push(API, "1.2.0", minute(2))
                .hide(API, "1.2.0");
        holds("1.2.0");

        ItemReport item = refused();

        assertThat(item.why()).contains("the registry has this tag and its list of tags lacks it");
        shop.registry.show(API, "1.2.0");
        assertThat(onlyItem(shop.run()).result()).isEqualTo(ItemResult.CURRENT);
    }

    @Test
    void flux2_4984_aRegistryThatLostEverythingChangesNothing() {
        shop.registry.push(API, "1.1.0", minute(1));
        shop.run();
        Map<String, String> before = shop.refs();
        shop.registry.remove(API, "1.1.0");
        shop.registry.remove(API, "1.0.0");

        UpdateReport report = shop.run();

        assertThat(onlyItem(report).result()).isEqualTo(ItemResult.FAILED);
        assertThat(shop.refs()).as("what is proposed stays").isEqualTo(before);
    }

    @Test
    void aManifestWithOnlyADigestTellsNotWhatItHolds() {
        String digest = FakeRegistry.digest(API + "2.0.0").toString();
        shop.registry.push(API, "2.0.0", minute(1)).push(API, "1.4.0", minute(2));
        shop.commit("main", Map.of(FILE, deployment("api", API + "@" + digest)), "pinned");

        ItemReport item = refused();

        assertThat(item.why()).contains("a digest and no tag");
        configure(shopConfig(ROLLBACKS));
        goesTo("1.4.0@" + FakeRegistry.digest(API + "1.4.0"));
    }

    @Test
    void aManifestWithOnlyTheDigestOfTheChosenTagIsCurrent() {
        shop.registry.push(API, "1.4.0", minute(1));
        String pinned = deployment("api", API + "@" + FakeRegistry.digest(API + "1.4.0"));
        shop.commit("main", Map.of(FILE, pinned), "pinned");

        assertThat(onlyItem(shop.run()).result()).isEqualTo(ItemResult.CURRENT);
        assertThat(shop.pulls()).isEmpty();
    }

    @Test
    void aManifestWithOnlyADigestFollowsATagWhereThatIsThePolicy() {
        configure(shopConfig().replace("semver:^1", "digest:stable"));
        shop.registry.push(API, "stable", minute(1));
        shop.commit("main", Map.of(FILE, deployment("api", API + "@" + FakeRegistry.digest("old"))), "pinned");

        goesTo("stable@" + FakeRegistry.digest(API + "stable"));
    }

    @Test
    void aManifestWithOnlyADigestGoesWhereABuildTellsUnlessItHoldsALaterBuild() {
        shop.registry
                .push(API, "main-7", minute(1))
                .push(API, "main-8", minute(2))
                .push(API, "main-9", minute(3));
        String pinned = deployment("api", API + "@" + FakeRegistry.digest(API + "main-8"));
        shop.commit("main", Map.of(FILE, pinned), "pinned");

        assertThat(onlyItem(shop.tell(API + ":main-7", "apps")).result()).isEqualTo(ItemResult.SUPERSEDED);
        assertThat(onlyItem(shop.tell(API + ":main-9", "apps")).result()).isEqualTo(ItemResult.UPDATE);
    }

    @Test
    void ofTwoFieldsOnlyTheOlderOneMoves() {
        shop.registry.push(API, "1.4.0", minute(1)).push(API, "2.0.0", minute(2));
        shop.commit("main", Map.of("apps/b.yaml", deployment("b", API + ":2.0.0")), "ahead");

        UpdateReport report = shop.run();

        assertThat(report.status()).isEqualTo(UpdateReport.Status.IN_PART);
        assertThat(only(report).unchanged())
                .singleElement()
                .satisfies(problem -> assertThat(problem.place()).isEqualTo("apps/b.yaml:10:18"));
        assertThat(shop.tag("fairlead/shop", FILE)).isEqualTo("1.4.0");
        assertThat(shop.tag("fairlead/shop", "apps/b.yaml")).isEqualTo("2.0.0");
    }

    @Test
    void aBuildThatTellsAnOlderVersionIsSuperseded() {
        shop.registry.push(API, "main-7", minute(1)).push(API, "main-8", minute(2));
        holds("main-8");
        Map<String, String> before = shop.refs();

        UpdateReport report = shop.tell(API + ":main-7", "apps");

        assertThat(onlyItem(report).result()).isEqualTo(ItemResult.SUPERSEDED);
        assertThat(report.status()).isEqualTo(UpdateReport.Status.DONE);
        assertThat(shop.refs()).isEqualTo(before);
    }

    @Test
    void aProposedVersionWhoseTagIsTakenBackIsProposedNoMore() {
        shop.pushAndRun(API, "1.1.0");
        shop.pushAndRun(API, "1.2.0");
        shop.registry.remove(API, "1.2.0");

        assertThat(only(shop.run()).result()).isEqualTo(GroupResult.UPDATED);
        assertThat(shop.tag("fairlead/shop", FILE)).isEqualTo("1.1.0");
    }

    @Test
    void aTemplateInPlaceOfATagIsRefusedByName() {
        holds("${TAG}");

        UpdateReport report = shop.run();

        assertThat(onlyItem(report).result()).isEqualTo(ItemResult.NO_FIELD);
        assertThat(only(report).unchanged())
                .singleElement()
                .satisfies(problem -> assertThat(problem.place()).isEqualTo(FILE + ":10:18"));
    }
}
