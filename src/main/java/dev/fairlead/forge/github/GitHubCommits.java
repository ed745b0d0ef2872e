package dev.fairlead.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.Fingerprint;
import dev.fairlead.Problem;
import dev.fairlead.forge.FileChange;
import dev.fairlead.forge.FileCommit;
import dev.fairlead.forge.ForgeException;
import dev.fairlead.forge.ForgeException.Kind;
import dev.fairlead.forge.rest.Refusal;
import dev.fairlead.forge.rest.RestApi;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Branches, and commits that GitHub makes and signs. The mutation {@code createCommitOnBranch} is the one way whose
 * commits are verified for people's tokens and Apps alike; it only adds to a branch, so that a branch that is to be made
 * anew is made beside the old one, which the mutation {@code updateRefs} then replaces in one step.
 */
final class GitHubCommits {
    private static final String ABSENT = "0".repeat(40);
    private static final int UNIQUE = 6;

    private static final String COMMIT = """
            mutation($input: CreateCommitOnBranchInput!) {
              createCommitOnBranch(input: $input) { commit { oid } }
            }""";

    private static final String UPDATE = """
            mutation($input: UpdateRefsInput!) {
              updateRefs(input: $input) { clientMutationId }
            }""";

    private final GitHubApi api;
    private final GitHubRepository repository;
    private final String place;

    GitHubCommits(GitHubApi api, GitHubRepository repository, String place) {
        this.api = api;
        this.repository = repository;
        this.place = place;
    }

    /** "Get a reference". */
    Optional<String> branch(String name) {
        try {
            JsonNode ref = api.get(repository.path("/git/ref/heads/" + RestApi.escapedPath(name)));
            return Optional.of(ref.path("object").path("sha").asText());
        } catch (Refusal e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    boolean delete(String branch, String expected) {
        Optional<String> now = branch(branch);
        if (now.isEmpty()) {
            return false;
        }
        if (!now.get().equals(expected)) {
            throw moved(branch, expected);
        }
        ArrayNode updates = updates();
        add(updates, branch, expected, ABSENT);
        try {
            update(updates);
        } catch (Refusal e) {
            Optional<String> after = branch(branch);
            if (after.isPresent()) {
                throw after.get().equals(expected) ? e : moved(branch, expected);
            }
        }
        return true;
    }

    String commit(FileCommit commit) {
        refuseExecutables(commit);
        if (commit.expectedHead().filter(commit.parent()::equals).isPresent()) {
            return commitOn(commit.branch(), commit);
        }
        if (commit.expectedHead().isEmpty()) {
            create(commit);
            return commitOn(commit.branch(), commit);
        }
        return replace(commit, commit.expectedHead().get());
    }

    /** A branch that stands at the parent is one that a run made which then died. */
    private void create(FileCommit commit) {
        try {
            repository.createBranch(commit.branch(), commit.parent());
        } catch (Refusal e) {
            Optional<String> now = branch(commit.branch());
            if (now.isEmpty()) {
                throw e;
            }
            if (!now.get().equals(commit.parent())) {
                throw moved(commit.branch(), "its parent " + commit.parent());
            }
        }
    }

    private String replace(FileCommit commit, String expected) {
        if (!branch(commit.branch()).equals(Optional.of(expected))) {
            throw moved(commit.branch(), expected);
        }
        // The same name for the same work, so that what a run left that died is used again.
        String beside = "fairlead-tmp-" + Fingerprint.of(commit.branch(), UNIQUE);
        ArrayNode start = updates();
        add(start, beside, null, commit.parent());
        update(start);
        String made = commitOn(beside, commit);
        ArrayNode swap = updates();
        add(swap, commit.branch(), expected, made);
        add(swap, beside, made, ABSENT);
        try {
            update(swap);
        } catch (Refusal e) {
            Optional<String> now = branch(commit.branch());
            if (!now.equals(Optional.of(made))) {
                throw now.equals(Optional.of(expected)) ? e : moved(commit.branch(), expected);
            }
        }
        return made;
    }

    private String commitOn(String branch, FileCommit commit) {
        ObjectNode input = RestApi.object().put("expectedHeadOid", commit.parent());
        input.putObject("branch")
                .put("repositoryNameWithOwner", repository.get().getFullName())
                .put("branchName", branch);
        ObjectNode message = input.putObject("message").put("headline", commit.title());
        if (!commit.message().isBlank()) {
            message.put("body", commit.message());
        }
        ObjectNode changes = input.putObject("fileChanges");
        ArrayNode additions = changes.putArray("additions");
        ArrayNode deletions = changes.putArray("deletions");
        for (FileChange change : commit.changes()) {
            change.content()
                    .ifPresentOrElse(
                            content -> additions
                                    .addObject()
                                    .put("path", change.path())
                                    .put("contents", Base64.getEncoder().encodeToString(content)),
                            () -> deletions.addObject().put("path", change.path()));
        }
        return api.graphql(COMMIT, GitHubMerging.variables(input))
                .path("createCommitOnBranch")
                .path("commit")
                .path("oid")
                .asText();
    }

    private void refuseExecutables(FileCommit commit) {
        commit.changes().stream().filter(FileChange::executable).findFirst().ifPresent(change -> {
            throw new ForgeException(
                    Kind.INVALID,
                    new Problem(
                            place + " " + change.path(),
                            "GitHub's API writes plain files only, and this one is executable",
                            "push this commit with git instead"));
        });
    }

    private static ArrayNode updates() {
        return RestApi.object().putArray("refUpdates");
    }

    private static void add(ArrayNode updates, String branch, @Nullable String before, String after) {
        ObjectNode update = updates.addObject()
                .put("name", "refs/heads/" + branch)
                .put("afterOid", after)
                .put("force", true);
        if (before != null) {
            update.put("beforeOid", before);
        }
    }

    private void update(ArrayNode updates) {
        ObjectNode input = RestApi.object().put("repositoryId", repository.nodeId());
        input.set("refUpdates", updates);
        api.graphql(UPDATE, GitHubMerging.variables(input));
    }

    private ForgeException moved(String branch, String expected) {
        return new ForgeException(
                Kind.STALE,
                new Problem(
                        place + " " + branch,
                        "the branch is not at " + expected + " any more",
                        "look at its new commits, and decide again"));
    }
}
