package dev.fairlead.forge.gitea;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.forge.HiddenMark;
import dev.fairlead.forge.PullRequest;
import dev.fairlead.forge.PullRequest.State;
import dev.fairlead.forge.rest.Fields;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pull request as Gitea describes it ("PullRequest").
 *
 * @param json the whole of it
 */
record GiteaPull(JsonNode json) {
    /** {@code [repository.pull-request] WORK_IN_PROGRESS_PREFIXES} as it is delivered: a draft is one by its title. */
    private static final Pattern DRAFT = Pattern.compile("(?i)^(WIP:|\\[WIP])\\s*");

    /** @param headCommit the head's, which the description tells of the branch as it is now */
    PullRequest view(String headCommit) {
        String body = rawBody();
        Optional<String> closed =
                Fields.text(json, "closed_at").isPresent() ? Optional.of("closed_at") : Optional.empty();
        Optional<String> ended = state() == State.MERGED ? Optional.of("merged_at") : closed;
        return new PullRequest(
                id(),
                json.path("html_url").asText(),
                title(),
                HiddenMark.PULL_REQUEST.visible(body),
                HiddenMark.PULL_REQUEST.find(body),
                head(),
                headCommit,
                base(),
                state(),
                draft(),
                author(),
                names("labels", "name"),
                names("requested_reviewers", "login"),
                names("requested_reviewers_teams", "name"),
                names("assignees", "login"),
                time("created_at"),
                time("updated_at"),
                state() == State.OPEN ? Optional.empty() : ended.map(this::time),
                state() == State.MERGED ? Fields.text(json, "merge_commit_sha") : Optional.empty());
    }

    String id() {
        return json.path("number").asText();
    }

    /** Without what makes it a draft. */
    String title() {
        String title = json.path("title").asText();
        Matcher prefix = DRAFT.matcher(title);
        return draft() && prefix.find() ? title.substring(prefix.end()) : title;
    }

    /** A title as Gitea takes it. */
    static String title(String title, boolean draft) {
        return draft ? "WIP: " + title : title;
    }

    String rawTitle() {
        return json.path("title").asText();
    }

    String rawBody() {
        return Fields.lines(json, "body");
    }

    String author() {
        return json.path("user").path("login").asText("ghost");
    }

    boolean draft() {
        return json.path("draft").asBoolean();
    }

    /** The branch's name, also where it is gone. */
    String head() {
        return json.path("head").path("label").asText();
    }

    String base() {
        return json.path("base").path("ref").asText();
    }

    String headCommit() {
        return json.path("head").path("sha").asText();
    }

    /** Whether the head's commit is told of a branch, which may have gone on since the end of the pull request. */
    boolean headIsBranch() {
        return json.path("head").path("ref").asText().equals(head());
    }

    State state() {
        if (json.path("merged").asBoolean()) {
            return State.MERGED;
        }
        return json.path("state").asText().equals("closed") ? State.CLOSED : State.OPEN;
    }

    /** Whether its head is a branch of the repository itself. */
    boolean own() {
        JsonNode head = json.path("head").path("repo_id");
        return head.isNumber()
                && head.asLong() == json.path("base").path("repo_id").asLong()
                && !head().isEmpty();
    }

    List<String> names(String list, String field) {
        return Fields.names(json, list, field);
    }

    Optional<String> mergedBy() {
        return Fields.text(json.path("merged_by"), "login");
    }

    private Instant time(String field) {
        return Fields.time(json, field, GiteaDialect.NAME, "pull request " + id());
    }
}
