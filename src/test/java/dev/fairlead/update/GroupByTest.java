package dev.fairlead.update;

import static dev.fairlead.update.Workshop.API;
import static dev.fairlead.update.Workshop.WEB;
import static dev.fairlead.update.Workshop.config;
import static dev.fairlead.update.Workshop.deployment;
import static dev.fairlead.update.Workshop.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.FairleadException;
import dev.fairlead.forge.PullRequest;
import dev.fairlead.update.report.GroupReport;
import dev.fairlead.update.report.GroupResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What shares a branch and a pull request. */
class GroupByTest {
    @TempDir
    Path temp;

    private Workshop shop;

    @BeforeEach
    void open() {
        shop = new Workshop(temp);
        shop.registry.push(API, "1.0.0", minute(0)).push(WEB, "1.0.0", minute(0));
        shop.registry.push(API, "1.1.0", minute(10)).push(WEB, "1.1.0", minute(10));
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private void configure(String entry) {
        shop.commit(
                "main",
                Map.of(
                        "fairlead.yaml", config(entry.formatted(API, WEB)),
                        "dev/api.yaml", deployment("api", API + ":1.0.0"),
                        "dev/web.yaml", deployment("web", WEB + ":1.0.0"),
                        "prod/api.yaml", deployment("api", API + ":1.0.0")),
                "start");
    }

    private List<String> branches() {
        return shop.pulls().stream().map(PullRequest::head).sorted().toList();
    }

    private List<String> files(String branch) {
        return List.of("dev/api.yaml", "dev/web.yaml", "prod/api.yaml").stream()
                .filter(file -> shop.tag(branch, file).equals("1.1.0"))
                .toList();
    }

    @Test
    void byImageEveryImageHasItsOwn() {
        configure("updates: [{name: shop, images: [%s, %s], select: semver:^1, groupBy: image}]\n");

        shop.run();

        assertThat(branches()).containsExactly("fairlead/shop-shop-api", "fairlead/shop-shop-web");
        assertThat(files("fairlead/shop-shop-api")).containsExactly("dev/api.yaml", "prod/api.yaml");
        assertThat(files("fairlead/shop-shop-web")).containsExactly("dev/web.yaml");
        assertThat(shop.run().groups()).extracting("result").containsOnly(GroupResult.UNCHANGED);
    }

    @Test
    void byPathEveryItemOfThePathsHasItsOwn() {
        configure("updates: [{name: shop, images: [%s, %s], select: semver:^1, paths: [dev, prod], groupBy: path}]\n");

        List<GroupReport> groups = shop.run().groups();

        assertThat(branches()).containsExactly("fairlead/shop-dev", "fairlead/shop-prod");
        assertThat(files("fairlead/shop-dev")).containsExactly("dev/api.yaml", "dev/web.yaml");
        assertThat(files("fairlead/shop-prod")).containsExactly("prod/api.yaml");
        assertThat(groups).extracting(GroupReport::scope).containsExactly("dev", "prod");
        assertThat(shop.run().groups().get(0).result()).isEqualTo(GroupResult.UNCHANGED);
    }

    @Test
    void byPolicyThoseWithTheSameOneShare() {
        configure("""
                updates:
                  - name: shop
                    images: [{image: %s, select: 'semver:^1'}, {image: %s, select: newest}]
                    groupBy: policy
                """);

        shop.run();

        assertThat(branches()).containsExactly("fairlead/shop-newest", "fairlead/shop-semver-1");
    }

    @Test
    void aGroupInTheDefaultsPutsEverythingTogether() {
        configure("""
                defaults: {group: all, select: 'semver:^1'}
                updates:
                  - {name: api, image: %s}
                  - {name: web, image: %s}
                """);

        shop.run();

        assertThat(branches()).containsExactly("fairlead/all");
        assertThat(files("fairlead/all")).hasSize(3);
    }

    @Test
    void aRunMayBeNarrowedToOneOfThem() {
        configure("updates: [{name: shop, images: [%s, %s], select: semver:^1, groupBy: image}]\n");

        shop.run(UpdateRequest.configured().onlyGroups(Set.of("shop-shop-web")));

        assertThat(branches()).containsExactly("fairlead/shop-shop-web");
    }

    @Test
    void twoEntriesThatEndInOneGroupHaveToAgree() {
        configure("""
                updates:
                  - {name: shop, image: %s, select: newest, groupBy: image}
                  - {name: shop-shop-api, image: %s, select: newest, delivery: commit}
                """);

        assertThatThrownBy(() -> shop.run())
                .isInstanceOf(FairleadException.class)
                .hasMessageContaining("fairlead.yaml:5")
                .hasMessageContaining("'shop-shop-api' is delivered otherwise");
    }

    @ParameterizedTest
    @CsvSource({
        "shop/api, g-shop-api",
        "apps/*/overlays/prod, g-apps-overlays-prod",
        "., g-all",
        "Semver:>=1.2 <2, g-semver-1.2-2",
        "a..b, g-a.b",
        "x.lock, g-x.lock-f53b5310",
    })
    void namesAreFitForABranch(String part, String name) {
        assertThat(GroupName.of("g", part)).isEqualTo(name);
    }

    @Test
    void longNamesAreCutAndStayDifferent() {
        String one = GroupName.of("group", "a".repeat(100) + "1");
        String other = GroupName.of("group", "a".repeat(100) + "2");

        assertThat(one).hasSize(63).isNotEqualTo(other);
    }
}
