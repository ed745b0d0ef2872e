package dev.fairlead.forge.github;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** A pull request inside {@link GitHubStub}, printed as docs.github.com/en/rest/pulls/pulls shows it. */
final class StubPull {
    static final ObjectMapper JSON = new ObjectMapper();

    final int number;
    final String head;
    final String base;
    final String author;
    final Instant createdAt = now();

    /** Not the repository's own id for a pull request from a fork. */
    long headRepository = GitHubStub.REPOSITORY_ID;

    String title = "";
    String body = "";
    String headSha;
    boolean draft;
    boolean closed;
    Optional<String> merged = Optional.empty();
    Optional<String> closedBy = Optional.empty();
    Optional<Instant> closedAt = Optional.empty();
    Optional<String> autoMerge = Optional.empty();
    Instant updatedAt = createdAt;
    final TreeSet<String> labels = new TreeSet<>();
    final TreeSet<String> reviewers = new TreeSet<>();
    final TreeSet<String> teams = new TreeSet<>();
    final TreeSet<String> assignees = new TreeSet<>();
    final List<ObjectNode> timeline = new ArrayList<>();
    final List<ObjectNode> comments = new ArrayList<>();

    StubPull(int number, String head, String base, String headSha, String author) {
        this.number = number;
        this.head = head;
        this.base = base;
        this.headSha = headSha;
        this.author = author;
    }

    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }

    static ObjectNode user(String login) {
        return JSON.createObjectNode().put("login", login).put("type", login.endsWith("[bot]") ? "Bot" : "User");
    }

    void close(Optional<String> by) {
        closed = true;
        closedBy = by;
        closedAt = Optional.of(now());
        updatedAt = now();
        autoMerge = Optional.empty();
    }

    boolean open() {
        return !closed;
    }

    void askedFor(String field, String key, String name) {
        ObjectNode event = JSON.createObjectNode().put("event", "review_requested");
        event.putObject(field).put(key, name);
        timeline.add(event);
    }

    ObjectNode json(String htmlUrl, Optional<Boolean> mergeable) {
        ObjectNode json = JSON.createObjectNode()
                .put("number", number)
                .put("node_id", "PR_" + number)
                .put("html_url", htmlUrl + "/pull/" + number)
                .put("state", closed ? "closed" : "open")
                .put("title", title)
                .put("body", body.isEmpty() ? null : body)
                .put("draft", draft)
                .put("created_at", createdAt.toString())
                .put("updated_at", updatedAt.toString())
                .put("closed_at", closedAt.map(Instant::toString).orElse(null))
                .put(
                        "merged_at",
                        merged.isPresent() ? closedAt.map(Instant::toString).orElse(null) : null)
                // An open one has the commit of a test merge here.
                .put("merge_commit_sha", merged.orElse("7e57".repeat(10)));
        json.set("user", user(author));
        json.putObject("head")
                .put("ref", head)
                .put("sha", headSha)
                .putObject("repo")
                .put("id", headRepository);
        json.putObject("base").put("ref", base).putObject("repo").put("id", GitHubStub.REPOSITORY_ID);
        named(json.putArray("labels"), "name", labels);
        named(json.putArray("requested_reviewers"), "login", reviewers);
        named(json.putArray("requested_teams"), "slug", teams);
        named(json.putArray("assignees"), "login", assignees);
        if (autoMerge.isPresent()) {
            json.putObject("auto_merge").put("merge_method", autoMerge.get());
        } else {
            json.putNull("auto_merge");
        }
        mergeable.ifPresent(value -> json.put("mergeable", value));
        return json;
    }

    private static void named(ArrayNode list, String field, Iterable<String> names) {
        names.forEach(name -> list.addObject().put(field, name));
    }
}
