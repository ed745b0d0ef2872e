package dev.fairlead.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.forge.CommitReport;
import dev.fairlead.forge.CommitStatus.State;
import dev.fairlead.forge.rest.Fields;
import dev.fairlead.forge.rest.RestApi;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Deployments of commits. */
final class GitHubDeployments {
    private static final int STATUSES = 10;

    private final GitHubApi api;
    private final GitHubRepository repository;

    GitHubDeployments(GitHubApi api, GitHubRepository repository) {
        this.api = api;
        this.repository = repository;
    }

    /** All that the repository has, where one page holds them: one request serves for many commits then. */
    Optional<List<JsonNode>> few() {
        return api.onlyPage(repository.path("/deployments?per_page=100"));
    }

    /** "List deployments", those of one commit. */
    List<JsonNode> of(String commit) {
        return api.all(repository.path("/deployments?sha=" + RestApi.escaped(commit) + "&per_page=100"));
    }

    /** Of deployments, the newest first, those of this commit, of which only the first of each environment counts. */
    List<CommitReport> reports(String commit, List<JsonNode> deployments) {
        Map<String, CommitReport> newest = new LinkedHashMap<>();
        for (JsonNode deployment : deployments) {
            String environment = deployment.path("environment").asText();
            if (deployment.path("sha").asText().equals(commit) && !newest.containsKey(environment)) {
                newest.put(
                        environment,
                        deployment(environment, deployment.path("id").asText()));
            }
        }
        return List.copyOf(newest.values());
    }

    /** "List deployment statuses", the newest first; none yet: nobody has begun. */
    private CommitReport deployment(String environment, String id) {
        JsonNode status = lasting(
                api.get(repository.path("/deployments/" + RestApi.escaped(id) + "/statuses?per_page=" + STATUSES)));
        State state = switch (status.path("state").asText("pending")) {
            case "success" -> State.SUCCESS;
            case "failure" -> State.FAILURE;
            case "error", "inactive" -> State.ERROR;
            default -> State.PENDING;
        };
        return new CommitReport(
                CommitReport.Kind.DEPLOYMENT,
                environment,
                state,
                Fields.text(status, "description").orElse(""),
                Fields.text(status, "environment_url").or(() -> Fields.text(status, "log_url")));
    }

    /**
     * "Create a deployment status": the next success in an environment makes the one before inactive, which does not
     * unsay that it was one.
     */
    private static JsonNode lasting(JsonNode newestFirst) {
        for (JsonNode status : newestFirst) {
            if (!status.path("state").asText().equals("inactive")) {
                return status;
            }
        }
        return newestFirst.path(0);
    }
}
