package dev.fairlead.update.report;

import dev.fairlead.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What became of a group, as lines for people: on a terminal and in the log of a pipeline. */
public final class ReportText {
    private ReportText() {}

    /** What became of the group, after its name: {@code → main (apps/**): opened pull request …}. */
    public static String outcome(GroupReport group) {
        return "→ " + group.baseBranch() + " (" + plain(group.scope()) + "): " + result(group);
    }

    /** One line an image, and one a version of it that is not signed as asked. */
    public static List<String> images(GroupReport group) {
        return group.items().stream()
                .flatMap(item -> Stream.concat(
                        Stream.of(image(item)), item.leftOut().stream().map(why -> "left out  " + plain(why))))
                .toList();
    }

    /** One line a value that changes: {@code file:line:column: before → after}. */
    public static List<String> changes(GroupReport group) {
        return group.changes().stream()
                .map(change -> plain(change.place()) + ": " + plain(change.before()) + " → " + plain(change.after()))
                .toList();
    }

    /** Every field that was left alone and why, and what else a person should know. */
    public static List<String> remarks(GroupReport group) {
        List<String> lines = new ArrayList<>();
        group.unchanged().stream()
                .map(Problem::toString)
                .forEach(problem -> lines.add("left alone  " + plain(problem)));
        group.notes().forEach(note -> lines.add("note  " + plain(note)));
        return lines;
    }

    private static String result(GroupReport group) {
        String pull = group.pullRequest()
                .map(request -> "pull request " + request.url()
                        + (request.state().equals("open") ? "" : ", " + request.state()))
                .orElse("branch " + group.branch());
        return switch (group.result()) {
            case UNCHANGED -> group.pullRequest().isPresent() ? "nothing new in " + pull : "nothing to do";
            case PLANNED ->
                group.changes().size() + (group.changes().size() == 1 ? " change" : " changes")
                        + " planned, nothing written";
            case OPENED -> "opened " + pull;
            case UPDATED -> "updated " + pull;
            case COMMITTED ->
                "committed " + group.commit().map(id -> id.substring(0, 7)).orElse("") + " to " + group.baseBranch();
            case WITHDRAWN -> "nothing pending any more, cleaned up " + pull;
            case WAITING -> "waits";
            case BLOCKED -> "blocked";
            case FAILED -> "failed";
        };
    }

    private static String image(ItemReport item) {
        String from = String.join(", ", item.from());
        boolean moves = item.result() == ItemResult.UPDATE || item.result() == ItemResult.PENDING;
        String versions =
                moves ? from + " → " + item.to().orElse("") : item.to().orElse(from);
        String policy = item.policy().map(name -> " [" + name + "]").orElse("");
        String remedy = item.remedy().isEmpty() ? "" : "; " + plain(item.remedy());
        return word(item.result()) + "  " + item.image() + policy + "  " + plain(versions) + "  " + plain(item.why())
                + remedy;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The text with a mark for each control character and each that turns the reading direction. */
    public static String plain(String text) {
        return text.replaceAll(
                "[\\p{Cntrl}\\x{80}-\\x{9f}\\x{202a}-\\x{202e}\\x{2066}-\\x{2069}&&[^\\t\\n]]", "\ufffd");
    }
}
