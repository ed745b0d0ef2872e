package dev.fairlead.forge.gitlab;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.forge.HiddenMark;
import dev.fairlead.forge.PullRequest;
import dev.fairlead.forge.PullRequest.State;
import dev.fairlead.forge.rest.Fields;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * A merge request as GitLab describes it ("Merge requests API").
 *
 * @param json the whole of it
 */
record GitLabPull(JsonNode json) {
    private static final Pattern DRAFT = Pattern.compile("(?i)^(\\s*(?:\\[draft]|\\(draft\\)|draft:)\\s*)+");
    private static final Set<String> RUNNING = Set.of(
            "created", "waiting_for_resource", "preparing", "waiting_for_callback", "pending", "running", "scheduled");
    private static final Set<String> UNDECIDED =
            Set.of("", "unchecked", "checking", "cannot_be_merged_recheck", "preparing", "approvals_syncing");

    /** @param headCommit the head's: an open one's branch may be ahead of what GitLab has noted here */
    PullRequest view(String headCommit) {
        String body = body();
        return new PullRequest(
                id(),
                json.path("web_url").asText(),
                title(),
                HiddenMark.PULL_REQUEST.visible(body),
                HiddenMark.PULL_REQUEST.find(body),
                head(),
                headCommit,
                base(),
                state(),
                draft(),
                author(),
                labels(),
                people("reviewers"),
                List.of(),
                people("assignees"),
                time("created_at"),
                time("updated_at"),
                ended(),
                state() == State.MERGED ? mergeCommit() : Optional.empty());
    }

    String id() {
        return json.path("iid").asText();
    }

    /** Without what makes it a draft. */
    String title() {
        return draft() ? DRAFT.matcher(rawTitle()).replaceFirst("") : rawTitle();
    }

    /** A title as GitLab takes it. */
    static String title(String title, boolean draft) {
        return draft ? "Draft: " + title : title;
    }

    String rawTitle() {
        return json.path("title").asText();
    }

    /** The description as it was written. */
    String body() {
        return QuickActions.unquoted(Fields.lines(json, "description"));
    }

    String author() {
        return json.path("author").path("username").asText("ghost");
    }

    boolean draft() {
        return json.path("draft").asBoolean(json.path("work_in_progress").asBoolean());
    }

    String head() {
        return json.path("source_branch").asText();
    }

    String base() {
        return json.path("target_branch").asText();
    }

    /** The newest commit that GitLab has looked at, and the last one after the end. */
    String knownHead() {
        return json.path("sha").asText("");
    }

    /** One that is locked is being merged. */
    State state() {
        return switch (json.path("state").asText()) {
            case "merged" -> State.MERGED;
            case "closed" -> State.CLOSED;
            default -> State.OPEN;
        };
    }

    /** Whether its head is a branch of the project itself. */
    boolean own() {
        JsonNode source = json.path("source_project_id");
        return source.isNumber()
                && source.asLong() == json.path("target_project_id").asLong();
    }

    List<String> labels() {
        return StreamSupport.stream(json.path("labels").spliterator(), false)
                .map(JsonNode::asText)
                .sorted()
                .toList();
    }

    List<String> people(String list) {
        return Fields.names(json, list, "username");
    }

    Optional<String> endedBy() {
        return state() == State.MERGED
                ? Fields.text(json.path("merge_user"), "username")
                        .or(() -> Fields.text(json.path("merged_by"), "username"))
                : Fields.text(json.path("closed_by"), "username");
    }

    /** Whether GitLab is to merge it as soon as it can. */
    boolean waitsForMerge() {
        return state() == State.OPEN
                && json.path("merge_when_pipeline_succeeds").asBoolean();
    }

    boolean squashes() {
        return json.path("squash").asBoolean();
    }

    /** Whether a pipeline of its head is not at its end. */
    boolean pipelineRuns() {
        return RUNNING.contains(json.path("head_pipeline").path("status").asText());
    }

    /** {@code detailed_merge_status}, or before GitLab 15.6 {@code merge_status}. */
    String mergeStatus() {
        return Fields.text(json, "detailed_merge_status")
                .or(() -> Fields.text(json, "merge_status"))
                .orElse("");
    }

    /** Whether GitLab has yet to look whether it can be merged. */
    boolean undecided() {
        return UNDECIDED.contains(mergeStatus());
    }

    boolean mergeable() {
        return mergeStatus().equals("mergeable") || mergeStatus().equals("can_be_merged");
    }

    /** Whether the project wants the branch to begin at the base's end, and it does not. */
    boolean needsRebase() {
        return mergeStatus().equals("need_rebase");
    }

    /** Whether it is being merged. */
    boolean locked() {
        return json.path("state").asText().equals("locked");
    }

    boolean conflicts() {
        return !undecided()
                && (json.path("has_conflicts").asBoolean()
                        || mergeStatus().equals("conflict")
                        || mergeStatus().equals("broken_status")
                        || mergeStatus().equals("cannot_be_merged"));
    }

    private Optional<String> mergeCommit() {
        return Fields.text(json, "merge_commit_sha")
                .or(() -> Fields.text(json, "squash_commit_sha"))
                .or(() -> Fields.text(json, "sha"));
    }

    private Optional<Instant> ended() {
        return switch (state()) {
            case OPEN -> Optional.empty();
            case MERGED -> Fields.text(json, "merged_at").map(any -> time("merged_at"));
            case CLOSED -> Fields.text(json, "closed_at").map(any -> time("closed_at"));
        };
    }

    private Instant time(String field) {
        return Fields.time(json, field, GitLabDialect.NAME, "merge request " + id());
    }
}
