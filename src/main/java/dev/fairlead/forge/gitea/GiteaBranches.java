package dev.fairlead.forge.gitea;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.forge.ForgeException.Kind;
import dev.fairlead.forge.rest.Descent;
import dev.fairlead.forge.rest.RestApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Branches, and the commits on them. */
final class GiteaBranches {
    private static final String LIGHT = "&stat=false&files=false&verification=false";

    private final GiteaRepository repository;

    GiteaBranches(GiteaRepository repository) {
        this.repository = repository;
    }

    /** The commit at a branch; empty where there is no such branch. */
    Optional<String> commit(String branch) {
        return repository
                .find("/branches/" + RestApi.escapedPath(branch))
                .map(json -> json.path("commit").path("id").asText());
    }

    /** Refuses what Gitea would open without a commit in it. */
    void requireCommitsBetween(String base, String head) {
        Optional<JsonNode> compared = repository.find("/compare/" + RestApi.escapedPath(base) + "..."
                + RestApi.escapedPath(head) + "?files=false&verification=false");
        if (compared.isEmpty()) {
            String missing = commit(head).isEmpty() ? head : base;
            throw repository.problem(Kind.INVALID, " " + missing, "there is no branch " + missing, "push it first");
        }
        if (compared.get().path("total_commits").asInt() == 0) {
            throw repository.problem(
                    Kind.INVALID,
                    " " + head,
                    "there are no commits between " + base + " and " + head,
                    "push a commit to " + head + " first");
        }
    }

    /** Gitea deletes whatever is there, so that a push in the moment between looking and deleting is lost. */
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
        return GiteaRepository.present(
                        () -> repository.send("DELETE", "/branches/" + RestApi.escapedPath(branch), null))
                .isPresent();
    }

    /** "Get a list of all commits from a repository", without what the commit itself holds. */
    List<String> holding(String branch, String commit, int most) {
        Optional<String> head = commit(branch);
        if (head.isEmpty()
                || repository
                        .find("/git/commits/" + RestApi.escaped(commit) + "?" + LIGHT)
                        .isEmpty()) {
            return List.of();
        }
        Descent commits = new Descent();
        String path =
                "/commits?sha=" + RestApi.escaped(branch) + "&not=" + RestApi.escaped(commit) + "&limit=50" + LIGHT;
        repository.api().all(repository.path(path)).forEach(json -> commits.add(sha(json), parents(json)));
        return commits.holding(commit, head.get(), most);
    }

    private static String sha(JsonNode commit) {
        return commit.path("sha").asText();
    }

    private static List<String> parents(JsonNode commit) {
        List<String> parents = new ArrayList<>();
        commit.path("parents").forEach(parent -> parents.add(sha(parent)));
        return parents;
    }
}
