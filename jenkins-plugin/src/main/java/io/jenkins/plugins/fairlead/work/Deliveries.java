package io.jenkins.plugins.fairlead.work;

import dev.fairlead.Problem;
import dev.fairlead.update.report.GroupReport;
import dev.fairlead.update.report.ItemReport;
import dev.fairlead.update.report.ReportText;
import dev.fairlead.update.report.UpdateReport;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.fairlead.delivery.Delivery;
import io.jenkins.plugins.fairlead.delivery.DeliveryTarget;
import io.jenkins.plugins.fairlead.delivery.ImageChange;
import io.jenkins.plugins.fairlead.delivery.PullRequestLink;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is kept of a report. */
final class Deliveries {
    private final UpdateReport report;
    private final String environment;
    private final int diffCharacters;

    Deliveries(UpdateReport report, @CheckForNull String environment, int diffCharacters) {
        this.report = report;
        this.environment = environment;
        this.diffCharacters = diffCharacters;
    }

    Delivery of(GroupReport group, @CheckForNull PullRequestLink pullRequest) {
        DeliveryTarget target = new DeliveryTarget(
                report.repository(), group.baseBranch(), group.group(), environment, report.dryRun());
        return Delivery.of(target, word(group.result()))
                .images(group.items().stream().map(Deliveries::image).toList())
                .changes(ReportText.changes(group))
                .problems(problems(group))
                .diff(bounded(ReportText.plain(group.diff())))
                .commit(group.commit().orElse(null))
                .pullRequest(pullRequest)
                .build();
    }

    /** What was left alone, refused or failed in a group, each with its reason. */
    static List<String> problems(GroupReport group) {
        List<String> lines = new ArrayList<>();
        group.problem().map(Problem::toString).ifPresent(lines::add);
        group.unchanged().forEach(problem -> lines.add(problem.toString()));
        group.items().stream().filter(item -> !item.result().fine()).forEach(item -> lines.add(problem(item)));
        return lines.stream().map(ReportText::plain).toList();
    }

    private static String problem(ItemReport item) {
        String place = item.image() + ": "; // a registry's refusal names the image itself
        String why = item.why().startsWith(place) ? item.why().substring(place.length()) : item.why();
        return new Problem(item.image(), why, item.remedy()).toString();
    }

    private static ImageChange image(ItemReport item) {
        return new ImageChange(
                item.image(), item.from(), item.to().orElse(null), word(item.result()), ReportText.plain(item.why()));
    }

    private String bounded(String diff) {
        if (diff.length() <= diffCharacters) {
            return diff;
        }
        int line = diff.lastIndexOf('\n', diffCharacters);
        return diff.substring(0, Math.max(line, 0)) + "\n… " + diff.length() + " characters, cut here\n";
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
