package dev.fairlead.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.forge.CommitReport;
import dev.fairlead.forge.CommitStatus.State;
import dev.fairlead.forge.ForgeException.Kind;
import dev.fairlead.forge.rest.Fields;
import dev.fairlead.forge.rest.Refusal;
import dev.fairlead.forge.rest.RestApi;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Check runs of a commit, and the commits after one. */
final class GitHubReports {
    /**
     * Pages of commits that are read, at every look anew. Agents report on commits that come soon after a change; of so many
     * that came after it, the branch's newest is enough.
     */
    private static final int PAGES = 5;

    private static final Set<String> HOLDS = Set.of("ahead", "identical");
    private static final Set<String> GOOD = Set.of("success", "neutral", "skipped");

    private final GitHubApi api;
    private final GitHubRepository repository;

    GitHubReports(GitHubApi api, GitHubRepository repository) {
        this.api = api;
        this.repository = repository;
    }

    /** The commits of a branch that hold this one; empty where it does not hold it. */
    List<String> holding(String branch, String commit, int most) {
        Set<String> holding = new LinkedHashSet<>(List.of(commit));
        String path = repository.path(
                "/compare/" + RestApi.escaped(commit) + "..." + RestApi.escapedPath(branch) + "?per_page=100&page=");
        try {
            return follow(path, holding) ? newestFirst(List.copyOf(holding), most) : List.of();
        } catch (Refusal e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return List.of();
            }
            throw e;
        }
    }

    /** "Compare two commits", whose commits come parents first, page by page; false where the branch does not hold the first. */
    private boolean follow(String path, Set<String> holding) {
        int read = 0;
        for (int page = 1; page <= PAGES; page++) {
            JsonNode json = api.get(path + page);
            if (!HOLDS.contains(json.path("status").asText())) {
                return false;
            }
            follow(json.path("commits"), holding);
            read += json.path("commits").size();
            int total = json.path("total_commits").asInt();
            if (json.path("commits").isEmpty() || read >= total) {
                return true;
            }
            if (page == PAGES) {
                head(path, total, read / PAGES).ifPresent(holding::add);
            }
        }
        return true;
    }

    /** The branch's newest commit, which holds what the branch holds; empty where the branch moves meanwhile. */
    private Optional<String> head(String path, int total, int size) {
        JsonNode json = api.get(path + (total + size - 1) / size);
        JsonNode commits = json.path("commits");
        boolean last = json.path("total_commits").asInt() == total && !commits.isEmpty();
        return last ? Fields.text(commits.get(commits.size() - 1), "sha") : Optional.empty();
    }

    private static void follow(JsonNode parentsFirst, Set<String> holding) {
        for (JsonNode next : parentsFirst) {
            if (anyParent(next, holding)) {
                holding.add(next.path("sha").asText());
            }
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
        String path = repository.path("/commits/" + RestApi.escaped(commit) + "/check-runs?per_page=100&page=");
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
                Fields.text(output, "title")
                        .or(() -> Fields.text(output, "summary"))
                        .orElse(""),
                Fields.text(run, "html_url").or(() -> Fields.text(run, "details_url")));
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
}
