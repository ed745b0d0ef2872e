package dev.fairlead.forge.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.forge.AutoMerge.Outcome;
import dev.fairlead.forge.ForgeException.Kind;
import dev.fairlead.forge.MergeMethod;
import dev.fairlead.forge.MergeRequest;
import dev.fairlead.forge.PullRequest.State;
import dev.fairlead.forge.rest.Refusal;
import dev.fairlead.forge.rest.RestApi;
import dev.fairlead.forge.rest.RestConnection;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/** Merging now ("Merge a pull request"), or by GitHub itself later (GraphQL, which the library lacks). */
final class GitHubMerging {
    private static final int TRIES = 6;
    private static final Duration A_MOMENT = Duration.ofMillis(500);

    /** What GitHub says when there is nothing that it would have to wait for. */
    private static final Pattern READY =
            Pattern.compile("is in (clean|unstable|has_hooks) status|Protected branch rules not configured");

    private static final String ENABLE = """
            mutation($input: EnablePullRequestAutoMergeInput!) {
              enablePullRequestAutoMerge(input: $input) { clientMutationId }
            }""";

    private static final String DISABLE = """
            mutation($input: DisablePullRequestAutoMergeInput!) {
              disablePullRequestAutoMerge(input: $input) { clientMutationId }
            }""";

    private final GitHubApi api;
    private final RestConnection connection;
    private final GitHubRepository repository;
    private final GitHubPulls pulls;

    GitHubMerging(GitHubApi api, RestConnection connection, GitHubRepository repository, GitHubPulls pulls) {
        this.api = api;
        this.connection = connection;
        this.repository = repository;
        this.pulls = pulls;
    }

    PullRequestJson merge(String id, MergeRequest how) {
        for (int attempt = 1; ; attempt++) {
            PullRequestJson pull = pulls.require(id);
            if (pull.state() == State.MERGED) {
                return pull;
            }
            how.requireMergeable(pull.view(), pulls.place());
            try {
                api.send("PUT", repository.path("/pulls/" + id + "/merge"), body(how));
                return merged(id);
            } catch (Refusal e) {
                if (!judge(id, how, e) || attempt >= TRIES || !connection.pause(A_MOMENT.multipliedBy(attempt))) {
                    throw e;
                }
            }
        }
    }

    private static ObjectNode body(MergeRequest how) {
        ObjectNode body = RestApi.object().put("merge_method", word(how.method()));
        how.expectedHead().ifPresent(head -> body.put("sha", head));
        if (how.method() != MergeMethod.REBASE) {
            how.title().ifPresent(title -> body.put("commit_title", title));
            how.message().ifPresent(message -> body.put("commit_message", message));
        }
        return body;
    }

    private static String word(MergeMethod method) {
        return method.name().toLowerCase(Locale.ROOT);
    }

    /** The pull request says so a moment after the merge. */
    private PullRequestJson merged(String id) {
        PullRequestJson pull = pulls.require(id);
        for (int attempt = 1; pull.state() != State.MERGED && attempt < TRIES; attempt++) {
            connection.pause(A_MOMENT);
            pull = pulls.require(id);
        }
        return pull;
    }

    /**
     * Whether to try again after a refusal; GitHub says 405 for rules, for conflicts, and for a base that moved while it
     * merged, or whose new state it has not looked at yet.
     */
    private boolean judge(String id, MergeRequest how, Refusal e) {
        if (e.status() != 405) {
            return false;
        }
        PullRequestJson pull = computed(id);
        if (pull.state() == State.MERGED) {
            return true;
        }
        if (pull.mergeable().filter(mergeable -> !mergeable).isPresent()) {
            String base = pull.view().base();
            String head = pull.view().head();
            throw pulls.problem(
                    Kind.CONFLICT,
                    "#" + id,
                    base + " and " + head + " changed the same place",
                    "merge " + base + " into " + head + " by hand and push it, or have the update made again from "
                            + base);
        }
        if (e.says("are not allowed on this repository")) {
            throw pulls.problem(
                    Kind.NOT_MERGEABLE,
                    "#" + id,
                    "the repository does not allow to merge by " + word(how.method()),
                    "choose another method, or allow it in the repository's settings");
        }
        return e.says("Base branch was modified");
    }

    /** The pull request once GitHub knows whether it conflicts, or as it is when that takes too long. */
    private PullRequestJson computed(String id) {
        PullRequestJson pull = pulls.require(id);
        for (int attempt = 1; pull.mergeable().isEmpty() && pull.state() == State.OPEN && attempt < TRIES; attempt++) {
            connection.pause(A_MOMENT.multipliedBy(attempt));
            pull = pulls.require(id);
        }
        return pull;
    }

    Outcome enable(String id, MergeRequest how) {
        PullRequestJson pull = pulls.require(id);
        if (pull.state() != State.OPEN) {
            throw pulls.problem(Kind.NOT_MERGEABLE, "#" + id, "it is not open", "open a new one");
        }
        if (pull.autoMergeMethod().filter(word(how.method())::equals).isPresent()) {
            return Outcome.ENABLED;
        }
        ObjectNode input = RestApi.object()
                .put("pullRequestId", pull.nodeId())
                .put("mergeMethod", how.method().name());
        how.expectedHead().ifPresent(head -> input.put("expectedHeadOid", head));
        if (how.method() != MergeMethod.REBASE) {
            how.title().ifPresent(title -> input.put("commitHeadline", title));
            how.message().ifPresent(message -> input.put("commitBody", message));
        }
        try {
            api.graphql(ENABLE, variables(input));
            return Outcome.ENABLED;
        } catch (Refusal e) {
            if (READY.matcher(e.getMessage()).find()) {
                return Outcome.READY;
            }
            throw e.says("Auto merge is not allowed")
                    ? pulls.problem(
                            Kind.NOT_MERGEABLE,
                            "#" + id,
                            "the repository does not allow auto-merge",
                            "allow it in the repository's settings (General, Pull Requests)")
                    : e;
        }
    }

    void disable(String id) {
        PullRequestJson pull = pulls.require(id);
        if (pull.autoMergeMethod().isPresent()) {
            api.graphql(DISABLE, variables(RestApi.object().put("pullRequestId", pull.nodeId())));
        }
    }

    static ObjectNode variables(ObjectNode input) {
        ObjectNode variables = RestApi.object();
        variables.set("input", input);
        return variables;
    }
}
