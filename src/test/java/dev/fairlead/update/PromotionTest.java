package dev.fairlead.update;

import static dev.fairlead.update.Workshop.API;
import static dev.fairlead.update.Workshop.deployment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.FairleadException;
import dev.fairlead.forge.CommitStatus;
import dev.fairlead.forge.MergeMethod;
import dev.fairlead.forge.PullRequest;
import dev.fairlead.forge.PullRequestQuery;
import dev.fairlead.image.ImageReference;
import dev.fairlead.update.promote.PromotionOrder;
import dev.fairlead.update.report.GroupReport;
import dev.fairlead.update.report.GroupResult;
import dev.fairlead.update.report.ItemReport;
import dev.fairlead.update.report.ItemResult;
import dev.fairlead.update.report.UpdateReport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one environment has run for long enough, and well, is proposed to the next: exactly that, and nothing older. */
class PromotionTest {
    private static final List<String> ENVIRONMENTS = List.of("dev", "staging", "prod");

    @TempDir
    Path temp;

    private Workshop shop;

    @BeforeEach
    void open() {
        shop = new Workshop(temp);
        shop.setTime(Workshop.minute(0));
        shop.registry.push(API, "1.0.0", Workshop.minute(-60));
        Map<String, String> files = new HashMap<>(Map.of("fairlead.yaml", config("")));
        ENVIRONMENTS.forEach(name -> files.put(name + "/api.yaml", deployment("api", API + ":1.0.0")));
        shop.commit("main", files, "start");
        shop.setTime(Workshop.minute(24 * 60));
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private static String config(String more) {
        return Workshop.config("""
                environments:
                  - name: dev
                    paths: [dev]
                  - name: staging
                    paths: [staging]
                    soak: 2h
                  - name: prod
                    paths: [prod]
                    soak: 1d
                updates:
                  - name: shop
                    image: %s
                    select: semver:^1
                    environments: [dev, staging, prod]
                """.formatted(API)) + more;
    }

    private void commit(String environment, String version) {
        shop.commit("main", Map.of(environment + "/api.yaml", deployment("api", API + version)), "by hand");
    }

    private static CommitStatus status(String context, CommitStatus.State state) {
        return new CommitStatus(context, state, "", Optional.empty());
    }

    private void hours(int hours) {
        shop.later(Duration.ofHours(hours));
    }

    private static GroupReport of(UpdateReport report, String environment) {
        return report.groups().stream()
                .filter(group -> group.group().equals("shop-" + environment))
                .findFirst()
                .orElseThrow();
    }

    private static ItemReport item(UpdateReport report, String environment) {
        return of(report, environment).items().get(0);
    }

    private PullRequest merge(String environment) {
        PullRequest pull = shop.forge
                .find(PullRequestQuery.open().from("fairlead/shop-" + environment))
                .get(0);
        return shop.merge(pull, MergeMethod.SQUASH);
    }

    /** Version 1.1.0 is in dev since now. */
    private void deliverToDev() {
        shop.pushAndRun(API, "1.1.0");
        merge("dev");
    }

    private String inBranch(String environment) {
        return shop.tag("fairlead/shop-" + environment, environment + "/api.yaml");
    }

    @Test
    void aVersionGoesFromOneEnvironmentToTheNextEachByItsOwnPullRequest() {
        UpdateReport first = shop.pushAndRun(API, "1.1.0");
        assertThat(of(first, "dev").result()).isEqualTo(GroupResult.OPENED);
        assertThat(item(first, "staging").result()).isEqualTo(ItemResult.CURRENT);
        Instant inDev = shop.clock().instant();
        merge("dev");

        UpdateReport soaking = shop.run();
        assertThat(item(soaking, "staging").result()).isEqualTo(ItemResult.WAITING);
        assertThat(item(soaking, "staging").why())
                .isEqualTo("1.1.0 soaks in dev until " + inDev.plus(Duration.ofHours(2)));
        assertThat(soaking.status()).isEqualTo(UpdateReport.Status.DONE);

        hours(2);
        UpdateReport soaked = shop.run();
        assertThat(of(soaked, "staging").result()).isEqualTo(GroupResult.OPENED);
        assertThat(inBranch("staging")).isEqualTo("1.1.0");
        assertThat(shop.openPull().orElseThrow().body())
                .contains("promoted from dev, where it has been since " + inDev);
        assertThat(item(soaked, "prod").result()).isEqualTo(ItemResult.CURRENT);
        merge("staging");

        assertThat(item(shop.run(), "prod").why()).startsWith("1.1.0 soaks in staging until ");
        hours(25);
        assertThat(of(shop.run(), "prod").result()).isEqualTo(GroupResult.OPENED);
        assertThat(inBranch("prod")).isEqualTo("1.1.0");
    }

    @Test
    void runsThatFollowWriteNothing() {
        deliverToDev();
        hours(2);
        shop.run();
        Map<String, String> before = shop.refs();

        hours(1);
        shop.run();

        assertThat(shop.refs()).isEqualTo(before);
    }

    @Test
    void otherCommitsDoNotDisturbTheSoak() {
        deliverToDev();
        hours(1);
        shop.commit("main", Map.of("README.md", "hello\n", "dev/other.yaml", deployment("x", "nginx:1")), "other");
        hours(1);

        assertThat(of(shop.run(), "staging").result()).isEqualTo(GroupResult.OPENED);
    }

    @Test
    void aChangeInBetweenBeginsTheSoakAnew() {
        deliverToDev();
        hours(1);
        commit("dev", ":1.0.0");
        shop.later(Duration.ofMinutes(30));
        commit("dev", ":1.1.0");
        Instant again = shop.clock().instant();
        shop.later(Duration.ofMinutes(45));

        assertThat(item(shop.run(), "staging").why())
                .isEqualTo("1.1.0 soaks in dev until " + again.plus(Duration.ofHours(2)));
    }

    @Test
    void aCommitThatIsDatedBackSoaksNoShorter() {
        shop.commit("main", Map.of("README.md", "hello\n"), "today");
        Instant today = shop.clock().instant();
        shop.registry.push(API, "1.1.0", Workshop.minute(1));
        shop.setTime(Workshop.minute(5));
        commit("dev", ":1.1.0");
        shop.setTime(today.plus(Duration.ofHours(1)));

        assertThat(item(shop.run(), "staging").result()).isEqualTo(ItemResult.WAITING);
    }

    @Test
    void exactlyTheDigestThatRanBeforeIsTakenWhateverTheTagPointsAtNow() {
        String pinned = ":1.1.0@" + FakeRegistry.digest(API + "1.1.0");
        shop.registry.push(API, "1.1.0", Workshop.minute(1));
        commit("dev", pinned);
        commit("staging", ":1.0.0@" + FakeRegistry.digest(API + "1.0.0"));
        hours(3);
        shop.registry.push(API, "1.1.0", shop.clock().instant(), "rebuilt", Map.of());

        shop.run();

        assertThat(shop.file("fairlead/shop-staging", "staging/api.yaml")).contains(API + pinned + " # keep me");
    }

    @Test
    void aTagThatIsGoneIsTakenByItsDigest() {
        String pinned = ":1.1.0@" + FakeRegistry.digest(API + "1.1.0");
        shop.registry.push(API, "1.1.0", Workshop.minute(1)).push(API, "copy", Workshop.minute(1), "1.1.0", Map.of());
        commit("dev", pinned);
        commit("staging", ":1.0.0@" + FakeRegistry.digest(API + "1.0.0"));
        hours(3);
        shop.registry.remove(API, "1.1.0");

        shop.run();

        assertThat(shop.file("fairlead/shop-staging", "staging/api.yaml")).contains(pinned);
    }

    @Test
    void whereNoDigestStandsTheRegistrysIsTakenAndThatIsSaid() {
        deliverToDev();
        commit("staging", ":1.0.0@" + FakeRegistry.digest(API + "1.0.0"));
        hours(3);

        shop.run();

        assertThat(shop.file("fairlead/shop-staging", "staging/api.yaml"))
                .contains(":1.1.0@" + FakeRegistry.digest(API + "1.1.0"));
        assertThat(shop.openPull().orElseThrow().body()).contains("it pins no digest there");
    }

    @Test
    void fieldsThatDoNotAgreeArePromotedNowhere() {
        deliverToDev();
        shop.commit("main", Map.of("dev/b.yaml", deployment("b", API + ":1.0.0")), "left behind");
        hours(3);

        assertThat(item(shop.run(), "staging").why())
                .isEqualTo("the fields of dev do not agree: " + API + ":1.0.0, " + API + ":1.1.0");
    }

    @Test
    void anEnvironmentWithoutTheImageIsToldSo() {
        shop.person()
                .on("main")
                .git("rm", "--quiet", "dev/api.yaml")
                .commit("gone")
                .push();

        assertThat(item(shop.run(), "staging").why()).isEqualTo("dev holds no field of this image");
    }

    @ParameterizedTest
    @CsvSource({
        "fairlead/dev/shop, SUCCESS, ''",
        "kustomization/dev-shop/0c9a, FAILURE, 'dev is not healthy: kustomization/dev-shop/0c9a is failure, told'",
        "argocd/shop-dev, PENDING, 'waits for dev: argocd/shop-dev is pending, told'",
        "fairlead/prod/shop, FAILURE, ''",
        "ci/dev, FAILURE, ''",
    })
    void whatAgentsReportOnTheEnvironmentBeforeCounts(String context, CommitStatus.State state, String why) {
        deliverToDev();
        shop.forge.report(shop.head("main"), new CommitStatus(context, state, "told", Optional.empty()));
        hours(3);

        UpdateReport report = shop.run();

        assertThat(of(report, "staging").result())
                .isEqualTo(why.isEmpty() ? GroupResult.OPENED : GroupResult.UNCHANGED);
        assertThat(why.isEmpty() || item(report, "staging").why().equals(why))
                .as(item(report, "staging").why())
                .isTrue();
    }

    @Test
    void whoReportedOnEarlierVersionsIsWaitedFor() {
        shop.forge.report(shop.head("main"), status("fairlead/dev/shop", CommitStatus.State.SUCCESS));
        deliverToDev();
        hours(3);
        assertThat(item(shop.run(), "staging").why())
                .isEqualTo("waits for dev, which has reported on earlier versions, to report on this");

        shop.forge.report(shop.head("main"), status("fairlead/dev/shop", CommitStatus.State.SUCCESS));
        assertThat(of(shop.run(), "staging").result()).isEqualTo(GroupResult.OPENED);
    }

    @Test
    void aSuccessLastsWhileANewerCommitIsApplied() {
        deliverToDev();
        shop.forge.report(shop.head("main"), status("fairlead/dev/shop", CommitStatus.State.SUCCESS));
        hours(3);
        shop.commit("main", Map.of("README.md", "hello\n"), "other");
        shop.forge.report(shop.head("main"), status("fairlead/dev/shop", CommitStatus.State.PENDING));

        assertThat(of(shop.run(), "staging").result()).isEqualTo(GroupResult.OPENED);
    }

    @Test
    void contextsThatAreAskedForHaveToReport() {
        shop.commit(
                "main",
                Map.of("fairlead.yaml", config("").replace("soak: 2h", "soak: 2h\n    health: ['smoke/*']")),
                "health");
        deliverToDev();
        hours(3);
        assertThat(item(shop.run(), "staging").why()).isEqualTo("waits for reports of dev: smoke/*");

        shop.forge.report(shop.head("main"), status("smoke/carts", CommitStatus.State.SUCCESS));
        assertThat(of(shop.run(), "staging").result()).isEqualTo(GroupResult.OPENED);
    }

    @Test
    void aRollbackOfTheEnvironmentBeforeIsNotPromoted() {
        ENVIRONMENTS.forEach(name -> commit(name, ":1.1.0"));
        shop.registry.push(API, "1.1.0", Workshop.minute(1));
        hours(48);
        commit("staging", ":1.0.0");
        hours(48);

        UpdateReport report = shop.run();

        assertThat(item(report, "prod").result()).isEqualTo(ItemResult.SUPERSEDED);
        assertThat(report.status()).isEqualTo(UpdateReport.Status.DONE);
        assertThat(shop.head("fairlead/shop-prod")).isEmpty();
    }

    @Test
    void aRollbackIsPromotedWhereThatIsMeant() {
        shop.commit("main", Map.of("fairlead.yaml", config("    rollbacks: allow\n")), "meant");
        ENVIRONMENTS.forEach(name -> commit(name, ":1.1.0"));
        shop.registry.push(API, "1.1.0", Workshop.minute(1));
        hours(48);
        commit("staging", ":1.0.0");
        hours(48);

        assertThat(of(shop.run(), "prod").result()).isEqualTo(GroupResult.OPENED);
        assertThat(inBranch("prod")).isEqualTo("1.0.0");
    }

    @Test
    void whatIsProposedIsTakenBackWhenTheEnvironmentBeforeGoesBack() {
        deliverToDev();
        hours(3);
        assertThat(of(shop.run(), "staging").result()).isEqualTo(GroupResult.OPENED);
        commit("dev", ":1.0.0");

        assertThat(of(shop.run(), "staging").result()).isEqualTo(GroupResult.WITHDRAWN);
        assertThat(shop.forge.find(PullRequestQuery.open().from("fairlead/shop-staging")))
                .isEmpty();
    }

    @Test
    void whatIsProposedIsTakenBackAlsoWhereNothingSoaks() {
        shop.commit("main", Map.of("fairlead.yaml", config("").replace("soak: 2h", "soak: 0m")), "no soak");
        deliverToDev();
        assertThat(of(shop.run(), "staging").result()).isEqualTo(GroupResult.OPENED);
        commit("dev", ":1.0.0");

        assertThat(of(shop.run(), "staging").result()).isEqualTo(GroupResult.WITHDRAWN);
    }

    @Test
    void whatIsProposedStaysWhileANewerVersionSoaks() {
        deliverToDev();
        hours(3);
        shop.run();
        commit("dev", ":1.2.0");
        shop.registry.push(API, "1.2.0", Workshop.minute(2));

        UpdateReport report = shop.run();

        assertThat(item(report, "staging").result()).isEqualTo(ItemResult.WAITING);
        assertThat(inBranch("staging")).isEqualTo("1.1.0");
    }

    @Test
    void A_1249_aVersionThatIsHeldIsNotPromoted() {
        deliverToDev();
        shop.commit(
                "main",
                Map.of("fairlead.yaml", config("holds:\n- {image: " + API + ", tag: 1.1.0, why: loses carts}\n")),
                "hold");
        hours(3);

        assertThat(item(shop.run(), "staging").why()).isEqualTo("held by the configuration: loses carts");
    }

    @Test
    void IAC_231_aLaterEnvironmentThatIsAheadIsNotBroughtBack() {
        shop.registry.push(API, "1.2.0", Workshop.minute(1));
        commit("dev", ":1.2.0");
        commit("prod", ":1.2.0");
        hours(48);

        UpdateReport report = shop.run();

        assertThat(item(report, "prod").result()).isEqualTo(ItemResult.SUPERSEDED);
        assertThat(item(report, "staging").result()).isEqualTo(ItemResult.UPDATE);
    }

    @Test
    void aVersionThatABuildTellsGoesToTheFirstEnvironmentOnly() {
        shop.registry.push(API, "1.1.0", shop.clock().instant());

        UpdateReport report =
                shop.run(UpdateRequest.configured().telling(List.of(ImageReference.parse(API + ":1.1.0"))));

        assertThat(of(report, "dev").result()).isEqualTo(GroupResult.OPENED);
        assertThat(shop.head("fairlead/shop-staging")).isEmpty();
        assertThat(shop.head("fairlead/shop-prod")).isEmpty();
    }

    @Test
    void oneGroupAloneSeesTheEnvironmentBeforeToo() {
        deliverToDev();
        hours(3);

        UpdateReport report = shop.run(UpdateRequest.configured().onlyGroups(java.util.Set.of("shop-staging")));

        assertThat(report.groups()).hasSize(1);
        assertThat(of(report, "staging").result()).isEqualTo(GroupResult.OPENED);
    }

    @Test
    void twoOrdersMayStandInOneFileAndAnEntryMaySkipAnEnvironment() {
        shop.commit(
                "main",
                Map.of(
                        "fairlead.yaml",
                        Workshop.config("""
                environments:
                  - {name: dev, paths: dev}
                  - {name: staging, paths: staging}
                  - {name: prod, paths: prod}
                  - {name: primary, paths: primary, after: none}
                  - {name: recovery, paths: recovery}
                updates:
                  - {name: shop, image: %1$s, select: 'semver:^1', environments: [dev, prod]}
                  - {name: other, image: %1$s, select: 'semver:^1', environments: [primary, recovery]}
                """.formatted(API)),
                        "primary/api.yaml",
                        deployment("a", API + ":1.0.0"),
                        "recovery/api.yaml",
                        deployment("a", API + ":1.0.0")),
                "orders");
        shop.registry.push(API, "1.1.0", Workshop.minute(1));
        commit("dev", ":1.1.0");

        UpdateReport report = shop.run();

        assertThat(report.groups())
                .extracting(GroupReport::group)
                .containsExactly("shop-dev", "shop-prod", "other-primary", "other-recovery");
        assertThat(of(report, "prod").result()).as("straight from dev").isEqualTo(GroupResult.OPENED);
        assertThat(report.groups().get(2).result()).as("by its policy").isEqualTo(GroupResult.OPENED);
        assertThat(report.groups().get(3).items().get(0).result()).isEqualTo(ItemResult.CURRENT);
    }

    @Test
    void settingsOfAnEnvironmentCountMoreThanThoseOfTheEntry() {
        shop.commit(
                "main",
                Map.of(
                        "fairlead.yaml",
                        config("    pullRequest: {labels: [shop]}\n")
                                .replace("soak: 2h", "soak: 2h\n    pullRequest: {labels: [staging]}")),
                "labels");
        deliverToDev();
        hours(3);
        shop.run();

        assertThat(shop.pulls()).extracting(PullRequest::labels).containsExactly(List.of("staging"), List.of("shop"));
    }

    @Test
    void byHandTheNextEnvironmentWaitsForNothingAndThePullRequestSaysSo() {
        deliverToDev();

        UpdateReport report = shop.run(UpdateRequest.configured()
                .promoting(new PromotionOrder(Optional.of("dev"), "staging", true, Optional.of("Grace"))));

        assertThat(report.groups()).hasSize(1);
        assertThat(of(report, "staging").result()).isEqualTo(GroupResult.OPENED);
        assertThat(shop.openPull().orElseThrow().body()).contains("promoted from dev by Grace, without waiting");
    }

    @Test
    void byHandWithoutNowItWaitsAsAlways() {
        deliverToDev();

        UpdateReport report = shop.run(UpdateRequest.configured()
                .promoting(new PromotionOrder(Optional.empty(), "staging", false, Optional.of("Grace"))));

        assertThat(item(report, "staging").result()).isEqualTo(ItemResult.WAITING);
    }

    @Test
    void byHandAnEnvironmentMayBeLeftOut() {
        deliverToDev();

        UpdateReport report = shop.run(UpdateRequest.configured()
                .promoting(new PromotionOrder(Optional.of("dev"), "prod", true, Optional.empty())));

        assertThat(of(report, "prod").result()).isEqualTo(GroupResult.OPENED);
        assertThat(inBranch("prod")).isEqualTo("1.1.0");
    }

    @ParameterizedTest
    @CsvSource({"production, --to production", "staging, --from dve"})
    void unknownEnvironmentsAreToldWithThoseThatThereAre(String to, String place) {
        PromotionOrder order = new PromotionOrder(
                to.equals("staging") ? Optional.of("dve") : Optional.empty(), to, false, Optional.empty());

        assertThatThrownBy(() -> shop.run(UpdateRequest.configured().promoting(order)))
                .isInstanceOf(FairleadException.class)
                .hasMessageContaining(place)
                .hasMessageContaining("dev, staging, prod");
    }
}
