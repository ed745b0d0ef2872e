package dev.fairlead.forge.gitlab;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.forge.ForgeException.Kind;
import dev.fairlead.forge.rest.Descent;
import dev.fairlead.forge.rest.RestApi;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Branches ("Branches API"), and the commits on them ("Commits API", "Repositories API"). */
final class GitLabBranches {
    private final GitLabProject project;

    GitLabBranches(GitLabProject project) {
        this.project = project;
    }

    /** The commit at a branch; empty where there is no such branch. */
    Optional<String> commit(String branch) {
        return project.find(path(branch)).map(GitLabBranches::commit);
    }

    private static String path(String branch) {
        return "/repository/branches/" + RestApi.escaped(branch);
    }

    private static String commit(JsonNode branch) {
        return branch.path("commit").path("id").asText();
    }

    /** The commits at several branches, with few requests where their names begin alike, as ours do. */
    Map<String, String> commits(List<String> names) {
        Map<String, String> found = new HashMap<>();
        if (names.size() < 3) {
            names.forEach(name -> commit(name).ifPresent(commit -> found.put(name, commit)));
            return found;
        }
        String search = "/repository/branches?per_page=100&search=" + RestApi.escaped("^" + commonStart(names));
        for (JsonNode branch : project.api().all(project.path(search))) {
            found.put(branch.path("name").asText(), commit(branch));
        }
        return found;
    }

    /** A search that ends in a dollar would look for a name's end. */
    private static String commonStart(List<String> names) {
        String start = names.get(0);
        for (String name : names) {
            while (!name.startsWith(start)) {
                start = start.substring(0, start.length() - 1);
            }
        }
        return start.replaceFirst("\\$+$", "");
    }

    /** Refuses what GitLab would open without a commit in it. */
    void requireCommitsBetween(String base, String head) {
        for (String branch : List.of(head, base)) {
            if (commit(branch).isEmpty()) {
                throw project.problem(Kind.INVALID, " " + branch, "there is no branch " + branch, "push it first");
            }
        }
        JsonNode compared =
                project.get("/repository/compare?from=" + RestApi.escaped(base) + "&to=" + RestApi.escaped(head));
        if (compared.path("commits").isEmpty()) {
            throw project.problem(
                    Kind.INVALID,
                    " " + head,
                    "there are no commits between " + base + " and " + head,
                    "push a commit to " + head + " first");
        }
    }

    /** GitLab deletes whatever is there, so that a push in the moment between looking and deleting is lost. */
    boolean delete(String branch, String expected) {
        Optional<String> now = commit(branch);
        if (now.isEmpty()) {
            return false;
        }
        if (!now.get().equals(expected)) {
            throw project.problem(
                    Kind.STALE,
                    " " + branch,
                    "the branch is not at " + expected + " any more",
                    "look at its new commits, and decide again");
        }
        // Where it is gone already, it was this request, sent again after a lost answer, or somebody in that moment.
        GitLabProject.present(() -> project.send("DELETE", path(branch), null));
        return true;
    }

    /** "List repository commits" of a range, children before their parents. */
    List<String> holding(String branch, String commit, int most) {
        Optional<String> head = commit(branch);
        if (head.isEmpty()
                || project.find("/repository/commits/" + RestApi.escaped(commit) + "?stats=false")
                        .isEmpty()) {
            return List.of();
        }
        Descent commits = new Descent();
        String range =
                "/repository/commits?order=topo&per_page=100&ref_name=" + RestApi.escaped(commit + ".." + head.get());
        project.api().all(project.path(range)).forEach(json -> commits.add(id(json), parents(json)));
        return commits.holding(commit, head.get(), most);
    }

    private static String id(JsonNode commit) {
        return commit.path("id").asText();
    }

    private static List<String> parents(JsonNode commit) {
        List<String> parents = new ArrayList<>();
        commit.path("parent_ids").forEach(parent -> parents.add(parent.asText()));
        return parents;
    }
}
