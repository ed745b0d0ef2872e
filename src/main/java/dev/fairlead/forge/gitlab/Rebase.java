package dev.fairlead.forge.gitlab;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.forge.ForgeException;
import dev.fairlead.forge.ForgeException.Kind;
import dev.fairlead.forge.rest.Fields;
import dev.fairlead.forge.rest.Refusal;
import dev.fairlead.forge.rest.RestApi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Setting a branch anew on its base, which projects with a linear history ask for ("Rebase a merge request"). */
final class Rebase {
    private static final int TRIES = 8;
    private static final Duration A_MOMENT = Duration.ofMillis(100);

    private final GitLabProject project;
    private final GitLabBranches branches;

    Rebase(GitLabProject project, GitLabBranches branches) {
        this.project = project;
        this.branches = branches;
    }

    /**
     * Has GitLab do it, and waits for that.
     *
     * @param head where the branch is
     * @return where it is afterwards
     * @throws ForgeException {@code STALE} where something else than the commits of before is on the branch then: GitLab
     *     rebases whatever is there
     */
    String onto(GitLabPull pull, String head) {
        List<String> before = commits(pull, head);
        try {
            project.send("PUT", "/merge_requests/" + pull.id() + "/rebase", RestApi.object());
        } catch (Refusal e) {
            // One is under way already.
            if (e.status() != 409) {
                throw e;
            }
        }
        String now = moved(pull, head);
        if (!commits(pull, now).equals(before)) {
            throw project.problem(Kind.STALE, "!" + pull.id(), "its head moved", "review the new commits, then merge");
        }
        return now;
    }

    private String moved(GitLabPull pull, String head) {
        for (int attempt = 1; ; attempt++) {
            JsonNode now = project.get("/merge_requests/" + pull.id() + "?include_rebase_in_progress=true");
            boolean running = now.path("rebase_in_progress").asBoolean();
            Optional<String> branch = branches.commit(pull.head());
            if (!running && branch.filter(commit -> !commit.equals(head)).isPresent()) {
                return branch.get();
            }
            Optional<String> error = Fields.text(now, "merge_error");
            boolean failed = !running && error.isPresent();
            Duration wait = A_MOMENT.multipliedBy(1L << (attempt - 1));
            if (failed || attempt >= TRIES || !project.connection().pause(wait)) {
                throw failed(pull, error.orElse("GitLab has not rebased it yet"));
            }
        }
    }

    private ForgeException failed(GitLabPull pull, String cause) {
        boolean conflict = cause.contains("onflict") || cause.contains("rebased locally");
        return conflict
                ? project.problem(
                        Kind.CONFLICT,
                        "!" + pull.id(),
                        pull.base() + " and " + pull.head() + " changed the same place",
                        "rebase " + pull.head() + " by hand and push it, or have the update made again from "
                                + pull.base())
                : project.problem(
                        Kind.NOT_MERGEABLE,
                        "!" + pull.id(),
                        cause,
                        "look at " + pull.json().path("web_url").asText());
    }

    /** What a rebase keeps of each commit. */
    private List<String> commits(GitLabPull pull, String head) {
        List<String> kept = new ArrayList<>();
        project.get("/repository/compare?from=" + RestApi.escaped(pull.base()) + "&to=" + RestApi.escaped(head))
                .path("commits")
                .forEach(commit -> kept.add(commit.path("author_email").asText()
                        + " " + commit.path("authored_date").asText()
                        + " " + commit.path("message").asText()));
        return kept;
    }
}
