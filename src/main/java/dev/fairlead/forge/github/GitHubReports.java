package dev.fairlead.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.forge.CommitReport;
import dev.fairlead.forge.CommitStatus.State;
import dev.fairlead.forge.ForgeException.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Check runs and deployments of a commit, and the commits after one. */
final class GitHubReports {
    private static final int STATUSES = 10;
    private static final Set<String> GOOD = Set.of("success", "neutral", "skipped");

    private final GitHubApi api;
    private final GitHubRepository repository;

    GitHubReports(GitHubApi api, GitHubRepository repository) {
        this.api = api;
        this.repository = repository;
    }

    /** "Compare two commits", whose commits come parents first, page by page. */
    List<String> holding(String branch, String commit, int most) {
        Set<String> holding = new LinkedHashSet<>(List.of(commit));
        String path = repository.path("/compare/" + GitHubApi.escaped(commit) + "..." + GitHubApi.escapedPath(branch)
                + "?per_page=100&page=");
        try {
            int read = 0;
            for (int page = 1; ; page++) {
                JsonNode json = api.get(path + page);
                String status = json.path("status").asText();
                if (!status.equals("ahead") && !status.equals("identical")) {
                    return List.of();
                }
                for (JsonNode next : json.path("commits")) {
                    read++;
                    if (anyParent(next, holding)) {
                        holding.add(next.path("sha").asText());
                    }
                }
                if (json.path("commits").isEmpty()
                        || read >= json.path("total_commits").asInt()) {
                    return newestFirst(List.copyOf(holding), most);
                }
            }
        } catch (GitHubRefusal e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return List.of();
            }
            throw e;
        }
    }

    private static boolean anyParent(JsonNode commit, Set<String> holding) {
        for (JsonNode parent : commit.path("parents")) {
            if (holding.contains(parent.path("sha").asText())) {
                return true;
            }
        }
        return false;
    }

    /** The newest, and the first, which everything is about. */
    private static List<String> newestFirst(List<String> parentsFirst, int most) {
        List<String> found = new ArrayList<>();
        for (int i = parentsFirst.size() - 1; i > 0 && found.size() < most - 1; i--) {
            found.add(parentsFirst.get(i));
        }
        found.add(parentsFirst.get(0));
        return found;
    }

    /** "List check runs for a Git reference", whose filter keeps the latest of each name and application. */
    List<CommitReport> checks(String commit) {
        List<CommitReport> found = new ArrayList<>();
        String path = repository.path("/commits/" + GitHubApi.escaped(commit) + "/check-runs?per_page=100&page=");
        for (int page = 1; ; page++) {
            JsonNode json = api.get(path + page);
            json.path("check_runs").forEach(run -> found.add(check(run)));
            if (json.path("check_runs").isEmpty()
                    || found.size() >= json.path("total_count").asInt()) {
                return found;
            }
        }
    }

    private static CommitReport check(JsonNode run) {
        JsonNode output = run.path("output");
        return new CommitReport(
                CommitReport.Kind.CHECK,
                run.path("name").asText(),
                state(run),
                text(output, "title").or(() -> text(output, "summary")).orElse(""),
                text(run, "html_url").or(() -> text(run, "details_url")));
    }

    private static State state(JsonNode run) {
        if (!run.path("status").asText().equals("completed")) {
            return State.PENDING;
        }
        String conclusion = run.path("conclusion").asText();
        if (GOOD.contains(conclusion)) {
            return State.SUCCESS;
        }
        return conclusion.equals("failure") || conclusion.equals("action_required") ? State.FAILURE : State.ERROR;
    }

    /** "List deployments", the newest first, of which only the first of each environment counts. */
    List<CommitReport> deployments(String commit) {
        Map<String, CommitReport> newest = new LinkedHashMap<>();
        api.pages(repository.path("/deployments?sha=" + GitHubApi.escaped(commit) + "&per_page=100"), page -> {
            for (JsonNode deployment : page) {
                String environment = deployment.path("environment").asText();
                if (!newest.containsKey(environment)) {
                    newest.put(
                            environment,
                            deployment(environment, deployment.path("id").asText()));
                }
            }
            return true;
        });
        return List.copyOf(newest.values());
    }

    /** "List deployment statuses", the newest first; none yet: nobody has begun. */
    private CommitReport deployment(String environment, String id) {
        JsonNode status = lasting(
                api.get(repository.path("/deployments/" + GitHubApi.escaped(id) + "/statuses?per_page=" + STATUSES)));
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
                text(status, "description").orElse(""),
                text(status, "environment_url").or(() -> text(status, "log_url")));
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

    private static Optional<String> text(JsonNode json, String field) {
        return Optional.of(json.path(field))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .filter(text -> !text.isBlank());
    }
}
