package dev.fairlead.forge.gitea;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.Problem;
import dev.fairlead.forge.AutoMerge;
import dev.fairlead.forge.Comment;
import dev.fairlead.forge.CommitReport;
import dev.fairlead.forge.CommitReports;
import dev.fairlead.forge.CommitStatus;
import dev.fairlead.forge.Forge;
import dev.fairlead.forge.ForgeException.Kind;
import dev.fairlead.forge.ForgeTraits;
import dev.fairlead.forge.Issue;
import dev.fairlead.forge.Issues;
import dev.fairlead.forge.MergeMethod;
import dev.fairlead.forge.MergeRequest;
import dev.fairlead.forge.PullRequest;
import dev.fairlead.forge.PullRequest.State;
import dev.fairlead.forge.PullRequestDraft;
import dev.fairlead.forge.PullRequestEdit;
import dev.fairlead.forge.PullRequestQuery;
import dev.fairlead.forge.Reopening;
import dev.fairlead.forge.Writers;
import dev.fairlead.forge.Written;
import dev.fairlead.forge.rest.Fields;
import dev.fairlead.forge.rest.KeyedComments;
import dev.fairlead.forge.rest.KeyedIssues;
import dev.fairlead.forge.rest.Refusal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Pull requests of a repository at Gitea or Forgejo. */
final class GiteaForge implements Forge, AutoMerge, CommitReports, Reopening, Issues, Writers {
    private static final int TRIES = 5;
    private static final ForgeTraits TRAITS = new ForgeTraits(
            GiteaDialect.NAME,
            EnumSet.allOf(ForgeTraits.Feature.class),
            GiteaPulls.TEXT.titleLimit(),
            GiteaPulls.TEXT.bodyLimit(),
            EnumSet.allOf(MergeMethod.class));

    private final GiteaRepository repository;
    private final GiteaPulls pulls;
    private final GiteaMerging merging;
    private final GiteaBranches branches;
    private final GiteaStatuses statuses;
    private final KeyedIssues issues;

    GiteaForge(GiteaRepository repository) {
        this.repository = repository;
        pulls = new GiteaPulls(repository);
        merging = new GiteaMerging(repository, pulls);
        branches = new GiteaBranches(repository);
        statuses = new GiteaStatuses(repository);
        issues = new KeyedIssues(
                repository.api(),
                repository::path,
                GiteaPulls.TEXT,
                issue -> repository
                        .account()
                        .filter(issue.path("user").path("login").asText()::equals)
                        .isPresent());
    }

    @Override
    public ForgeTraits traits() {
        return TRAITS;
    }

    @Override
    public String place() {
        return repository.place();
    }

    @Override
    public Written open(PullRequestDraft draft) {
        return within(() -> {
            for (int attempt = 1; ; attempt++) {
                List<PullRequest> open = openFrom(draft);
                if (!open.isEmpty()) {
                    return update(open.get(open.size() - 1).id(), draft.asEdit());
                }
                branches.requireCommitsBetween(draft.base(), draft.head());
                try {
                    return opened(draft, pulls.open(draft));
                } catch (Refusal e) {
                    // Somebody else was faster: opened one (409), or took the branch away (404).
                    if ((e.status() != 409 && e.status() != 404) || attempt >= TRIES) {
                        throw e;
                    }
                }
            }
        });
    }

    /** The newest first. */
    private List<PullRequest> openFrom(PullRequestDraft draft) {
        return pulls.find(PullRequestQuery.open().from(draft.head()).into(draft.base()));
    }

    /** Gitea lets two through that are sent at the same moment: of several the oldest stays. */
    private Written opened(PullRequestDraft draft, GiteaPull made) {
        List<PullRequest> open = openFrom(draft);
        String oldest = open.isEmpty() ? made.id() : open.get(open.size() - 1).id();
        if (!oldest.equals(made.id())) {
            pulls.setState(made.id(), "closed");
            return update(oldest, draft.asEdit());
        }
        return detailed(made, draft.asEdit(), true);
    }

    private Written detailed(GiteaPull pull, PullRequestEdit edit, boolean written) {
        GiteaDetails details = new GiteaDetails(repository, pull);
        details.apply(edit);
        List<Problem> unmet = new ArrayList<>(GiteaPulls.TEXT.cut(place(), edit));
        unmet.addAll(details.unmet());
        boolean changed = written || details.changed();
        return new Written(pulls.view(changed ? pulls.require(pull.id()) : pull), changed, unmet);
    }

    @Override
    public Optional<PullRequest> get(String id) {
        return within(() -> pulls.find(id).map(pulls::view));
    }

    @Override
    public List<PullRequest> find(PullRequestQuery query) {
        return within(() -> pulls.find(query));
    }

    @Override
    public Written update(String id, PullRequestEdit edit) {
        return within(() -> afresh(() -> {
            GiteaPull pull = pulls.require(id);
            return detailed(pull, edit, pulls.writeTexts(pull, edit));
        }));
    }

