package dev.fairlead.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fairlead.Problem;
import dev.fairlead.update.report.GroupReport;
import dev.fairlead.update.report.GroupResult;
import dev.fairlead.update.report.ItemReport;
import dev.fairlead.update.report.UpdateReport;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints what a run did: for people, or as the JSON document that {@code docs/update.md} describes. */
final class UpdateOutput {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final Console console;
    private final PrintWriter out;

    UpdateOutput(Console console) {
        this.console = console;
        this.out = console.out();
    }

    void print(UpdateReport report, OutputFormat format) throws JsonProcessingException {
        if (format == OutputFormat.json) {
            out.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document(report)));
        } else {
            report.groups().forEach(group -> print(group, report.dryRun()));
            report.notes().forEach(note -> out.println("note: " + note));
            if (report.groups().isEmpty()) {
                out.println("Nothing is configured that fits what was asked for.");
            }
        }
        out.flush();
    }

    private void print(GroupReport group, boolean dryRun) {
        out.println(console.styled("@|bold " + group.group() + "|@") + ": " + told(group));
        out.println("  in " + group.scope());
        group.items().forEach(this::print);
        if (dryRun || group.result() == GroupResult.PLANNED) {
            printDiff(group.diff());
        } else {
            group.changes()
                    .forEach(change ->
                            out.println("  " + change.place() + "  " + change.before() + " → " + change.after()));
        }
        group.unchanged().forEach(problem -> out.println("  not changed: " + problem));
        group.notes().forEach(note -> out.println("  note: " + note));
    }

    private static String told(GroupReport group) {
        String where = group.pullRequest()
                .map(pull -> "pull request " + pull.id() + " (" + pull.state() + ") " + pull.url())
                .orElse(group.branch());
        return switch (group.result()) {
            case UNCHANGED -> group.pullRequest().isPresent() ? "nothing new; " + where : "nothing to do";
            case PLANNED -> "a dry run: nothing was pushed";
            case OPENED -> "opened " + where;
            case UPDATED -> "updated " + where;
            case COMMITTED ->
                "committed to " + group.baseBranch()
                        + group.commit().map(id -> " as " + id).orElse("");
            case WITHDRAWN -> "nothing is pending any more: withdrawn, " + where;
            case BLOCKED -> "blocked, " + where + problem(group);
            case FAILED -> "failed" + problem(group);
        };
    }

    private static String problem(GroupReport group) {
        return group.problem().map(problem -> ": " + problem).orElse("");
    }

    private void print(ItemReport item) {
        out.println("  " + item.result().name().toLowerCase(Locale.ROOT).replace('_', ' ') + "  " + item.image() + "  "
                + versions(item) + (item.why().isEmpty() ? "" : "  (" + item.why() + ")"));
        if (!item.remedy().isEmpty()) {
            out.println("      " + item.remedy());
        }
    }

    private static String versions(ItemReport item) {
        List<String> to = item.to().stream().toList();
        return String.join(", ", item.from()) + (item.from().equals(to) || to.isEmpty() ? "" : " → " + to.get(0));
    }

    private void printDiff(String diff) {
        for (String line : diff.split("\n", -1)) {
            out.println(console.colour() ? coloured(line) : line);
        }
    }

    private static String coloured(String line) {
        if (line.startsWith("---") || line.startsWith("+++")) {
            return "\033[1m" + line + "\033[m";
        }
        return switch (line.isEmpty() ? ' ' : line.charAt(0)) {
            case '+' -> "\033[32m" + line + "\033[m";
            case '-' -> "\033[31m" + line + "\033[m";
            case '@' -> "\033[36m" + line + "\033[m";
            default -> line;
        };
    }

    private static Map<String, Object> document(UpdateReport report) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("repository", report.repository());
        document.put("dryRun", report.dryRun());
        document.put("status", report.status());
        document.put("notes", report.notes());
        document.put("groups", report.groups().stream().map(UpdateOutput::group).toList());
        return document;
    }

    private static Map<String, Object> group(GroupReport group) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("group", group.group());
        document.put("result", group.result());
        document.put("branch", group.branch());
        document.put("baseBranch", group.baseBranch());
        document.put("scope", group.scope());
        document.put("commit", group.commit().orElse(null));
        document.put("pullRequest", group.pullRequest().orElse(null));
        document.put("problem", group.problem().map(UpdateOutput::problemOf).orElse(null));
        document.put("items", group.items().stream().map(UpdateOutput::item).toList());
        document.put("changes", group.changes());
        document.put(
                "unchanged",
                group.unchanged().stream().map(UpdateOutput::problemOf).toList());
        document.put("notes", group.notes());
        document.put("diff", group.diff());
        return document;
    }

    private static Map<String, Object> item(ItemReport item) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("entry", item.entry().orElse(null));
        document.put("image", item.image());
        document.put("policy", item.policy().orElse(null));
        document.put("result", item.result());
        document.put("from", item.from());
        document.put("to", item.to().orElse(null));
        document.put("why", item.why());
        document.put("remedy", item.remedy());
        return document;
    }

    private static Map<String, String> problemOf(Problem problem) {
        Map<String, String> document = new LinkedHashMap<>();
        document.put("place", problem.place());
        document.put("cause", problem.cause());
        document.put("remedy", problem.remedy());
        return document;
    }
}
