package dev.fairlead.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.forge.Comment;
import dev.fairlead.forge.CommitStatus;
import dev.fairlead.forge.PullRequest;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Prints pull requests, for people or as JSON. What others wrote cannot steer the terminal. */
final class PrOutput {
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final Pattern DETAILS =
            Pattern.compile("<details>\\s*<summary>(.*?)</summary>.*?</details>", Pattern.DOTALL);

    private final Console console;
    private final PrintWriter out;
    private final OutputFormat format;

    PrOutput(Console console, OutputFormat format) {
        this.console = console;
        this.out = console.out();
        this.format = format;
    }

    void list(List<PullRequest> pulls, String place) {
        if (format == OutputFormat.json) {
            ObjectNode root = JSON.createObjectNode();
            pulls.forEach(pull -> root.withArray("pullRequests").add(json(pull)));
            root.withArray("pullRequests");
            print(root);
            return;
        }
        for (PullRequest pull : pulls) {
            out.println(heading(pull) + "  " + plain(pull.head()) + " → " + plain(pull.base()));
        }
        if (pulls.isEmpty()) {
            console.err()
                    .println("No such pull request in " + place + "; --state all lists closed and merged ones, too.");
        }
    }

    void show(PullRequest pull, List<Comment> comments, List<CommitStatus> statuses, String diff) {
        if (format == OutputFormat.json) {
            ObjectNode root = JSON.createObjectNode();
            root.set("pullRequest", json(pull));
            var told = root.putArray("comments");
            comments.forEach(comment -> told.addObject()
                    .put("id", comment.id())
                    .put("author", comment.author())
                    .put("body", comment.body())
                    .put("key", comment.key().orElse(null))
                    .put("createdAt", comment.createdAt().toString())
                    .put("updatedAt", comment.updatedAt().toString()));
            var checks = root.putArray("statuses");
            statuses.forEach(status -> checks.addObject()
                    .put("context", status.context())
                    .put("state", word(status.state()))
                    .put("description", status.description())
                    .put("url", status.url().orElse(null)));
            root.put("diff", diff);
            print(root);
            return;
        }
        out.println(heading(pull));
        out.println(plain(pull.head()) + " → " + plain(pull.base()) + ", by " + plain(pull.author()) + " at "
                + pull.createdAt());
        people(pull);
        paragraph(folded(pull.body()));
        if (!statuses.isEmpty()) {
            out.println();
        }
        statuses.forEach(status -> out.println(
                "[" + word(status.state()) + "] " + plain(status.context()) + ": " + plain(status.description())));
        comments.forEach(
                comment -> paragraph(comment.author() + " at " + comment.updatedAt() + ":\n" + comment.body()));
        if (!diff.isEmpty()) {
            out.println();
            diff.lines().forEach(line -> out.println(coloured(plain(line))));
        }
    }

    void ended(PullRequest pull, boolean branchDeleted) {
        if (format == OutputFormat.json) {
            ObjectNode root = JSON.createObjectNode();
            root.set("pullRequest", json(pull));
            root.put("branchDeleted", branchDeleted);
            print(root);
            return;
        }
        String commit = pull.mergeCommit()
                .map(sha -> " as " + sha.substring(0, Math.min(10, sha.length())))
                .orElse("");
        out.println(heading(pull) + commit + (branchDeleted ? ", branch " + plain(pull.head()) + " deleted" : ""));
    }

    /** What a forge folds is folded here, too: the difference itself follows. */
    private static String folded(String body) {
        return DETAILS.matcher(body).replaceAll(part -> "[" + Matcher.quoteReplacement(part.group(1)) + "]");
    }

    private void people(PullRequest pull) {
        line("labels", pull.labels());
        line("reviewers", pull.reviewers());
        line("teams", pull.teamReviewers());
        line("assignees", pull.assignees());
    }

    private void line(String what, List<String> names) {
        if (!names.isEmpty()) {
            out.println(what + ": " + plain(String.join(", ", names)));
        }
    }

    private void paragraph(String text) {
        if (!text.isBlank()) {
            out.println();
            text.strip().lines().forEach(line -> out.println(plain(line)));
        }
    }

    private static String heading(PullRequest pull) {
        String state = word(pull.state()) + (pull.draft() && pull.open() ? ", draft" : "");
        return "#" + pull.id() + " (" + state + ") " + plain(pull.title());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private String coloured(String line) {
        if (!console.colour() || line.startsWith("+++") || line.startsWith("---")) {
            return line;
        }
        return switch (line.isEmpty() ? ' ' : line.charAt(0)) {
            case '+' -> "\u001b[32m" + line + "\u001b[0m";
            case '-' -> "\u001b[31m" + line + "\u001b[0m";
            case '@' -> "\u001b[36m" + line + "\u001b[0m";
            default -> line;
        };
    }

    /** Control characters, and those that turn the reading direction, are shown as a mark. */
    private static String plain(String text) {
        return text.replaceAll("[\\p{Cntrl}\\x{80}-\\x{9f}\\x{202a}-\\x{202e}\\x{2066}-\\x{2069}&&[^\\t]]", "\ufffd");
    }

    static ObjectNode json(PullRequest pull) {
        ObjectNode json = JSON.createObjectNode()
                .put("id", pull.id())
                .put("url", pull.url())
                .put("title", pull.title())
                .put("body", pull.body())
                .put("head", pull.head())
                .put("headCommit", pull.headCommit())
                .put("base", pull.base())
                .put("state", word(pull.state()))
                .put("draft", pull.draft())
                .put("author", pull.author());
        json.set("labels", JSON.valueToTree(pull.labels()));
        json.set("reviewers", JSON.valueToTree(pull.reviewers()));
        json.set("teamReviewers", JSON.valueToTree(pull.teamReviewers()));
        json.set("assignees", JSON.valueToTree(pull.assignees()));
        return json.put("createdAt", pull.createdAt().toString())
                .put("updatedAt", pull.updatedAt().toString())
                .put("closedAt", pull.closedAt().map(Object::toString).orElse(null))
                .put("mergeCommit", pull.mergeCommit().orElse(null));
    }

    private void print(ObjectNode root) {
        try {
            out.println(JSON.writeValueAsString(root));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a result that cannot be printed", e);
        }
    }
}