    /** What somebody else's writing came between is done again from the reading on. */
    private static <T> T afresh(Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.get();
            } catch (Refusal e) {
                if (e.kind() != Kind.STALE || attempt >= TRIES) {
                    throw e;
                }
            }
        }
    }

    /** The pull request tells who merged it, its timeline who closed it. */
    @Override
    public Optional<String> closedBy(String id) {
        return within(() -> {
            GiteaPull pull = pulls.require(id);
            if (pull.state() != State.CLOSED) {
                return pull.mergedBy();
            }
            Optional<String> closer = Optional.empty();
            String timeline = repository.path("/issues/" + id + "/timeline?limit=50");
            for (JsonNode event : repository.api().all(timeline)) {
                if (event.path("type").asText().equals("close")) {
                    closer = Fields.text(event.path("user"), "login");
                }
            }
            return closer;
        });
    }

    @Override
    public Comment comment(String id, String key, String text) {
        return within(() -> comments(pulls.require(id)).put(id, key, text));
    }

    @Override
    public List<Comment> comments(String id) {
        return within(() -> comments(pulls.require(id)).all(id));
    }

    /** Ours are those of our account, and of the one that opened the pull request: it can push to the repository. */
    private KeyedComments comments(GiteaPull pull) {
        return new KeyedComments(
                repository.api(), GiteaDialect.NAME, repository::path, GiteaPulls.TEXT.bodyLimit(), comment -> {
                    String author = comment.path("user").path("login").asText();
                    return author.equals(pull.author())
                            || repository.account().filter(author::equals).isPresent();
                });
    }

    @Override
    public Optional<Issue> issue(String key) {
        return within(() -> issues.find(key));
    }

    @Override
    public Issue putIssue(String key, String title, String body) {
        return within(() -> issues.put(key, title, body));
    }

    /**
     * "Return all users that have write access and can be assigned to issues": a collaborator's permission is told to
     * administrators only.
     */
    @Override
    public boolean mayWrite(String account) {
        return within(() -> {
            for (JsonNode user : repository.get("/assignees")) {
                if (user.path("login").asText().equalsIgnoreCase(account)) {
                    return true;
                }
            }
            return false;
        });
    }

    @Override
    public void report(String commit, CommitStatus status) {
        within(() -> {
            statuses.report(commit, status);
            return true;
        });
    }

    @Override
    public List<CommitStatus> statuses(String commit) {
        return within(() -> statuses.of(commit));
    }

    @Override
    public List<String> commitsHolding(String branch, String commit, int most) {
        return within(() -> branches.holding(branch, commit, most));
    }

    /** Gitea has no checks and no deployments beside statuses. */
    @Override
    public List<CommitReport> reports(String commit) {
        return statuses(commit).stream().map(CommitReport::of).toList();
    }

    @Override
    public PullRequest merge(String id, MergeRequest how) {
        return within(() -> pulls.view(merging.merge(id, how)));
    }

    @Override
    public PullRequest close(String id) {
        return within(() -> afresh(() -> {
            GiteaPull pull = pulls.require(id);
            return pulls.view(pull.state() == State.OPEN ? pulls.setState(id, "closed") : pull);
        }));
    }

    @Override
    public PullRequest reopen(String id) {
        return within(() -> {
            GiteaPull pull = pulls.require(id);
            if (pull.state() == State.MERGED) {
                throw repository.problem(Kind.NOT_MERGEABLE, "#" + id, "it was merged", "open a new one");
            }
            try {
                return pulls.view(pull.state() == State.CLOSED ? pulls.setState(id, "open") : pull);
            } catch (Refusal e) {
                throw e.kind() == Kind.INVALID || e.kind() == Kind.STALE
                        ? repository.problem(
                                Kind.NOT_MERGEABLE, "#" + id, e.problem().cause(), "open a new one")
                        : e;
            }
        });
    }

    /** Gitea closes the pull requests of the branch in the background; here they are closed when this returns. */
    @Override
    public boolean deleteBranch(String branch, String expectedHead) {
        return within(() -> {
            List<PullRequest> open = pulls.find(PullRequestQuery.open().from(branch));
            boolean deleted = branches.delete(branch, expectedHead);
            if (deleted) {
                open.forEach(pull -> close(pull.id()));
            }
            return deleted;
        });
    }

    @Override
    public Outcome enableAutoMerge(String id, MergeRequest how) {
        return within(() -> merging.enable(id, how));
    }

    @Override
    public void disableAutoMerge(String id) {
        within(() -> {
            merging.disable(id);
            return true;
        });
    }

    private <T> T within(Supplier<T> work) {
        return repository.connection().within(work);
    }

    /** The JDK's client has no connections to let go of before it is collected. */
    @Override
    public void close() {}
}
