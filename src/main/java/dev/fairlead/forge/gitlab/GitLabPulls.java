package dev.fairlead.forge.gitlab;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.forge.ForgeException.Kind;
import dev.fairlead.forge.MarkedText;
import dev.fairlead.forge.PullRequest;
import dev.fairlead.forge.PullRequest.State;
import dev.fairlead.forge.PullRequestDraft;
import dev.fairlead.forge.PullRequestEdit;
import dev.fairlead.forge.PullRequestQuery;
import dev.fairlead.forge.rest.RestApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Merge requests themselves: read, found, opened, and their texts and state changed. */
final class GitLabPulls {
    /**
     * A title has 255 characters, of which a draft's prefix takes seven. A note has a million and a description some more;
     * what {@link QuickActions} adds to the worst text fits in that.
     */
    static final MarkedText TEXT = new MarkedText(GitLabDialect.NAME, 248, 700_000);

    private final GitLabProject project;
    private final GitLabBranches branches;

    GitLabPulls(GitLabProject project, GitLabBranches branches) {
        this.project = project;
        this.branches = branches;
    }

    Optional<GitLabPull> find(String id) {
        return id.matches("[1-9][0-9]{0,8}")
                ? project.find("/merge_requests/" + id).map(GitLabPull::new).filter(GitLabPull::own)
                : Optional.empty();
    }

    GitLabPull require(String id) {
        return find(id).orElseThrow(() -> project.problem(
                Kind.NOT_FOUND,
                "!" + id,
                "there is no such merge request",
                "look at " + project.place() + "/-/merge_requests"));
    }

    /** GitLab notes a push in the background, so that an open one's head is read from its branch. */
    PullRequest view(GitLabPull pull) {
        return pull.state() == State.OPEN
                ? pull.view(branches.commit(pull.head()).orElse(pull.knownHead()))
                : pull.view(pull.knownHead());
    }

    /** "List project merge requests", the newest first. */
    List<PullRequest> find(PullRequestQuery query) {
        StringBuilder path = new StringBuilder("/merge_requests?scope=all&order_by=created_at&sort=desc&per_page=100");
        path.append("&state=").append(state(query.states()));
        query.head().ifPresent(branch -> path.append("&source_branch=").append(RestApi.escaped(branch)));
        query.base().ifPresent(branch -> path.append("&target_branch=").append(RestApi.escaped(branch)));
        List<GitLabPull> found = new ArrayList<>();
        project.api().pages(project.path(path.toString()), page -> {
            page.forEach(item -> {
                GitLabPull pull = new GitLabPull(item);
                if (found.size() < query.limit() && pull.own() && query.fits(pull.view(pull.knownHead()))) {
                    found.add(pull);
                }
            });
            return found.size() < query.limit();
        });
        return views(found);
    }

    private static String state(Set<State> states) {
        if (states.size() > 1) {
            return "all";
        }
        return switch (states.iterator().next()) {
            case OPEN -> "opened";
            case MERGED -> "merged";
            case CLOSED -> "closed";
        };
    }

    private List<PullRequest> views(List<GitLabPull> pulls) {
        Map<String, String> heads = branches.commits(pulls.stream()
                .filter(pull -> pull.state() == State.OPEN)
                .map(GitLabPull::head)
                .distinct()
                .toList());
        return pulls.stream()
                .map(pull -> pull.view(
                        pull.state() == State.OPEN
                                ? heads.getOrDefault(pull.head(), pull.knownHead())
                                : pull.knownHead()))
                .toList();
    }

    /** "Create MR". */
    GitLabPull open(PullRequestDraft draft) {
        ObjectNode body = RestApi.object()
                .put("title", GitLabPull.title(TEXT.title(draft.title()), draft.draft()))
                .put("source_branch", draft.head())
                .put("target_branch", draft.base())
                .put("description", QuickActions.quoted(TEXT.body(draft.body(), draft.marker())));
        return new GitLabPull(project.send("POST", "/merge_requests", body));
    }

    /** "Update MR": title and description in one request, and none where both are so already. */
    boolean writeTexts(GitLabPull pull, PullRequestEdit edit) {
        boolean draft = pull.state() == State.OPEN ? edit.draft().orElse(pull.draft()) : pull.draft();
        String wanted = edit.title().map(TEXT::title).orElseGet(pull::title);
        boolean same = wanted.equals(pull.title()) && draft == pull.draft();
        String body = TEXT.edited(pull.body(), edit);
        ObjectNode change = RestApi.object();
        if (!same) {
            change.put("title", GitLabPull.title(wanted, draft));
        }
        if (!QuickActions.trimmed(body).equals(QuickActions.trimmed(pull.body()))) {
            change.put("description", QuickActions.quoted(body));
        }
        if (change.isEmpty()) {
            return false;
        }
        change(pull.id(), change);
        return true;
    }

    /** @param event {@code close} or {@code reopen} */
    GitLabPull setState(String id, String event) {
        return change(id, RestApi.object().put("state_event", event));
    }

    GitLabPull change(String id, ObjectNode change) {
        return new GitLabPull(project.send("PUT", "/merge_requests/" + id, change));
    }
}
