package dev.fairlead.forge.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.forge.ForgeException.Kind;
import dev.fairlead.forge.rest.RestApi;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Branches ("Refs", "Diffs"). */
final class AzureBranches {
    private static final String NOTHING = "0".repeat(40);
    private static final String MOST = "1000";

    private final AzureRepository repository;

    AzureBranches(AzureRepository repository) {
        this.repository = repository;
    }

    /** The commit at a branch; empty where there is no such branch. */
    Optional<String> commit(String branch) {
        return Optional.ofNullable(commits(List.of(branch)).get(branch));
    }

    /** The commits at branches, by one request for all that begin as these do. */
    Map<String, String> commits(List<String> branches) {
        if (branches.isEmpty()) {
            return Map.of();
        }
        Map<String, String> commits = new HashMap<>();
        String path = "/refs?filter=" + RestApi.escaped("heads/" + commonStart(branches)) + "&$top=" + MOST;
        for (JsonNode ref : repository.list(path)) {
            String name = ref.path("name").asText();
            if (name.startsWith(AzurePull.HEADS)) {
                commits.put(
                        name.substring(AzurePull.HEADS.length()),
                        ref.path("objectId").asText());
            }
        }
        commits.keySet().retainAll(branches);
        return commits;
    }

    private static String commonStart(List<String> names) {
        String start = names.get(0);
        for (String name : names) {
            while (!name.startsWith(start)) {
                start = start.substring(0, start.length() - 1);
            }
        }
        return start;
    }

    /** Refuses what Azure Repos would open without a commit in it. */
    void requireCommitsBetween(String base, String head) {
        for (String branch : List.of(base, head)) {
            if (commit(branch).isEmpty()) {
                throw repository.problem(Kind.INVALID, " " + branch, "there is no branch " + branch, "push it first");
            }
        }
        int ahead = repository
                .get(compared(base, "branch", head, "branch"))
                .path("aheadCount")
                .asInt();
        if (ahead == 0) {
            throw repository.problem(
                    Kind.INVALID,
                    " " + head,
                    "there are no commits between " + base + " and " + head,
                    "push a commit to " + head + " first");
        }
    }

    /** "Diffs - Get": how far the second is ahead of the first, and how far behind. */
    static String compared(String base, String baseType, String target, String targetType) {
        return "/diffs/commits?$top=1&baseVersion=" + RestApi.escaped(base) + "&baseVersionType=" + baseType
                + "&targetVersion=" + RestApi.escaped(target) + "&targetVersionType=" + targetType;
    }

    /** "Update Refs", which moves a ref only from where it is said to be. */
    boolean delete(String branch, String expected) {
        Optional<String> now = commit(branch);
        if (now.isEmpty()) {
            return false;
        }
        String lease = now.get().equals(expected) || isOurRebase(branch, expected, now.get()) ? now.get() : expected;
        ObjectNode update = RestApi.object()
                .put("name", AzurePull.HEADS + branch)
                .put("oldObjectId", lease)
                .put("newObjectId", NOTHING);
        JsonNode result = repository
                .send("POST", "/refs", RestApi.object().arrayNode().add(update))
                .path("value")
                .path(0);
        if (result.path("success").asBoolean() || commit(branch).isEmpty()) {
            return true;
        }
        throw refused(branch, expected, result);
    }

    private RuntimeException refused(String branch, String expected, JsonNode result) {
        String status = result.path("updateStatus").asText();
        if (status.equals("staleOldObjectId")) {
            return repository.problem(
                    Kind.STALE,
                    " " + branch,
                    "the branch is not at " + expected + " any more",
                    "look at its new commits, and decide again");
        }
        String words = result.path("customMessage").asText("");
        return repository.problem(
                Kind.FORBIDDEN,
                " " + branch,
                "the branch may not be deleted (" + status + (words.isEmpty() ? "" : ": " + words) + ")",
                "give the account the permission 'Force push (rewrite history, delete branches and tags)' for it");
    }

    /** A completion by rebase moves the source branch, too, to the commits that it made. */
    private boolean isOurRebase(String branch, String expected, String now) {
        String path = "/pullrequests?searchCriteria.status=completed&searchCriteria.sourceRefName="
                + RestApi.escaped(AzurePull.HEADS + branch) + "&$top=10";
        return repository.list(path).stream()
                .map(AzurePull::new)
                .anyMatch(pull -> pull.lastHead().equals(expected)
                        && pull.json()
                                .path("lastMergeCommit")
                                .path("commitId")
                                .asText()
                                .equals(now));
    }
}
