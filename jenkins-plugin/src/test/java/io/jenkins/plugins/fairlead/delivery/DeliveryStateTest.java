package io.jenkins.plugins.fairlead.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryStateTest {
    @ParameterizedTest
    @CsvSource({
        "open,, PROPOSED",
        "merged,, MERGED",
        "closed,, CLOSED",
        "open, open, PROPOSED",
        "merged, open, MERGED",
        "merged, merged, MERGED",
        "merged, applying, APPLYING",
        "merged, synced, SYNCED",
        "merged, FAILED, FAILED",
        "something else,, PROPOSED"
    })
    void clustersCountMostThenThePullRequest(String pullRequest, String phase, DeliveryState state) {
        Delivery delivery = Delivered.version("1.4.2", "dev", pullRequest);
        assertEquals(state, DeliveryState.of(phase == null ? delivery : delivery.reached(phase, "text", null)));
    }

    @ParameterizedTest
    @CsvSource({
        "unchanged, CURRENT",
        "planned, PLANNED",
        "opened, PROPOSED",
        "updated, PROPOSED",
        "committed, MERGED",
        "withdrawn, CLOSED",
        "blocked, BLOCKED",
        "failed, FAILED",
        "other, UNKNOWN"
    })
    void withoutAPullRequestTheResultCounts(String result, DeliveryState state) {
        DeliveryTarget target = new DeliveryTarget("https://github.com/contoso/config", "main", "shop", null, false);
        assertEquals(state, DeliveryState.of(Delivery.of(target, result).build()));
    }

    @Test
    void theEnvironmentThatIsWaitedForCountsWhereTheDeliveryNamedNone() {
        Delivery unnamed = Delivered.version("1.4.2", null, "merged").reached("applying", "text", null);
        Delivery bound = unnamed.boundFor("dev");
        assertEquals("dev", bound.getEnvironment());
        assertEquals("applying", bound.getPhase());
        assertEquals(unnamed.getPullRequest(), bound.getPullRequest());
        assertEquals("prod", Delivered.version("1.4.2", "prod", "merged").boundFor("dev").getEnvironment());
        assertNull(unnamed.boundFor(null).getEnvironment());
    }

    @Test
    void aPipelineMayPrintIt() {
        assertEquals(
                "shop: opened " + Delivered.PULL_REQUEST,
                Delivered.version("1.4.2", "dev", "open").toString());
        assertEquals("shop: planned", Delivered.dryRun("1.4.2", "dev").toString());
    }

    @Test
    void aDryRunHasDoneNothing() {
        assertEquals(DeliveryState.PLANNED, DeliveryState.of(Delivered.dryRun("1.4.2", "dev")));
    }
}
