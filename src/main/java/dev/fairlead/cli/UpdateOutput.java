package dev.fairlead.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.Problem;
import dev.fairlead.manifest.diff.UnifiedDiff;
import dev.fairlead.update.report.GroupReport;
import dev.fairlead.update.report.ItemReport;
import dev.fairlead.update.report.ReportText;
import dev.fairlead.update.report.UpdateReport;
import java.io.PrintWriter;
import java.util.List;

/** Prints what a run did, for people or as JSON ({@code docs/update.md} tells its shape). */
final class UpdateOutput {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Console console;
    private final PrintWriter out;
    private final OutputFormat format;

    UpdateOutput(Console console, OutputFormat format) {
        this.console = console;
        this.out = console.out();
        this.format = format;
    }

    void print(UpdateReport report) {
        if (format == OutputFormat.json) {
            printJson(report);
        } else {
            report.groups().forEach(group -> printGroup(group, report.dryRun()));
            if (report.groups().isEmpty()) {
                out.println("Nothing is asked for.");
            }
        }
        out.flush();
        report.notes().forEach(note -> console.err().println("note: " + ReportText.plain(note)));
        console.err().flush();
    }

    private void printGroup(GroupReport group, boolean dryRun) {
        out.println(console.styled("@|bold " + group.group() + "|@") + " " + ReportText.outcome(group));
        ReportText.images(group).forEach(line -> out.println("  " + line));
        if (dryRun && !group.diff().isEmpty()) {
            out.println();
            out.print(console.colour() ? UnifiedDiff.coloured(group.diff()) : group.diff());
            out.println();
        } else if (!dryRun) {
            ReportText.changes(group).forEach(line -> out.println("    " + line));
        }
        ReportText.remarks(group).forEach(line -> out.println("  " + line));
        group.problem()
                .ifPresent(problem -> console.err().println("fairlead: " + ReportText.plain(problem.toString())));
    }

    private void printJson(UpdateReport report) {
        ObjectNode root = JSON.createObjectNode()
                .put("repository", report.repository())
                .put("dryRun", report.dryRun())
                .put("status", report.status().name());
        ArrayNode groups = root.putArray("groups");
        report.groups().forEach(group -> groups.add(json(group)));
        texts(root, "notes", report.notes());
        try {
            out.println(JSON.writeValueAsString(root));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers can be written as JSON", e);
        }
    }

    private static ObjectNode json(GroupReport group) {
        ObjectNode json = JSON.createObjectNode()
                .put("group", group.group())
                .put("result", group.result().name())
                .put("branch", group.branch())
                .put("baseBranch", group.baseBranch())
                .put("scope", group.scope())
                .put("commit", group.commit().orElse(null));
        group.pullRequest()
                .ifPresentOrElse(
                        pull -> json.putObject("pullRequest")
                                .put("id", pull.id())
                                .put("url", pull.url())
                                .put("state", pull.state()),
                        () -> json.putNull("pullRequest"));
        ArrayNode items = json.putArray("items");
        group.items().forEach(item -> items.add(json(item)));
        ArrayNode changes = json.putArray("changes");
        group.changes()
                .forEach(change -> changes.addObject()
                        .put("place", change.place())
                        .put("image", change.image())
                        .put("before", change.before())
                        .put("after", change.after()));
        ArrayNode unchanged = json.putArray("unchanged");
        group.unchanged().forEach(problem -> unchanged.add(json(problem)));
        texts(json, "notes", group.notes());
        json.put("diff", group.diff());
        group.problem().ifPresentOrElse(problem -> json.set("problem", json(problem)), () -> json.putNull("problem"));
        return json;
    }

    private static ObjectNode json(ItemReport item) {
        ObjectNode json = JSON.createObjectNode()
                .put("entry", item.entry().orElse(null))
                .put("image", item.image())
                .put("policy", item.policy().orElse(null))
                .put("result", item.result().name());
        texts(json, "from", item.from());
        json.put("to", item.to().orElse(null)).put("why", item.why()).put("remedy", item.remedy());
        texts(json, "leftOut", item.leftOut());
        return json;
    }

    private static ObjectNode json(Problem problem) {
        return JSON.createObjectNode()
                .put("place", problem.place())
                .put("cause", problem.cause())
                .put("remedy", problem.remedy());
    }

    private static void texts(ObjectNode json, String key, List<String> texts) {
        ArrayNode array = json.putArray(key);
        texts.forEach(array::add);
    }
}
