package dev.fairlead.bot.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.bot.agenda.Order;
import dev.fairlead.bot.agenda.Wanted;
import dev.fairlead.update.report.UpdateReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BotMetricsTest {
    private final BotMetrics metrics = new BotMetrics(List.of("shop"));

    @AfterEach
    void close() {
        metrics.close();
    }

    private List<String> lines(String name) {
        return metrics.scrape().lines().filter(line -> line.startsWith(name)).toList();
    }

    @Test
    void everyNameFollowsPrometheusConventions() {
        metrics.ran(
                new Order("shop", Wanted.EVERYTHING, Order.Cause.SCHEDULE),
                new UpdateReport("shop", false, List.of(), List.of()),
                Duration.ofMillis(1500),
                Instant.ofEpochSecond(1_700_000_000));
        metrics.asked("contoso.azurecr.io", "answered");

        assertThat(metrics.scrape().lines().filter(line -> line.startsWith("# TYPE fairlead_")))
                .isNotEmpty()
                .allMatch(line -> Pattern.matches(
                        "# TYPE fairlead_[a-z_]+(_total counter|_seconds (summary|gauge)|_max gauge|[a-z] gauge)",
                        line));
        assertThat(lines("fairlead_run_duration_seconds_sum")).containsExactly("fairlead_run_duration_seconds_sum 1.5");
        assertThat(lines("fairlead_runs_total"))
                .containsExactly("fairlead_runs_total{cause=\"schedule\",result=\"done\"} 1.0");
        assertThat(lines("fairlead_repository_last_success_timestamp_seconds"))
                .containsExactly("fairlead_repository_last_success_timestamp_seconds{repository=\"shop\"} 1.7E9");
        assertThat(lines("jvm_memory_used_bytes")).isNotEmpty();
    }

    @Test
    void whatOthersWriteMakesNoNewSeriesWithoutEnd() {
        for (int i = 0; i < 500; i++) {
            metrics.asked("registry-" + i + ".example", "answered");
        }

        assertThat(lines("fairlead_registry_questions_total")).hasSize(BotMetrics.MOST_REGISTRIES + 1);
        assertThat(lines("fairlead_registry_questions_total{registry=\"other\""))
                .singleElement()
                .asString()
                .endsWith(" 450.0");
    }

    @Test
    void aRunOfOneImageSaysNothingOfTheWholeRepository() {
        metrics.ran(
                new Order("shop", Wanted.NOTHING, Order.Cause.EVENT),
                new UpdateReport("shop", false, List.of(), List.of()),
                Duration.ofMillis(1),
                Instant.ofEpochSecond(1_700_000_000));

        assertThat(lines("fairlead_repository_last_success_timestamp_seconds{"))
                .singleElement()
                .asString()
                .endsWith(" 0.0");
    }
}
