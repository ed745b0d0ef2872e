package dev.fairlead.update;

import static dev.fairlead.update.Workshop.config;
import static dev.fairlead.update.Workshop.deployment;
import static dev.fairlead.update.Workshop.minute;
import static dev.fairlead.update.Workshop.only;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.forge.PullRequest;
import dev.fairlead.update.report.GroupResult;
import dev.fairlead.update.report.ItemReport;
import dev.fairlead.update.report.ItemResult;
import dev.fairlead.update.report.UpdateReport;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A group of many images: texts stay within the forge's limits, and nothing is forgotten for their sake. */
class BodyLimitsTest {
    private static final int IMAGES = 260;

    @TempDir
    Path temp;

    private Workshop shop;

    @BeforeEach
    void open() {
        shop = new Workshop(temp);
        shop.setTime(minute(10));
        Map<String, String> files = new TreeMap<>();
        String names =
                IntStream.range(0, IMAGES).mapToObj(BodyLimitsTest::image).collect(Collectors.joining(", "));
        files.put("fairlead.yaml", config("""
                updates:
                  - {name: fleet, images: [%s], select: 'semver:^1', paths: [apps]}
                """.formatted(names)));
        for (int i = 0; i < IMAGES; i++) {
            shop.registry.push(image(i), "1.0.0", minute(0)).push(image(i), "1.1.0", minute(5));
            // The text of a file may hold what ends a code block in Markdown.
            files.put(
                    "apps/" + i + ".yaml",
                    deployment("app", image(i) + ":1.0.0").replace("keep me", "```"));
        }
        shop.commit("main", files, "fleet");
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private static String image(int i) {
        return "contoso.azurecr.io/fleet-of-the-northern-region/service-number-" + i;
    }

    @Test
    void theBodyIsWithinTheLimitAndSaysWhatItLeavesOut() {
        UpdateReport report = shop.run();

        assertThat(only(report).result()).isEqualTo(GroupResult.OPENED);
        PullRequest pull = shop.onlyPull();
        int limit = shop.forge.traits().bodyLimit();
        assertThat(pull.body().length() + pull.marker().orElseThrow().length()).isLessThanOrEqualTo(limit);
        assertThat(pull.title())
                .isEqualTo("Update fleet-of-the-northern-region/service-number-0 to 1.1.0,"
                        + " fleet-of-the-northern-region/service-number-1 to 1.1.0 and 258 more");
        assertThat(pull.body())
                .contains("… and 60 more.")
                .contains("more files.")
                .contains("````diff");
        assertThat(shop.log("fairlead/fleet").get(0).getShortMessage().length()).isLessThanOrEqualTo(120);
        assertThat(only(shop.run()).result()).isEqualTo(GroupResult.UNCHANGED);
    }

    @Test
    void closingItHoldsAllOfThem() {
        shop.run();
        shop.forge.close(shop.onlyPull().id());

        UpdateReport report = shop.run();

        assertThat(only(report).items()).extracting(ItemReport::result).containsOnly(ItemResult.HELD);
        assertThat(only(shop.run()).items())
                .as("also after the branch is gone")
                .extracting(ItemReport::result)
                .containsOnly(ItemResult.HELD);
        assertThat(shop.openPull()).isEmpty();
    }
}
