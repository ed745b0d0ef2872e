package dev.fairlead.forge.gitlab;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.forge.CommitReport;
import dev.fairlead.forge.CommitReport.Kind;
import dev.fairlead.forge.ForgeException;
import dev.fairlead.forge.rest.Fields;
import dev.fairlead.forge.rest.Refusal;
import dev.fairlead.forge.rest.RestApi;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Pipelines that ran on commits, and deployments of them. */
final class GitLabReports {
    /** GitLab cannot be asked for the deployments of one commit: those after so many newer ones are not looked at. */
    private static final int PAGES = 5;

    private final GitLabProject project;

    GitLabReports(GitLabProject project) {
        this.project = project;
    }

    /**
     * "List project pipelines", the newest of each branch. One that only holds the statuses of others ({@code external})
     * tells nothing beside them.
     */
    List<CommitReport> pipelines(String commit) {
        String path = "/pipelines?order_by=id&sort=desc&per_page=100&sha=" + RestApi.escaped(commit);
        Map<String, CommitReport> newest = new LinkedHashMap<>();
        for (JsonNode pipeline : readable(() -> project.api().all(project.path(path)))) {
            if (!pipeline.path("source").asText().equals("external")) {
                String name = "pipeline " + pipeline.path("ref").asText();
                newest.putIfAbsent(
                        name,
                        new CommitReport(
                                Kind.CHECK,
                                name,
                                GitLabStatuses.state(pipeline.path("status").asText(), false),
                                "",
                                Fields.text(pipeline, "web_url")));
            }
        }
        return List.copyOf(newest.values());
    }

    /** "List project deployments", the newest of the project. */
    List<JsonNode> deployments() {
        List<JsonNode> found = new ArrayList<>();
        int[] pages = {0};
        return readable(() -> {
            project.api().pages(project.path("/deployments?order_by=id&sort=desc&per_page=100"), page -> {
                page.forEach(found::add);
                return ++pages[0] < PAGES;
            });
            return found;
        });
    }

    /** A project may have no pipelines and no deployments, which GitLab then says nobody may read. */
    private static List<JsonNode> readable(Supplier<List<JsonNode>> request) {
        try {
            return request.get();
        } catch (Refusal e) {
            if (e.kind() == ForgeException.Kind.FORBIDDEN || e.kind() == ForgeException.Kind.NOT_FOUND) {
                return List.of();
            }
            throw e;
        }
    }

    /** Of deployments, the newest first, those of this commit, of which only the first of each environment counts. */
    static List<CommitReport> deployed(String commit, List<JsonNode> deployments) {
        Map<String, CommitReport> newest = new LinkedHashMap<>();
        for (JsonNode deployment : deployments) {
            JsonNode environment = deployment.path("environment");
            String name = environment.path("name").asText();
            if (deployment.path("sha").asText().equals(commit)) {
                newest.putIfAbsent(
                        name,
                        new CommitReport(
                                Kind.DEPLOYMENT,
                                name,
                                GitLabStatuses.state(deployment.path("status").asText(), false),
                                "",
                                url(environment)));
            }
        }
        return List.copyOf(newest.values());
    }

    private static Optional<String> url(JsonNode environment) {
        return Fields.text(environment, "external_url");
    }
}
