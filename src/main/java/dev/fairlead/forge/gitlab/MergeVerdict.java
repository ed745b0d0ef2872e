package dev.fairlead.forge.gitlab;

import dev.fairlead.forge.ForgeException;
import dev.fairlead.forge.ForgeException.Kind;
import dev.fairlead.forge.rest.Fields;
import dev.fairlead.forge.rest.Refusal;
import java.util.Optional;

/**
 * Why a merge request is not merged, after what GitLab says of it ("Merge status"): the number of the refusal alone does
 * not tell.
 *
 * @param pull as it was after the refusal
 * @param head the commit that was to be merged
 * @param branch where the branch is
 */
record MergeVerdict(GitLabProject project, GitLabPull pull, String head, Optional<String> branch) {
    ForgeException of(Optional<Refusal> refused) {
        if (branch.filter(head::equals).isEmpty()) {
            return verdict(Kind.STALE, "its head moved", "review the new commits, then merge");
        }
        if (pull.conflicts()) {
            return verdict(
                    Kind.CONFLICT,
                    pull.base() + " and " + pull.head() + " changed the same place",
                    "merge " + pull.base() + " into " + pull.head()
                            + " by hand and push it, or have the update made again from " + pull.base());
        }
        String cause = cause().or(() -> Fields.text(pull.json(), "merge_error"))
                .or(() -> refused.map(refusal -> refusal.problem().cause()))
                .orElse("GitLab has not merged it yet");
        return verdict(
                Kind.NOT_MERGEABLE,
                cause,
                "look at " + pull.json().path("web_url").asText());
    }

    private ForgeException verdict(Kind kind, String cause, String remedy) {
        return project.problem(kind, "!" + pull.id(), cause, remedy);
    }

    private Optional<String> cause() {
        String cause = switch (pull.mergeStatus()) {
            case "ci_must_pass" -> "its pipeline has to succeed first";
            case "ci_still_running" -> "its pipeline still runs";
            case "status_checks_must_pass" -> "its status checks have to pass first";
            case "discussions_not_resolved" -> "its threads have to be resolved first";
            case "not_approved" -> "its approvals are missing";
            case "requested_changes" -> "somebody requested changes";
            case "draft_status" -> "it is a draft";
            case "not_open" -> "it is not open";
            case "need_rebase" -> pull.head() + " has to be rebased on " + pull.base() + " first";
            case "merge_request_blocked", "blocked_status" -> "another merge request has to be merged first";
            default -> "";
        };
        boolean known = pull.undecided() || pull.mergeable();
        return cause.isEmpty() && !known
                ? Optional.of("GitLab says: " + pull.mergeStatus())
                : Optional.of(cause).filter(text -> !text.isEmpty());
    }
}
