package dev.fairlead.update.dashboard;

import dev.fairlead.update.plan.Story;
import dev.fairlead.update.report.GroupReport;
import dev.fairlead.update.report.GroupResult;
import dev.fairlead.update.report.ItemReport;
import dev.fairlead.update.report.ItemResult;
import dev.fairlead.update.report.UpdateReport;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A run's report as the dashboard tells it. The same report makes the same text: it holds no times. */
public final class DashboardText {
    private static final int ROWS = 100;
    private static final Pattern RELEASE = Pattern.compile("--release ([^\\s,;]+)");
    private static final Set<ItemResult> MOVING = EnumSet.of(ItemResult.UPDATE, ItemResult.PENDING);
    private static final Set<ItemResult> FAILING =
            EnumSet.of(ItemResult.FAILED, ItemResult.REFUSED, ItemResult.NO_FIELD);

    private final UpdateReport report;
    private final StringBuilder text = new StringBuilder();

    private DashboardText(UpdateReport report) {
        this.report = report;
    }

    /** The body of the issue, in Markdown. */
    public static String of(UpdateReport report) {
        return new DashboardText(report).write();
    }

    private String write() {
        text.append("What Fairlead keeps up to date here. Tick a box, and the next run does it.\n");
        section("Open", groups(DashboardText::isOpen).map(DashboardText::open));
        section(
                "Waiting",
                groups(group -> group.result() == GroupResult.WAITING)
                        .map(group -> Ticks.now(
                                group.group(),
                                "**" + group.group() + "** " + moves(group) + ": "
                                        + Story.plain(String.join("; ", group.notes())))));
        section("Held", items(ItemResult.HELD::equals).map(DashboardText::held));
        section(
                "Not signed as asked",
                items(item -> true)
                        .flatMap(item ->
                                item.leftOut().stream().map(why -> "- `" + item.image() + "`: " + Story.plain(why))));
        section(
                "Failing",
                Stream.concat(
                        groups(group -> group.problem().isPresent())
                                .map(group -> "- **" + group.group() + "**: "
                                        + Story.plain(
                                                group.problem().orElseThrow().toString())),
                        Stream.concat(items(FAILING::contains).map(DashboardText::failing), unchanged())));
        long images = report.groups().stream()
                .mapToLong(group -> group.items().size())
                .sum();
        long current = items(ItemResult.CURRENT::equals).count();
        text.append("\n")
                .append(current)
                .append(" of ")
                .append(images)
                .append(images == 1 ? " image is" : " images are")
                .append(" at the newest version.\n");
        return text.toString();
    }

    private void section(String title, Stream<String> lines) {
        List<String> all = new ArrayList<>(lines.distinct().toList());
        if (!all.isEmpty()) {
            text.append("\n### ").append(title).append("\n\n");
            all.stream().limit(ROWS).forEach(line -> text.append(line).append('\n'));
            if (all.size() > ROWS) {
                text.append("\n… and ").append(all.size() - ROWS).append(" more.\n");
            }
        }
    }

    private Stream<GroupReport> groups(Predicate<GroupReport> wanted) {
        return report.groups().stream().filter(wanted);
    }

    private Stream<ItemReport> items(Predicate<ItemResult> wanted) {
        return report.groups().stream()
                .flatMap(group -> group.items().stream())
                .filter(item -> wanted.test(item.result()));
    }

    private Stream<String> unchanged() {
        return report.groups().stream()
                .flatMap(group -> group.unchanged().stream())
                .map(problem -> "- " + Story.plain(problem.toString()));
    }

    private static boolean isOpen(GroupReport group) {
        return group.pullRequest().filter(pull -> pull.state().equals("open")).isPresent();
    }

    private static String open(GroupReport group) {
        String url = group.pullRequest().orElseThrow().url();
        return "- "
                + (url.startsWith("https://")
                        ? "[" + group.group() + "](" + url + ")"
                        : "**" + group.group() + "** at " + Story.plain(url))
                + " " + moves(group);
    }

    private static String moves(GroupReport group) {
        String moves = group.items().stream()
                .filter(item -> MOVING.contains(item.result()))
                .limit(ROWS)
                .map(item -> "`" + item.image() + "` " + String.join(", ", item.from()) + " → "
                        + item.to().orElse("?"))
                .collect(Collectors.joining(", "));
        return moves.isEmpty() ? "" : "(" + moves + ")";
    }

    private static String held(ItemReport item) {
        String line = "`" + item.image() + "`: " + Story.plain(item.why());
        Matcher release = RELEASE.matcher(item.remedy());
        return release.find() ? Ticks.release(release.group(1), line) : "- " + line + hint(item);
    }

    private static String failing(ItemReport item) {
        return "- `" + item.image() + "`: " + Story.plain(item.why()) + hint(item);
    }

    private static String hint(ItemReport item) {
        return Optional.of(item.remedy())
                .filter(remedy -> !remedy.isEmpty())
                .map(remedy -> " (" + Story.plain(remedy) + ")")
                .orElse("");
    }
}
