package dev.fairlead.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.forge.HiddenMark;
import dev.fairlead.forge.PullRequest;
import dev.fairlead.forge.PullRequest.State;
import dev.fairlead.forge.rest.Fields;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A pull request as GitHub describes it in "REST API endpoints for pull requests", in lists and alone.
 *
 * @param json the whole of it
 */
record PullRequestJson(JsonNode json) {
    PullRequest view() {
        String body = rawBody();
        Optional<String> closed = Fields.text(json, "closed_at");
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
                time("created_at"),
                time("updated_at"),
                closed.map(any -> time("closed_at")),
                state() == State.MERGED ? Fields.text(json, "merge_commit_sha") : Optional.empty());
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
        return Fields.lines(json, "body");
    }

    State state() {
        if (Fields.text(json, "merged_at").isPresent()) {
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
        return Fields.names(json, list, field);
    }

    private Instant time(String field) {
        return Fields.time(json, field, "GitHub", "pull request " + id());
    }
}
