package dev.fairlead.forge.github;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dev.fairlead.forge.github.GitHubStub.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;

/** What GitHub tells of commits after a merge: comparisons, check runs, deployments and their statuses. */
final class StubReports {
    /** Pages are no larger than this. */
    private static final int PAGE = 3;

    private final GitHubStub stub;
    private final Map<String, List<ObjectNode>> checks = new HashMap<>();
    private final Map<Integer, ObjectNode> deployments = new LinkedHashMap<>();
    private final Map<Integer, List<ObjectNode>> statuses = new HashMap<>();

    StubReports(GitHubStub stub) {
        this.stub = stub;
    }

    /** A check run as an application of GitHub's makes it. */
    void check(String sha, String name, String status, String conclusion, String title) {
        ObjectNode run = StubPull.JSON
                .createObjectNode()
                .put("name", name)
                .put("status", status)
                .put("conclusion", conclusion)
                .put("html_url", "https://checks.example/" + name);
        run.putObject("output").put("title", title).put("summary", "").putNull("text");
        checks.computeIfAbsent(sha, any -> new ArrayList<>()).add(run);
    }

    /** A deployment with its statuses, the oldest first; {@code STATE} or {@code STATE: DESCRIPTION}. */
    void deployment(String sha, String environment, String... states) {
        int id = deployments.size() + 1;
        deployments.put(
                id,
                StubPull.JSON.createObjectNode().put("id", id).put("sha", sha).put("environment", environment));
        List<ObjectNode> newestFirst = new ArrayList<>();
        for (String state : states) {
            String[] parts = state.split(": ", 2);
            newestFirst.add(
                    0,
                    StubPull.JSON
                            .createObjectNode()
                            .put("state", parts[0])
                            .put("description", parts.length > 1 ? parts[1] : "")
                            .put("environment_url", "")
                            .put("log_url", "https://logs.example/" + id));
        }
        statuses.put(id, newestFirst);
    }

    /**
     * rest/commits/commits#compare-two-commits: {@code BASE...HEAD}; {@code ahead}, {@code behind}, {@code diverged} or {@code
     * identical}; the commits of the head alone, parents first, in pages.
     */
    Reply compare(HttpExchange exchange, String range) {
        String[] ends = range.split("\\.\\.\\.", 2);
        Optional<ObjectId> base = commit(ends[0]);
        Optional<ObjectId> head = commit(ends[1]);
        if (base.isEmpty() || head.isEmpty()) {
            return Reply.error(404, "Not Found");
        }
        List<ObjectNode> ahead = between(base.get(), head.get());
        List<ObjectNode> behind = between(head.get(), base.get());
        String status =
                ahead.isEmpty() ? behind.isEmpty() ? "identical" : "behind" : behind.isEmpty() ? "ahead" : "diverged";
        ObjectNode json = StubPull.JSON
                .createObjectNode()
                .put("status", status)
                .put("ahead_by", ahead.size())
                .put("behind_by", behind.size())
                .put("total_commits", ahead.size());
        page(exchange, ahead, json.putArray("commits"));
        return Reply.ok(json);
    }

    private Optional<ObjectId> commit(String name) {
        if (ObjectId.isId(name)) {
            return Optional.of(name).filter(stub::exists).map(ObjectId::fromString);
        }
        return stub.repository().branch(name).map(ObjectId::fromString);
    }

    private List<ObjectNode> between(ObjectId base, ObjectId head) {
        Repository git = stub.repository().git();
        try (RevWalk walk = new RevWalk(git)) {
            walk.sort(RevSort.TOPO);
            walk.markStart(walk.parseCommit(head));
            walk.markUninteresting(walk.parseCommit(base));
            List<ObjectNode> commits = new ArrayList<>();
            for (RevCommit next : walk) {
                ObjectNode json = StubPull.JSON.createObjectNode().put("sha", next.name());
                ArrayNode parents = json.putArray("parents");
                for (RevCommit parent : next.getParents()) {
                    parents.addObject().put("sha", parent.name());
                }
                commits.add(json);
            }
            Collections.reverse(commits);
            return commits;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void page(HttpExchange exchange, List<ObjectNode> all, ArrayNode into) {
        Map<String, String> query = GitHubStub.query(exchange);
        int page = Integer.parseInt(query.getOrDefault("page", "1"));
        int size = Math.min(PAGE, Integer.parseInt(query.getOrDefault("per_page", "30")));
        all.stream().skip((long) (page - 1) * size).limit(size).forEach(into::add);
    }

    /** rest/checks/runs#list-check-runs-for-a-git-reference. */
    Reply checkRuns(HttpExchange exchange, String sha) {
        List<ObjectNode> known = checks.getOrDefault(sha, List.of());
        ObjectNode json = StubPull.JSON.createObjectNode().put("total_count", known.size());
        page(exchange, known, json.putArray("check_runs"));
        return Reply.ok(json);
    }

    /** rest/deployments/deployments#list-deployments: the newest first, of one commit where {@code sha} says so. */
    Reply deployments(HttpExchange exchange) {
        String sha = GitHubStub.query(exchange).getOrDefault("sha", "");
        List<ObjectNode> found = new ArrayList<>(deployments.values().stream()
                .filter(deployment ->
                        sha.isEmpty() || deployment.path("sha").asText().equals(sha))
                .toList());
        Collections.reverse(found);
        return stub.page(exchange, found);
    }

    /** rest/deployments/statuses#list-deployment-statuses: the newest first. */
    Reply deploymentStatuses(HttpExchange exchange, String id) {
        List<ObjectNode> known = statuses.get(Integer.valueOf(id));
        return known == null ? Reply.error(404, "Not Found") : stub.page(exchange, known);
    }
}
