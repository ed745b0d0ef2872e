package dev.fairlead.render.helm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.render.RenderException;
import dev.fairlead.service.Services;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every chart of an archive of charts, {@code -Dfairlead.charts=FOLDER}, renders with the embedded Helm as with the binary, or
 * fails with both. Charts that give something else each time are told by their warnings, and compared no further.
 */
@Tag("service")
class ChartArchiveTest {
    private static List<Path> charts(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.endsWith("Chart.yaml"))
                    .map(Path::getParent)
                    .filter(folder -> !root.relativize(folder).toString().contains("charts/")
                            || !Files.exists(folder.getParent().resolveSibling("Chart.yaml")))
                    .sorted()
                    .toList();
        }
    }

    private static String rendered(HelmRenderer renderer, Path chart) {
        try {
            HelmRendering rendering = renderer.render(ChartRelease.of(chart, "r1", "shop"));
            return rendering.manifest()
                    + String.join("---\n", rendering.hooks().stream().sorted().toList());
        } catch (RenderException e) {
            return "fails";
        }
    }

    private static boolean byChance(Path chart) {
        try (WorkingChart working = WorkingChart.of(chart)) {
            return working.warnings().stream()
                    .anyMatch(warning -> warning.cause().contains("each time"));
        }
    }

    @Test
    void everyChartRendersAsWithTheBinary() throws Exception {
        String folder = System.getProperty("fairlead.charts", "");
        Assumptions.assumeFalse(folder.isEmpty(), "no archive of charts is named by -Dfairlead.charts");
        HelmRenderer binary = new HelmBinary(Services.program("helm-3.22.0/helm", "helm"), Duration.ofMinutes(2));
        List<String> different = new ArrayList<>();
        int equal = 0;
        int failing = 0;
        int chance = 0;
        for (Path chart : charts(Path.of(folder))) {
            String wanted = rendered(binary, chart);
            String embedded = rendered(new EmbeddedHelm(), chart);
            if (!embedded.equals(wanted)) {
                if (!embedded.equals("fails") && !wanted.equals("fails") && byChance(chart)) {
                    chance++;
                } else {
                    different.add(chart.toString());
                }
            } else if (wanted.equals("fails")) {
                failing++;
            } else {
                equal++;
            }
        }
        System.out.printf("charts: %d equal, %d fail with both, %d by chance%n", equal, failing, chance);
        assertThat(different).as("charts that differ").isEmpty();
    }
}
