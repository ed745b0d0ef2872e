package dev.fairlead.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.forge.HiddenMark;
import dev.fairlead.forge.PullRequest;
import dev.fairlead.forge.PullRequest.State;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * A pull request as GitHub describes it in "REST API endpoints for pull requests", in lists and alone.
 *
 * @param json the whole of it
 */
record PullRequestJson(JsonNode json) {
    PullRequest view() {
        String body = rawBody();
        Optional<String> closed = text("closed_at");
        return new PullRequest(
                id(),
                json.path("html_url").asText(),
                json.path("title").asText(),
                HiddenMark.PULL_REQUEST.visible(body),
                HiddenMark.PULL_REQUEST.find(body),
                json.path("head").path("ref").asText(),
                headCommit(),
                json.path("base").path("ref").asText(),
                state(),
                draft(),
                author(),
                names("labels", "name"),
                names("requested_reviewers", "login"),
                names("requested_teams", "slug"),
                names("assignees", "login"),
                time(json.path("created_at").asText()),
                time(json.path("updated_at").asText()),
                closed.map(this::time),
                state() == State.MERGED ? text("merge_commit_sha") : Optional.empty());
    }

    String id() {
        return json.path("number").asText();
    }

    String nodeId() {
        return json.path("node_id").asText();
    }

    String author() {
        return json.path("user").path("login").asText("ghost");
    }

    String headCommit() {
        return json.path("head").path("sha").asText();
    }

    boolean draft() {
        return json.path("draft").asBoolean();
    }

    /** With the marker, and with the line ends that we send whatever a web form made of them. */
    String rawBody() {
        return text("body").orElse("").replace("\r\n", "\n");
    }

    State state() {
        if (text("merged_at").isPresent()) {
            return State.MERGED;
        }
        return json.path("state").asText().equals("closed") ? State.CLOSED : State.OPEN;
    }

    /** Whether its head is a branch of the repository itself; a fork may be gone. */
    boolean own() {
        JsonNode head = json.path("head").path("repo").path("id");
        return head.isNumber()
                && head.asLong() == json.path("base").path("repo").path("id").asLong();
    }

    /** How it is to be merged by GitHub itself, where that was asked for. */
    Optional<String> autoMergeMethod() {
        JsonNode method = json.path("auto_merge").path("merge_method");
        return method.isTextual() ? Optional.of(method.asText()) : Optional.empty();
    }

    /** Whether it merges without a conflict; empty while GitHub computes it. */
    Optional<Boolean> mergeable() {
        JsonNode value = json.path("mergeable");
        return value.isBoolean() ? Optional.of(value.asBoolean()) : Optional.empty();
    }

    List<String> names(String list, String field) {
        return StreamSupport.stream(json.path(list).spliterator(), false)
                .map(item -> item.path(field).asText())
                .sorted()
                .toList();
    }

    private Optional<String> text(String field) {
        JsonNode value = json.path(field);
        return value.isTextual() ? Optional.of(value.asText()) : Optional.empty();
    }

    private Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw GitHubErrors.malformed("pull request " + id(), e);
        }
    }
}
