package dev.fairlead.update.propose;

import dev.fairlead.Problem;
import dev.fairlead.forge.BoundedText;
import dev.fairlead.update.config.delivery.PullRequestSettings;
import dev.fairlead.update.pending.Proposal;
import dev.fairlead.update.plan.FileEdit;
import dev.fairlead.update.plan.GroupPlan;
import dev.fairlead.update.plan.Story;
import dev.fairlead.update.plan.UpdateGroup;
import dev.fairlead.update.report.ItemReport;
import dev.fairlead.update.report.ItemResult;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The body of a pull request, in Markdown that every forge shows. */
final class BodyText {
    /** What the least generous forge takes. */
    static final int TITLE_LIMIT = 250;

    private static final int DIFF_LIMIT = 30_000;
    private static final int ROWS = 200;
    private static final Set<ItemResult> TOLD =
            EnumSet.of(ItemResult.HELD, ItemResult.WAITING, ItemResult.REFUSED, ItemResult.FAILED, ItemResult.NO_FIELD);

    private final UpdateGroup group;
    private final GroupPlan plan;
    private final boolean shared;

    /** @param shared whether people have committed to the branch, so that its diff is not the plan's alone */
    BodyText(UpdateGroup group, GroupPlan plan, boolean shared) {
        this.group = group;
        this.plan = plan;
        this.shared = shared;
    }

    /** The part that says what is proposed: while it and the head stay, a body need not be written again. */
    String lasting() {
        return filled("", "");
    }

    /** The whole body, in at most this many characters. */
    String whole(int limit) {
        String end = "\n---\n" + footer();
        String remarks = alone();
        int room = limit - lasting().length() - end.length();
        String body = filled(remarks, diff(Math.min(DIFF_LIMIT, Math.max(0, room))));
        return BoundedText.markdown(body, limit - end.length()) + end;
    }

    private String filled(String remarks, String diff) {
        PullRequestSettings settings = group.delivery().pullRequest();
        Map<String, String> values = Wording.values(group, plan);
        values.put("note", settings.note().map(note -> note.strip() + "\n\n").orElse(""));
        values.put("table", plan.story().map(Story::body).orElseGet(this::table));
        values.put("remarks", remarks);
        values.put("diff", diff);
        return settings.body().fill(values);
    }

    private String table() {
        StringBuilder text = new StringBuilder("| image | from | to | why |\n|---|---|---|---|\n");
        plan.proposals().stream().limit(ROWS).forEach(proposal -> text.append(row(proposal)));
        int more = plan.proposals().size() - ROWS;
        return more > 0 ? text + "\n… and " + more + " more.\n" : text.toString();
    }

    private String row(Proposal proposal) {
        String from = plan.from().getOrDefault(proposal.subject(), List.of()).stream()
                .map(version -> "`" + cell(version) + "`")
                .collect(Collectors.joining(", "));
        String link = proposal.link().map(page -> " ([commits](" + page + "))").orElse("");
        String released = proposal.released() ? ", released from its hold" : "";
        return "| `" + proposal.subject().image() + "` | " + from + " | `" + cell(Wording.version(proposal, plan)) + "`"
                + link + " | " + cell(proposal.because()) + released + " |\n";
    }

    /** What people and not the plan decide, and what could not be done. */
    private String alone() {
        StringBuilder text = new StringBuilder();
        List<ItemReport> items = plan.items().stream()
                .filter(item -> TOLD.contains(item.result()))
                .limit(ROWS)
                .toList();
        if (!items.isEmpty()) {
            text.append("\n**Not in this pull request**\n\n");
            items.forEach(item -> text.append("- `")
                    .append(item.image())
                    .append("`: ")
                    .append(Story.plain(item.why()))
                    .append(item.remedy().isEmpty() ? "" : " (" + Story.plain(item.remedy()) + ")")
                    .append('\n'));
        }
        List<String> leftOut = plan.items().stream()
                .flatMap(item -> item.leftOut().stream().map(why -> "- `" + item.image() + "`: " + Story.plain(why)))
                .limit(ROWS)
                .toList();
        if (!leftOut.isEmpty()) {
            text.append("\n**Newer, and not signed as asked**\n\n");
            leftOut.forEach(line -> text.append(line).append('\n'));
        }
        if (!plan.unchanged().isEmpty() || !plan.notes().isEmpty()) {
            text.append("\n**Left alone**\n\n");
            plan.unchanged().stream()
                    .limit(ROWS)
                    .map(Problem::toString)
                    .forEach(line -> text.append("- ").append(Story.plain(line)).append('\n'));
            plan.notes().stream()
                    .limit(ROWS)
                    .forEach(line -> text.append("- ").append(Story.plain(line)).append('\n'));
        }
        return text.toString();
    }

    private String diff(int limit) {
        if (shared) {
            return "\nPeople have committed to this branch: the changed files show the whole of it.\n";
        }
        StringBuilder shown = new StringBuilder();
        int files = 0;
        for (FileEdit edit : plan.edits()) {
            String diff = edit.diff();
            if (shown.length() + diff.length() > limit) {
                break;
            }
            shown.append(diff);
            files++;
        }
        int all = plan.edits().size();
        String fence = fence(shown);
        String left = files < all ? "\n… and " + (all - files) + " more files.\n" : "";
        return "\n<details>\n<summary>The change: " + all + (all == 1 ? " file" : " files") + "</summary>\n\n" + fence
                + "diff\n" + shown + fence + "\n</details>\n" + left;
    }

    /** A fence that no line of the text closes. */
    private static String fence(CharSequence text) {
        String fence = "```";
        while (text.toString().contains(fence)) {
            fence += "`";
        }
        return fence;
    }

    private String footer() {
        return plan.story().map(story -> story.footer() + "\n").orElseGet(BodyText::ofUpdates);
    }

    private static String ofUpdates() {
        return "Closing this pull request holds these versions until newer ones come, or until `fairlead update"
                + " --release IMAGE`. Commits that you push to its branch stay.\n";
    }

    /** Text that ends no table cell. */
    private static String cell(String text) {
        return Story.plain(text).replace("|", "\\|").replace("`", "'");
    }
}
