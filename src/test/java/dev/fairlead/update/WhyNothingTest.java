package dev.fairlead.update;

import static dev.fairlead.update.Workshop.API;
import static dev.fairlead.update.Workshop.config;
import static dev.fairlead.update.Workshop.deployment;
import static dev.fairlead.update.Workshop.minute;
import static dev.fairlead.update.Workshop.only;
import static dev.fairlead.update.Workshop.onlyItem;
import static dev.fairlead.update.Workshop.shopConfig;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.Problem;
import dev.fairlead.update.report.ItemResult;
import dev.fairlead.update.report.UpdateReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** "Why was nothing updated?" is answered by the report, for every field and every file (IAC#159, IAC#180, A#441). */
class WhyNothingTest {
    @TempDir
    Path temp;

    private Workshop shop;

    @BeforeEach
    void open() {
        shop = Workshop.shop(temp);
        shop.registry.push(API, "1.1.0", minute(5));
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private static String place(Problem problem) {
        return problem.place();
    }

    @Test
    void IAC_159_aFileThatDoesNotParseIsListedAndDoesNotStopTheOthers() {
        shop.commit("main", Map.of("apps/broken.yaml", "image: " + API + ":1.0.0\nspec: [\n"), "broken");

        UpdateReport report = shop.run();

        assertThat(report.status()).isEqualTo(UpdateReport.Status.IN_PART);
        assertThat(only(report).unchanged())
                .extracting(WhyNothingTest::place)
                .anyMatch(place -> place.startsWith("apps/broken.yaml"));
        assertThat(shop.tag("fairlead/shop", "apps/api.yaml")).isEqualTo("1.1.0");
    }

    @Test
    void IAC_180_aTemplateThatHoldsTheImageIsListed() {
        shop.commit(
                "main",
                Map.of("apps/chart/templates/deployment.yaml", "image: \"" + API + ":{{ .Values.tag }}\"\nkind: Pod\n"),
                "a chart");

        UpdateReport report = shop.run();

        assertThat(report.status()).as("nobody expects it to be edited").isEqualTo(UpdateReport.Status.DONE);
        assertThat(only(report).notes()).anyMatch(note -> note.startsWith("apps/chart/templates/deployment.yaml"));
    }

    @Test
    void A_441_aPolicyThatNoTagFitsSaysHowManyTagsItLookedAt() {
        shop.commit("main", Map.of("fairlead.yaml", shopConfig().replace("semver:^1", "semver:^7")), "seven");

        UpdateReport report = shop.run();

        assertThat(onlyItem(report).result()).isEqualTo(ItemResult.FAILED);
        assertThat(onlyItem(report).why()).contains("2").contains("^7");
    }

    @Test
    void anImageThatIsTooYoungSaysSo() {
        shop.commit("main", Map.of("fairlead.yaml", shopConfig("    minAge: 3d\n")), "patience");
        shop.setTime(minute(5).plus(Duration.ofDays(2)));
        assertThat(onlyItem(shop.run()).result()).isNotEqualTo(ItemResult.UPDATE);

        shop.setTime(minute(5).plus(Duration.ofDays(3)));
        assertThat(onlyItem(shop.run()).result()).isEqualTo(ItemResult.UPDATE);
    }

    @Test
    void anEntryWithoutAPolicyWaitsForABuild() {
        shop.commit("main", Map.of("fairlead.yaml", config("""
                updates:
                  - {name: shop, image: %s, paths: [apps]}
                """.formatted(API))), "told only");

        UpdateReport report = shop.run();

        assertThat(onlyItem(report).result()).isEqualTo(ItemResult.WAITING);
        assertThat(onlyItem(report).why()).isEqualTo("no policy chooses a version, and no build has told one");
        assertThat(report.status()).isEqualTo(UpdateReport.Status.DONE);
    }

    @Test
    void A_884_A_1584_onlyTheFieldsOfTheImageChange() {
        String values = """
                image: {repository: %1$s, tag: 1.0.0}   # ours
                sidecar:
                  image: {repository: docker.io/library/redis, tag: ''}
                  weights: [010, 1e3, "on"]
                empty:
                """.formatted(API);
        shop.commit(
                "main", Map.of("apps/values.yaml", values, "apps/api.yaml", deployment("api", "other:1")), "values");

        shop.run();

        assertThat(shop.file("fairlead/shop", "apps/values.yaml")).isEqualTo(values.replace("1.0.0", "1.1.0"));
    }

    @Test
    void kargo_everyDocumentAndEveryValueOfALineIsUpdatedAndEveryByteElseStays() {
        String file = "\ufeff"
                + "kind: List\r\nimages: {a: {image: '%1$s:1.0.0'}, b: {image: %1$s:1.0.0}} # two\r\n".formatted(API)
                + "---\r\n"
                + deployment("last", API + ":1.0.0").replace("\n", "\r\n").strip();
        shop.commit("main", Map.of("apps/api.yaml", file), "forms");

        shop.run();

        assertThat(shop.file("fairlead/shop", "apps/api.yaml")).isEqualTo(file.replace("1.0.0", "1.1.0"));
    }
}
