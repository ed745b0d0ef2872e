package dev.fairlead.update.propose;

import dev.fairlead.forge.BoundedText;
import dev.fairlead.image.Digest;
import dev.fairlead.update.pending.Proposal;
import dev.fairlead.update.plan.GroupPlan;
import dev.fairlead.update.plan.UpdateGroup;
import dev.fairlead.update.report.ChangeReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What templates are filled with, and the commit's message made of them. */
final class Wording {
    private static final int NAMED = 3;
    private static final int LINES = 200;
    private static final int SUBJECT = 120;
    private static final int SHORT_DIGEST = 12;

    private Wording() {}

    static String message(UpdateGroup group, GroupPlan plan) {
        String text =
                group.delivery().commit().message().fill(values(group, plan)).strip();
        int end = text.indexOf('\n');
        String subject = BoundedText.line(end < 0 ? text : text.substring(0, end), SUBJECT);
        return end < 0 ? subject : subject + text.substring(end);
    }

    static String title(UpdateGroup group, GroupPlan plan) {
        return BoundedText.line(group.delivery().pullRequest().title().fill(values(group, plan)), BodyText.TITLE_LIMIT);
    }

    /** What templates may hold, in a map of the caller's own. */
    static Map<String, String> values(UpdateGroup group, GroupPlan plan) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("images", images(plan));
        values.put("group", group.name());
        values.put("count", String.valueOf(plan.proposals().size()));
        values.put("base", group.baseBranch());
        values.put("changes", changes(plan.changes()));
        return values;
    }

    /** {@code shop/api to 1.5.0, shop/web to 2.1.0 and 3 more}. */
    static String images(GroupPlan plan) {
        List<String> named = plan.proposals().stream()
                .map(proposal -> proposal.subject().image().repository() + " to " + version(proposal, plan))
                .distinct()
                .toList();
        if (named.size() <= NAMED) {
            return String.join(", ", named);
        }
        return String.join(", ", named.subList(0, NAMED - 1)) + " and " + (named.size() - NAMED + 1) + " more";
    }

    /** The tag; with the beginning of the digest where the tag stays and points elsewhere. */
    static String version(Proposal proposal, GroupPlan plan) {
        String tag = proposal.version().tag().toString();
        boolean stays = plan.from().getOrDefault(proposal.subject(), List.of()).contains(tag);
        return stays ? tag + proposal.version().digest().map(Wording::shortened).orElse("") : tag;
    }

    private static String shortened(Digest digest) {
        return "@"
                + digest.hex().substring(0, Math.min(SHORT_DIGEST, digest.hex().length()));
    }

    private static String changes(List<ChangeReport> changes) {
        String lines = changes.stream()
                .limit(LINES)
                .map(change -> change.place() + ": "
                        + (change.before().isEmpty() ? "" : change.before() + " -> ")
                        + change.after())
                .collect(Collectors.joining("\n"));
        return changes.size() <= LINES ? lines : lines + "\nand " + (changes.size() - LINES) + " more";
    }
}
