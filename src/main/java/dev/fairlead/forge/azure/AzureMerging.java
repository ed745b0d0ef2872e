package dev.fairlead.forge.azure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.forge.AutoMerge.Outcome;
import dev.fairlead.forge.ForgeException;
import dev.fairlead.forge.ForgeException.Kind;
import dev.fairlead.forge.MergeMethod;
import dev.fairlead.forge.MergeRequest;
import dev.fairlead.forge.PullRequest;
import dev.fairlead.forge.PullRequest.State;
import dev.fairlead.forge.rest.Refusal;
import dev.fairlead.forge.rest.RestApi;
import java.time.Duration;

/**
 * Completing now, or by Azure Repos itself later ("Pull Requests - Update"). A completion is done in the background: its
 * answer tells nothing, and the pull request is looked at until it is over.
 */
final class AzureMerging {
    private static final String NOBODY = "00000000-0000-0000-0000-000000000000";
    private static final int TRIES = 6;
    private static final Duration A_MOMENT = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

    private final AzureRepository repository;
    private final AzurePulls pulls;
    private final AzurePolicies policies;

    AzureMerging(AzureRepository repository, AzurePulls pulls) {
        this.repository = repository;
        this.pulls = pulls;
        policies = new AzurePolicies(repository);
    }

    AzurePull merge(String id, MergeRequest how) {
        for (int attempt = 1; ; attempt++) {
            AzurePull pull = pulls.require(id);
            if (pull.state() == State.MERGED) {
                return pull;
            }
            PullRequest view = pulls.view(pull);
            how.requireMergeable(view, repository.place());
            try {
                complete(view, how);
                return completed(id);
            } catch (Refusal e) {
                if (!mayPass(e) || attempt >= TRIES || !pause(attempt)) {
                    throw judged(pull, how, e);
                }
            }
        }
    }

    private void complete(PullRequest pull, MergeRequest how) {
        ObjectNode change = RestApi.object().put("status", "completed");
        change.putObject("lastMergeSourceCommit").put("commitId", pull.headCommit());
        change.set("completionOptions", options(how));
        pulls.change(pull.id(), change);
    }

    /** The head that Azure Repos looked at last is behind the branch for a moment; or somebody else completed it. */
    private static boolean mayPass(Refusal e) {
        return e.says("GitPullRequestStaleException") || e.says("GitPullRequestNotEditableException");
    }

    private boolean pause(int attempt) {
        Duration wait = A_MOMENT.multipliedBy(1L << Math.min(attempt - 1, 10));
        return repository.connection().pause(wait.compareTo(LONGEST_PAUSE) < 0 ? wait : LONGEST_PAUSE);
    }

    private AzurePull completed(String id) {
        for (int attempt = 1; ; attempt++) {
            AzurePull pull = pulls.require(id);
            if (pull.state() == State.MERGED) {
                return pull;
            }
            requireNoFailure(pull);
            if (!pause(attempt)) {
                throw repository.problem(
                        Kind.SERVER,
                        "#" + id,
                        "Azure Repos has not completed it in time",
                        "look at it again later: it goes on in the background");
            }
        }
    }

    private void requireNoFailure(AzurePull pull) {
        String what = "#" + pull.id();
        if (pull.state() == State.CLOSED) {
            throw repository.problem(
                    Kind.NOT_MERGEABLE, what, "it was closed while it was completed", "reopen it first");
        }
        switch (pull.mergeStatus()) {
            case "conflicts" ->
                throw repository.problem(
                        Kind.CONFLICT,
                        what,
                        pull.base() + " and " + pull.head() + " changed the same place",
                        "merge " + pull.base() + " into " + pull.head()
                                + " by hand and push it, or have the update made again from " + pull.base());
            case "rejectedByPolicy" ->
                throw repository.problem(
                        Kind.NOT_MERGEABLE,
                        what,
                        "a branch policy forbids it",
                        "look at the policies of " + pull.base());
            case "failure" ->
                throw repository.problem(
                        Kind.NOT_MERGEABLE,
                        what,
                        "the merge failed: "
                                + pull.json().path("mergeFailureMessage").asText("for no reason that is told"),
                        "look at the pull request's page");
            default -> {}
        }
    }

    private ForgeException judged(AzurePull pull, MergeRequest how, Refusal e) {
        if (e.says("GitPullRequestStaleException")) {
            return repository.problem(
                    Kind.STALE, "#" + pull.id(), "its head moved", "review the new commits, then merge");
        }
        if (e.kind() == Kind.NOT_MERGEABLE) {
            return repository.problem(
                    Kind.NOT_MERGEABLE,
                    "#" + pull.id(),
                    e.problem().cause(),
                    "meet the policies of " + pull.base() + ", among them the ways to merge (asked for was "
                            + strategy(how.method()) + ")");
        }
        return e;
    }

    /** A rebase has the messages of its commits. */
    private static ObjectNode options(MergeRequest how) {
        ObjectNode options = RestApi.object()
                .put("mergeStrategy", strategy(how.method()))
                .put("deleteSourceBranch", false)
                .put("transitionWorkItems", false);
        if (how.method() != MergeMethod.REBASE) {
            how.title().ifPresent(title -> options.put("mergeCommitMessage", message(how, title)));
        }
        return options;
    }

    private static String message(MergeRequest how, String title) {
        return how.message()
                .filter(text -> !text.isEmpty())
                .map(text -> title + "\n\n" + text)
                .orElse(title);
    }

    private static String strategy(MergeMethod method) {
        return switch (method) {
            case MERGE -> "noFastForward";
            case SQUASH -> "squash";
            case REBASE -> "rebase";
        };
    }

    /** Azure Repos completes at once what no policy holds back, and tells nobody what came of it. */
    Outcome enable(String id, MergeRequest how) {
        AzurePull pull = pulls.require(id);
        if (pull.state() != State.OPEN) {
            throw repository.problem(Kind.NOT_MERGEABLE, "#" + id, "it is not open", "open a new one");
        }
        how.requireMergeable(pulls.view(pull), repository.place());
        if (!policies.hold(pull)) {
            return Outcome.READY;
        }
        ObjectNode options = options(how);
        if (!pull.completesItself() || !isSet(pull, options)) {
            ObjectNode change = RestApi.object();
            change.putObject("autoCompleteSetBy").put("id", repository.account());
            change.set("completionOptions", options);
            pulls.change(id, change);
        }
        return Outcome.ENABLED;
    }

    private static boolean isSet(AzurePull pull, ObjectNode options) {
        var there = pull.json().path("completionOptions");
        return there.path("mergeStrategy").equals(options.path("mergeStrategy"))
                && there.path("mergeCommitMessage")
                        .asText("")
                        .equals(options.path("mergeCommitMessage").asText(""));
    }

    void disable(String id) {
        if (pulls.require(id).completesItself()) {
            ObjectNode change = RestApi.object();
            change.putObject("autoCompleteSetBy").put("id", NOBODY);
            pulls.change(id, change);
        }
    }
}
