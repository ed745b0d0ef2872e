package dev.fairlead.forge.gitlab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.forge.BoundedText;
import dev.fairlead.forge.CommitStatus;
import dev.fairlead.forge.CommitStatus.State;
import dev.fairlead.forge.ForgeException.Kind;
import dev.fairlead.forge.rest.Fields;
import dev.fairlead.forge.rest.Refusal;
import dev.fairlead.forge.rest.RestApi;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Commit statuses ("Commits API", "Commit status"), jobs of pipelines included, the newest of each name. */
final class GitLabStatuses {
    private static final int LONGEST_DESCRIPTION = 255;

    private final GitLabProject project;

    GitLabStatuses(GitLabProject project) {
        this.project = project;
    }

    List<CommitStatus> of(String commit) {
        return read(commit).orElseGet(Map::of).values().stream()
                .map(GitLabStatuses::status)
                .toList();
    }

    /** As GitLab describes them, by name; empty where there is no such commit. */
    private Optional<Map<String, JsonNode>> read(String commit) {
        String path = "/repository/commits/" + RestApi.escaped(commit) + "/statuses?per_page=100";
        return GitLabProject.present(() -> project.api().all(project.path(path)))
                .map(all -> {
                    Map<String, JsonNode> newest = new LinkedHashMap<>();
                    all.stream()
                            .sorted(Comparator.comparingLong(
                                    status -> status.path("id").asLong()))
                            .forEach(status -> newest.put(status.path("name").asText(), status));
                    return newest;
                });
    }

    private static CommitStatus status(JsonNode json) {
        return new CommitStatus(
                json.path("name").asText(),
                state(json.path("status").asText(), json.path("allow_failure").asBoolean()),
                json.path("description").asText(""),
                Fields.text(json, "target_url"));
    }

    /**
     * A job that was skipped, or that may fail and did or waits for somebody to start it, does not stop a pipeline.
     *
     * @param word of a status, a job or a pipeline
     */
    static State state(String word, boolean mayFail) {
        return switch (word) {
            case "success", "skipped" -> State.SUCCESS;
            case "failed" -> mayFail ? State.SUCCESS : State.FAILURE;
            case "manual" -> mayFail ? State.SUCCESS : State.PENDING;
            case "canceled" -> State.ERROR;
            default -> State.PENDING;
        };
    }

    /** "Set the pipeline status of a commit". GitLab has one word for a failure and an error. */
    void report(String commit, CommitStatus status) {
        CommitStatus wanted = new CommitStatus(
                status.context(),
                status.state() == State.ERROR ? State.FAILURE : status.state(),
                BoundedText.line(status.description(), LONGEST_DESCRIPTION),
                status.url());
        Optional<JsonNode> there = there(commit, wanted);
        if (there.map(GitLabStatuses::status).filter(wanted::equals).isPresent()
                || there.filter(now -> mustStay(now, wanted)).isPresent()) {
            return;
        }
        boolean pending = there.filter(now -> now.path("status").asText().equals("pending"))
                .isPresent();
        try {
            project.send("POST", "/statuses/" + RestApi.escaped(commit), body(wanted, pending));
        } catch (Refusal e) {
            // Sent twice, or two at one moment: it stands so already.
            if (!e.says("Cannot transition status")
                    || there(commit, wanted)
                            .filter(now -> status(now).state() == wanted.state())
                            .isEmpty()) {
                throw e;
            }
        }
    }

    private Optional<JsonNode> there(String commit, CommitStatus wanted) {
        Map<String, JsonNode> all = read(commit)
                .orElseThrow(
                        () -> project.problem(Kind.NOT_FOUND, "", "there is no commit " + commit, "push it first"));
        return Optional.ofNullable(all.get(wanted.context()));
    }

    /** One that runs cannot be told anew that it runs: its text stays until it is at its end. */
    private static boolean mustStay(JsonNode now, CommitStatus wanted) {
        return wanted.state() == State.PENDING && now.path("status").asText().equals("running");
    }

    /** One that is pending becomes one that runs, since GitLab takes no text for one that stays as it is. */
    private static ObjectNode body(CommitStatus wanted, boolean pending) {
        String state = switch (wanted.state()) {
            case SUCCESS -> "success";
            case FAILURE, ERROR -> "failed";
            case PENDING -> pending ? "running" : "pending";
        };
        ObjectNode body = RestApi.object()
                .put("name", wanted.context())
                .put("state", state)
                .put("description", wanted.description());
        wanted.url().ifPresent(url -> body.put("target_url", url));
        return body;
    }
}
