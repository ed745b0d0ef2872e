package dev.fairlead.update;

import static dev.fairlead.update.Workshop.API;
import static dev.fairlead.update.Workshop.only;
import static dev.fairlead.update.Workshop.onlyItem;
import static dev.fairlead.update.Workshop.shopConfig;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.update.report.GroupResult;
import dev.fairlead.update.report.ItemReport;
import dev.fairlead.update.report.ItemResult;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The configuration's {@code holds}: until their date, for their reason, whatever anybody releases. */
class ConfiguredHoldsTest {
    private static final String ONE_VERSION = """
            holds:
              - image: %s
                tag: 1.1.0
                why: loses carts, see issue 812
                until: 2026-03-02
            """.formatted(API);

    private static final String WHOLE_IMAGE = """
            holds:
              - image: %s
                why: the shop is closed for the season
            """.formatted(API);

    @TempDir
    Path temp;

    private Workshop shop;

    @BeforeEach
    void open() {
        shop = Workshop.shop(temp, ONE_VERSION);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void theReasonAndTheDateAreInTheReport() {
        ItemReport item = onlyItem(shop.pushAndRun(API, "1.1.0"));

        assertThat(item.result()).isEqualTo(ItemResult.HELD);
        assertThat(item.why())
                .isEqualTo("held by the configuration until 2026-03-02T00:00:00Z: loses carts, see issue 812");
        assertThat(item.remedy())
                .isEqualTo("end it: fairlead hold --end " + API + " 1.1.0, or take the item out of 'holds'");
        assertThat(shop.pulls()).isEmpty();
    }

    @Test
    void aReleaseDoesNotEndIt() {
        shop.pushAndRun(API, "1.1.0");

        assertThat(onlyItem(shop.release(API + ":1.1.0")).result()).isEqualTo(ItemResult.HELD);
    }

    @Test
    void itEndsWithItsDateAndNotBefore() {
        shop.setTime(Instant.parse("2026-03-01T23:59:59Z"));
        assertThat(onlyItem(shop.pushAndRun(API, "1.1.0")).result()).isEqualTo(ItemResult.HELD);

        shop.setTime(Instant.parse("2026-03-02T00:00:00Z"));
        assertThat(only(shop.run()).result()).isEqualTo(GroupResult.OPENED);
    }

    @Test
    void anotherVersionIsFree() {
        shop.registry.push(API, "1.1.0", Workshop.minute(1));

        assertThat(onlyItem(shop.pushAndRun(API, "1.1.1")).result()).isEqualTo(ItemResult.UPDATE);
    }

    @Test
    void withoutATagEveryVersionIsHeld() {
        shop.commit("main", Map.of("fairlead.yaml", shopConfig(WHOLE_IMAGE)), "closed");

        ItemReport item = onlyItem(shop.pushAndRun(API, "1.7.0"));

        assertThat(item.result()).isEqualTo(ItemResult.HELD);
        assertThat(item.why()).isEqualTo("held by the configuration: the shop is closed for the season");
    }

    @Test
    void aVersionThatIsProposedAlreadyIsTakenBack() {
        shop.commit("main", Map.of("fairlead.yaml", shopConfig()), "no holds yet");
        shop.pushAndRun(API, "1.1.0");
        shop.commit("main", Map.of("fairlead.yaml", shopConfig(ONE_VERSION)), "it loses carts");

        assertThat(only(shop.run()).result()).isEqualTo(GroupResult.WITHDRAWN);
        assertThat(shop.openPull()).isEmpty();

        shop.commit("main", Map.of("fairlead.yaml", shopConfig()), "mended");
        assertThat(only(shop.run()).result())
                .as("we closed the pull request ourselves, so that this refuses nothing")
                .isEqualTo(GroupResult.OPENED);
    }

    @Test
    void anUpdateOfTheWholeRepositoryTakesAHoldForNoFieldOfTheImage() {
        String everywhere = shopConfig(ONE_VERSION).replace("    paths: [apps]\n", "");
        shop.commit("main", Map.of("fairlead.yaml", everywhere), "everywhere");

        assertThat(onlyItem(shop.pushAndRun(API, "1.2.0")).result()).isEqualTo(ItemResult.UPDATE);
        assertThat(shop.file("fairlead/shop", "fairlead.yaml")).isEqualTo(everywhere);
    }
}
