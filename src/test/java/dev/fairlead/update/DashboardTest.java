package dev.fairlead.update;

import static dev.fairlead.update.Workshop.API;
import static dev.fairlead.update.Workshop.WEB;
import static dev.fairlead.update.Workshop.config;
import static dev.fairlead.update.Workshop.deployment;
import static dev.fairlead.update.Workshop.minute;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.forge.Issue;
import dev.fairlead.forge.Issues;
import dev.fairlead.update.dashboard.Ticks;
import dev.fairlead.update.report.GroupResult;
import dev.fairlead.update.report.UpdateReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One issue tells of everything, and its boxes work. */
class DashboardTest {
    @TempDir
    Path temp;

    private Workshop shop;

    @BeforeEach
    void open() {
        shop = new Workshop(temp);
        shop.setTime(minute(0));
        shop.registry.push(API, "1.0.0", minute(-60)).push(WEB, "1.0.0", minute(-60));
        configure("");
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private void configure(String more) {
        shop.commit(
                "main",
                Map.of(
                        "fairlead.yaml", config("dashboard: Image updates\n" + more + """
                                updates:
                                  - {name: api, image: %s, select: semver:^1, paths: [apps/api.yaml]}
                                  - {name: web, image: %s, select: semver:^1, paths: [apps/web.yaml]}
                                """.formatted(API, WEB)),
                        "apps/api.yaml", deployment("api", API + ":1.0.0"),
                        "apps/web.yaml", deployment("web", WEB + ":1.0.0")),
                "configure");
    }

    private Issues issues() {
        return shop.forge.capability(Issues.class).orElseThrow();
    }

    private Issue board() {
        return issues().issue("dashboard").orElseThrow();
    }

    private void tick(String line) {
        Issue board = board();
        assertThat(board.body()).contains("- [ ] " + line);
        issues().putIssue("dashboard", board.title(), board.body().replace("- [ ] " + line, "- [x] " + line));
    }

    @Test
    void itTellsWhatIsOpenAndWhatIsCurrent() {
        shop.pushAndRun(API, "1.1.0");

        assertThat(board().title()).isEqualTo("Image updates");
        assertThat(board().body()).isEqualTo("""
                What Fairlead keeps up to date here. Tick a box, and the next run does it.

                ### Open

                - **api** at %s#1 (`%s` 1.0.0 → 1.1.0)

                1 of 2 images are at the newest version.
                """.formatted(shop.remote.folder(), API));
    }

    @Test
    void runningAgainWritesNothing() {
        shop.pushAndRun(API, "1.1.0");
        Map<String, String> before = shop.refs();

        shop.run();

        assertThat(shop.refs()).isEqualTo(before);
    }

    @Test
    void aTickedGroupIsWrittenInSpiteOfItsLimit() {
        configure("limits: {open: 1}\n");
        shop.registry.push(API, "1.1.0", minute(-5)).push(WEB, "1.1.0", minute(-5));
        shop.run();
        tick("**web** (`" + WEB + "` 1.0.0 → 1.1.0): waits: 1 pull request is open");

        UpdateReport report = shop.run();

        assertThat(report.groups()).extracting("result").containsExactly(GroupResult.UNCHANGED, GroupResult.OPENED);
        assertThat(board().body()).doesNotContain("### Waiting").doesNotContain("[x]");
    }

    @Test
    void aTickedVersionIsReleased() {
        shop.pushAndRun(API, "1.1.0");
        shop.forge.close(shop.onlyPull().id());
        shop.run();
        assertThat(board().body()).contains("### Held");
        tick("`" + API + "`: the pull request that proposed 1.1.0");

        assertThat(shop.run().groups().get(0).result()).isEqualTo(GroupResult.OPENED);
        assertThat(board().body()).doesNotContain("### Held");
    }

    @Test
    void whatFailsIsToldWithItsRemedy() {
        shop.commit("main", Map.of("apps/web.yaml", deployment("web", "nginx:1.0.0")), "another image");

        shop.run();

        assertThat(board().body())
                .contains("### Failing\n\n- `" + WEB + "`: no field in apps/web.yaml holds this image");
    }

    @Test
    void aHoldOfTheConfigurationHasNoBox() {
        configure("holds: [{image: " + API + ", tag: 1.1.0, why: 'loses carts, says @alice <b>'}]\n");

        shop.pushAndRun(API, "1.1.0");

        assertThat(board().body())
                .contains("- `" + API + "`: held by the configuration: loses carts, says @\u200balice &lt;b&gt;")
                .doesNotContain("- [ ]");
    }

    @Test
    void aRunForOneImageLeavesItAlone() {
        shop.run();
        Issue before = board();
        shop.registry.push(API, "1.1.0", minute(-5));

        shop.run(UpdateRequest.configured().onlyGroups(Set.of("api")));
        shop.run(UpdateRequest.configured().asDryRun());

        assertThat(board()).isEqualTo(before);
    }

    @Test
    void withoutTheKeyThereIsNone() {
        shop.commit("main", Map.of("fairlead.yaml", config("updates: []\n")), "none");

        shop.run();

        assertThat(issues().issue("dashboard")).isEmpty();
    }

    @Test
    void onlyOurBoxesMeanAnything() {
        assertThat(Ticks.read("""
                - [x] yes <!-- fairlead:now web -->
                * [X] too <!-- fairlead:release contoso.azurecr.io/shop/api:1.1.0 -->
                - [ ] no <!-- fairlead:now api -->
                - [x] no box of ours
                > - [x] quoted <!-- fairlead:now quoted -->
                - [x] broken <!-- fairlead:release ::: -->
                - [x] unknown <!-- fairlead:drop everything -->
                """))
                .isEqualTo(new Ticks(
                        Set.of("web"),
                        List.of(dev.fairlead.image.ImageReference.parse("contoso.azurecr.io/shop/api:1.1.0"))));
    }
}
