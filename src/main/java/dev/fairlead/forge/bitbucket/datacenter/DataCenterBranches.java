package dev.fairlead.forge.bitbucket.datacenter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.forge.ForgeException.Kind;
import dev.fairlead.forge.rest.Descent;
import dev.fairlead.forge.rest.Refusal;
import dev.fairlead.forge.rest.RestApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Branches, and the commits on them. */
final class DataCenterBranches {
    private final DataCenterRepository repository;

    DataCenterBranches(DataCenterRepository repository) {
        this.repository = repository;
    }

    /** The commit at a branch, by "Get commits", which takes a name with slashes where a path does not. */
    Optional<String> commit(String branch) {
        return repository
                .find("/commits?limit=1&until=" + full(branch))
                .map(page -> page.path("values").path(0).path("id").asText(""))
                .filter(id -> !id.isEmpty());
    }

    private static String full(String branch) {
        return RestApi.escaped("refs/heads/" + branch);
    }

    boolean exists(String commit) {
        return repository.find("/commits/" + RestApi.escaped(commit)).isPresent();
    }

    /** Tells which branch is missing, or that there is nothing to propose. */
    void requireCommitsBetween(String base, String head) {
        for (String branch : List.of(head, base)) {
            if (commit(branch).isEmpty()) {
                throw repository.problem(Kind.INVALID, " " + branch, "there is no branch " + branch, "push it first");
            }
        }
        JsonNode ahead = repository.get("/compare/commits?limit=1&from=" + full(head) + "&to=" + full(base));
        if (ahead.path("values").isEmpty()) {
            throw repository.problem(
                    Kind.INVALID,
                    " " + head,
                    "there are no commits between " + base + " and " + head,
                    "push a commit to " + head + " first");
        }
    }

    /** "Delete branch", which takes the commit that it must be at. */
    boolean delete(String branch, String expected) {
        Optional<String> now = commit(branch);
        if (now.isEmpty()) {
            return false;
        }
        if (!now.get().equals(expected)) {
            throw moved(branch, expected);
        }
        ObjectNode body = RestApi.object().put("name", "refs/heads/" + branch).put("endPoint", expected);
        try {
            repository.at("DELETE", repository.path("branch-utils", "/branches"), body);
            return true;
        } catch (Refusal e) {
            Optional<String> then = commit(branch);
            throw e.kind() == Kind.INVALID && !then.equals(now) ? moved(branch, expected) : e;
        }
    }

    private RuntimeException moved(String branch, String expected) {
        return repository.problem(
                Kind.STALE,
                " " + branch,
                "the branch is not at " + expected + " any more",
                "look at its new commits, and decide again");
    }

    /** "Get commits" since one, until the branch. */
    List<String> holding(String branch, String commit, int most) {
        Optional<String> head = commit(branch);
        if (head.isEmpty() || !exists(commit)) {
            return List.of();
        }
        Descent descent = new Descent();
        String range = "/commits?since=" + RestApi.escaped(commit) + "&until=" + RestApi.escaped(head.get());
        repository
                .all(repository.path("api", range))
                .forEach(json -> descent.add(json.path("id").asText(), parents(json)));
        return descent.holding(commit, head.get(), most);
    }

    private static List<String> parents(JsonNode commit) {
        List<String> parents = new ArrayList<>();
        commit.path("parents").forEach(parent -> parents.add(parent.path("id").asText()));
        return parents;
    }
}
