package dev.fairlead.forge.gitlab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.forge.gitlab.GitLabStub.Asked;
import dev.fairlead.forge.gitlab.GitLabStub.Reply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Commit statuses and the external pipelines that they make up, other pipelines, and deployments. */
final class StubPipelines {
    final List<ObjectNode> pipelines = new ArrayList<>();
    final List<ObjectNode> deployments = new ArrayList<>();

    private final Map<String, LinkedHashMap<String, ObjectNode>> statuses = new HashMap<>();
    private final GitLabStub stub;
    private long nextId = 500;

    StubPipelines(GitLabStub stub) {
        this.stub = stub;
    }

    Reply reply(Asked asked) {
        return switch (asked.part(0)) {
            case "statuses" -> set(asked.part(1), asked.body());
            // pipelines#list-project-pipelines
            case "pipelines" ->
                stub.page(
                        asked,
                        pipelines.stream()
                                .filter(pipeline -> pipeline.path("sha")
                                        .asText()
                                        .equals(asked.query().get("sha")))
                                .toList());
            // deployments#list-project-deployments
            case "deployments" -> stub.page(asked, deployments);
            default -> list(asked);
        };
    }

    /** commits#list-the-statuses-of-a-commit: the newest of each name. */
    private Reply list(Asked asked) {
        String sha = asked.part(2);
        return stub.git.exists(sha) ? stub.page(asked, List.copyOf(of(sha).values())) : Reply.notFound("Commit ");
    }

    private Map<String, ObjectNode> of(String sha) {
        return statuses.getOrDefault(sha, new LinkedHashMap<>());
    }

    /** commits#set-the-pipeline-status-of-a-commit; what may follow what: gitlab-org/gitlab-foss#25807. */
    private Reply set(String sha, JsonNode body) {
        if (!stub.git.exists(sha)) {
            return Reply.notFound("Commit ");
        }
        if (body.path("description").asText().length() > 255) {
            return Reply.invalid("description", "is too long (maximum is 255 characters)");
        }
        String name = body.path("name").asText();
        String state = body.path("state").asText();
        ObjectNode now = of(sha).get(name);
        String before = now == null ? "" : now.path("status").asText();
        boolean goesOn = before.equals("pending") || before.equals("running");
        boolean refused = (state.equals("pending") && goesOn) || (state.equals("running") && before.equals("running"));
        if (refused) {
            String event = state.equals("pending") ? "enqueue" : "run";
            return Reply.error(
                    400,
                    "Cannot transition status via :" + event + " from :" + before
                            + " (Reason(s): Status cannot transition via \"" + event + "\")");
        }
        ObjectNode status = goesOn ? now : GitLabStub.JSON.createObjectNode().put("id", nextId++);
        status.put("name", name)
                .put("status", state)
                .put("allow_failure", false)
                .put("sha", sha);
        for (String field : List.of("description", "target_url")) {
            status.set(field, body.has(field) ? body.get(field) : GitLabStub.JSON.nullNode());
        }
        statuses.computeIfAbsent(sha, any -> new LinkedHashMap<>()).put(name, status);
        stub.merges.pipelineChanged(sha);
        return Reply.made(status);
    }

    /** The state of the pipeline of a commit, which has one as soon as it has a status. */
    Optional<String> pipeline(String sha) {
        List<String> states = of(sha).values().stream()
                .map(status -> status.path("status").asText())
                .toList();
        if (states.isEmpty()) {
            return Optional.empty();
        }
        if (states.contains("running") || states.contains("pending")) {
            return Optional.of("running");
        }
        return Optional.of(states.contains("failed") || states.contains("canceled") ? "failed" : "success");
    }
}
