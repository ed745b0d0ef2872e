package dev.fairlead.forge.bitbucket.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.forge.ForgeException.Kind;
import dev.fairlead.forge.rest.Descent;
import dev.fairlead.forge.rest.RestApi;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Branches, and the commits on them. */
final class CloudBranches {
    private final CloudRepository repository;

    CloudBranches(CloudRepository repository) {
        this.repository = repository;
    }

    /** The commit at a branch; empty where there is no such branch. */
    Optional<String> commit(String branch) {
        return repository
                .find(path(branch))
                .map(json -> json.path("target").path("hash").asText());
    }

    private static String path(String branch) {
        return "/refs/branches/" + RestApi.escapedPath(branch);
    }

    boolean exists(String commit) {
        return repository.find("/commit/" + RestApi.escaped(commit)).isPresent();
    }

    /** By what the repository's settings let people merge into a branch. */
    Set<String> strategies(String branch) {
        Set<String> allowed = new HashSet<>();
        repository.get(path(branch)).path("merge_strategies").forEach(word -> allowed.add(word.asText()));
        return allowed;
    }

    /** Tells which branch is missing, or that there is nothing to propose. */
    void requireCommitsBetween(String base, String head) {
        List<String> ends = new ArrayList<>();
        for (String branch : List.of(head, base)) {
            ends.add(commit(branch)
                    .orElseThrow(() -> repository.problem(
                            Kind.INVALID, " " + branch, "there is no branch " + branch, "push it first")));
        }
        JsonNode ahead = repository.get("/commits?pagelen=1&include=" + ends.get(0) + "&exclude=" + ends.get(1));
        if (ahead.path("values").isEmpty()) {
            throw repository.problem(
                    Kind.INVALID,
                    " " + head,
                    "there are no commits between " + base + " and " + head,
                    "push a commit to " + head + " first");
        }
    }

    /** Bitbucket deletes whatever is there, so that a push in the moment between looking and deleting is lost. */
    boolean delete(String branch, String expected) {
        Optional<String> now = commit(branch);
        if (now.isEmpty()) {
            return false;
        }
        if (!now.get().equals(expected)) {
            throw repository.problem(
                    Kind.STALE,
                    " " + branch,
                    "the branch is not at " + expected + " any more",
                    "look at its new commits, and decide again");
        }
        return CloudRepository.present(() -> repository.send("DELETE", path(branch), null))
                .isPresent();
    }

    /** "List commits" of a branch without those that one already holds. */
    List<String> holding(String branch, String commit, int most) {
        Optional<String> head = commit(branch);
        if (head.isEmpty() || !exists(commit)) {
            return List.of();
        }
        Descent descent = new Descent();
        repository
                .all("/commits?pagelen=100&include=" + head.get() + "&exclude=" + RestApi.escaped(commit))
                .forEach(json -> descent.add(json.path("hash").asText(), parents(json)));
        return descent.holding(commit, head.get(), most);
    }

    private static List<String> parents(JsonNode commit) {
        List<String> parents = new ArrayList<>();
        commit.path("parents").forEach(parent -> parents.add(parent.path("hash").asText()));
        return parents;
    }
}
