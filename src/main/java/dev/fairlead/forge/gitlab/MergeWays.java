package dev.fairlead.forge.gitlab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.forge.ForgeException;
import dev.fairlead.forge.ForgeException.Kind;
import dev.fairlead.forge.MergeMethod;
import dev.fairlead.forge.MergeRequest;
import dev.fairlead.forge.rest.RestApi;

/**
 * How a project merges: by its one {@code merge_method} ({@code merge}, {@code rebase_merge}, {@code ff}) and its
 * {@code squash_option}, in which a merge request only chooses whether it is squashed ("Projects API").
 */
final class MergeWays {
    private final GitLabProject project;

    MergeWays(GitLabProject project) {
        this.project = project;
    }

    /** Refuses a way that the project does not allow. */
    void requireAllowed(GitLabPull pull, MergeRequest how) {
        JsonNode about = project.get("");
        boolean forward = about.path("merge_method").asText().equals("ff");
        String squash = about.path("squash_option").asText();
        switch (how.method()) {
            case SQUASH -> {
                if (squash.equals("never")) {
                    throw refused(pull, "the project does not allow to squash", "choose merge or rebase");
                }
            }
            case MERGE -> {
                if (forward) {
                    throw refused(pull, "the project merges by fast-forward only", "choose rebase or squash");
                }
            }
            case REBASE -> {
                if (about.has("merge_method") && !forward) {
                    throw refused(pull, "the project merges by merge commits", "choose merge or squash");
                }
            }
        }
        if (how.method() != MergeMethod.SQUASH && squash.equals("always")) {
            throw refused(pull, "the project squashes always", "choose squash");
        }
    }

    private ForgeException refused(GitLabPull pull, String cause, String remedy) {
        return project.problem(
                Kind.NOT_MERGEABLE,
                "!" + pull.id(),
                cause,
                remedy + ", or change it in the project's settings (Merge requests)");
    }

    /**
     * "Merge a merge request".
     *
     * @param head the commit that the branch must still be at
     */
    static ObjectNode request(MergeRequest how, String head) {
        boolean squash = how.method() == MergeMethod.SQUASH;
        ObjectNode body = RestApi.object().put("sha", head).put("squash", squash);
        how.title().ifPresent(title -> {
            String message = how.message()
                    .filter(text -> !text.isEmpty())
                    .map(text -> title + "\n\n" + text)
                    .orElse(title);
            body.put("merge_commit_message", message);
            if (squash) {
                body.put("squash_commit_message", message);
            }
        });
        return body;
    }
}
