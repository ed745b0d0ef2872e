package dev.fairlead.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.Problem;
import dev.fairlead.forge.ApiCommits;
import dev.fairlead.forge.AutoMerge;
import dev.fairlead.forge.BoundedText;
import dev.fairlead.forge.Comment;
import dev.fairlead.forge.CommitReport;
import dev.fairlead.forge.CommitReports;
import dev.fairlead.forge.CommitStatus;
import dev.fairlead.forge.FileCommit;
import dev.fairlead.forge.Forge;
import dev.fairlead.forge.ForgeException;
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
import dev.fairlead.forge.rest.KeyedComments;
import dev.fairlead.forge.rest.KeyedIssues;
import dev.fairlead.forge.rest.Refusal;
import dev.fairlead.forge.rest.RestApi;
import dev.fairlead.forge.rest.RestConnection;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.kohsuke.github.GitHub;

/** Pull requests of a repository at GitHub. */
final class GitHubForge implements Forge, AutoMerge, ApiCommits, CommitReports, Reopening, Issues, Writers {
    private static final int STATUS_LIMIT = 140;
    private static final int TRIES = 3;
    private static final Set<String> TRUSTED = Set.of("OWNER", "MEMBER", "COLLABORATOR");
    private static final Set<String> WRITING = Set.of("admin", "write");
    private static final ForgeTraits TRAITS = new ForgeTraits(
            "GitHub",
            EnumSet.allOf(ForgeTraits.Feature.class),
            GitHubPulls.TEXT.titleLimit(),
            GitHubPulls.TEXT.bodyLimit(),
            EnumSet.allOf(MergeMethod.class));

    private static final String READY = """
        mutation($input: MarkPullRequestReadyForReviewInput!) {
          markPullRequestReadyForReview(input: $input) { clientMutationId }
        }\
        """;

    private static final String DRAFT = """
        mutation($input: ConvertPullRequestToDraftInput!) {
          convertPullRequestToDraft(input: $input) { clientMutationId }
        }\
        """;

    private final GitHubApi api;
    private final RestConnection connection;
    private final String place;
    private final GitHubRepository repository;
    private final GitHubPulls pulls;
    private final KeyedComments comments;
    private final KeyedIssues issues;
    private final GitHubMerging merging;
    private final GitHubCommits commits;
    private final GitHubReports reports;
    private final GitHubDeployments deployments;

    GitHubForge(GitHub library, GitHubApi api, RestConnection connection, String place, String owner, String name) {
        this.api = api;
        this.connection = connection;
        this.place = place;
        repository = new GitHubRepository(library, owner, name, place);
        pulls = new GitHubPulls(api, repository, place);
        comments = new KeyedComments(
                api.rest(), "GitHub", repository::path, GitHubPulls.TEXT.bodyLimit(), GitHubForge::canWrite);
        issues = new KeyedIssues(api.rest(), repository::path, GitHubPulls.TEXT, GitHubForge::canWrite);
        merging = new GitHubMerging(api, connection, repository, pulls);
        commits = new GitHubCommits(api, repository, place);
        reports = new GitHubReports(api, repository);
        deployments = new GitHubDeployments(api, repository);
    }

    /** Those who can write to the repository; anybody else may have copied our mark. */
    private static boolean canWrite(JsonNode comment) {
        return TRUSTED.contains(comment.path("author_association").asText())
                || comment.path("user").path("type").asText().equals("Bot");
    }

    @Override
    public ForgeTraits traits() {
        return TRAITS;
    }

    @Override
    public String place() {
        return place;
    }

    @Override
    public Written open(PullRequestDraft draft) {
        return connection.within(() -> {
            for (int attempt = 1; ; attempt++) {
                try {
                    return opened(draft, pulls.open(draft, draft.draft()), List.of());
                } catch (Refusal e) {
                    if (e.says("Draft pull requests are not supported")) {
                        return opened(draft, pulls.open(draft, false), List.of(noDrafts()));
                    }
                    Optional<PullRequest> open =
                            e.says("A pull request already exists") ? openFrom(draft) : Optional.empty();
                    if (open.isPresent()) {
                        return update(open.get().id(), draft.asEdit());
                    }
                    if (!e.says("A pull request already exists") || attempt >= TRIES) {
                        throw unopened(draft, e);
                    }
                }
            }
        });
    }

    private Optional<PullRequest> openFrom(PullRequestDraft draft) {
        return pulls
                .find(PullRequestQuery.open()
                        .from(draft.head())
                        .into(draft.base())
                        .atMost(1))
                .stream()
                .findFirst();
    }

    private Written opened(PullRequestDraft draft, PullRequestJson pull, List<Problem> unmet) {
        GitHubDetails details = new GitHubDetails(api, repository, pull);
        PullRequestEdit edit = draft.asEdit();
        details.apply(edit);
        List<Problem> all = new ArrayList<>(unmet);
        all.addAll(GitHubPulls.TEXT.cut(place, edit));
        all.addAll(details.unmet());
        PullRequestJson now = details.changed() ? pulls.require(pull.id()) : pull;
        return new Written(now.view(), true, all);
    }

    private Problem noDrafts() {
        return new Problem(place, "GitHub does not offer drafts in this repository", "ask for none");
    }

    /** GitHub names only the field that it does not like. */
    private ForgeException unopened(PullRequestDraft draft, Refusal e) {
        if (e.says("PullRequest head invalid") || e.says("PullRequest base invalid")) {
            String branch = e.says("head invalid") ? draft.head() : draft.base();
            return pulls.problem(Kind.INVALID, " " + branch, "there is no branch " + branch, "push it first");
        }
        if (e.says("No commits between")) {
            return pulls.problem(
                    Kind.INVALID,
                    " " + draft.head(),
                    "there are no commits between " + draft.base() + " and " + draft.head(),
                    "push a commit to " + draft.head() + " first");
        }
        return e;
    }

    @Override
    public Optional<PullRequest> get(String id) {
        return connection.within(() -> pulls.find(id).map(PullRequestJson::view));
    }

    @Override
    public List<PullRequest> find(PullRequestQuery query) {
        return connection.within(() -> pulls.find(query));
    }

    @Override
    public Written update(String id, PullRequestEdit edit) {
        return connection.within(() -> {
            PullRequestJson pull = pulls.require(id);
            boolean changed = pulls.writeTexts(pull, edit);
            changed |= edit.draft().map(wanted -> setDraft(pull, wanted)).orElse(false);
            GitHubDetails details = new GitHubDetails(api, repository, pull);
            details.apply(edit);
            changed |= details.changed();
            List<Problem> unmet = new ArrayList<>(GitHubPulls.TEXT.cut(place, edit));
            unmet.addAll(details.unmet());
            return new Written((changed ? pulls.require(id) : pull).view(), changed, unmet);
        });
    }

    private boolean setDraft(PullRequestJson pull, boolean wanted) {
        if (pull.draft() == wanted || pull.state() != State.OPEN) {
            return false;
        }
        ObjectNode input = RestApi.object().put("pullRequestId", pull.nodeId());
        api.graphql(wanted ? DRAFT : READY, GitHubMerging.variables(input));
        return true;
    }

    /** "Get an issue", which tells it for merges, too. */
    @Override
    public Optional<String> closedBy(String id) {
        return connection.within(() -> {
            if (pulls.require(id).state() == State.OPEN) {
                return Optional.empty();
            }
            JsonNode login =
                    api.get(repository.path("/issues/" + id)).path("closed_by").path("login");
            return login.isTextual() ? Optional.of(login.asText()) : Optional.empty();
        });
    }

    @Override
    public Comment comment(String id, String key, String text) {
        return connection.within(() -> comments.put(pulls.require(id).id(), key, text));
    }

    @Override
    public List<Comment> comments(String id) {
        return connection.within(() -> comments.all(pulls.require(id).id()));
    }

    @Override
    public Optional<Issue> issue(String key) {
        return connection.within(() -> issues.find(key));
    }

    @Override
    public Issue putIssue(String key, String title, String body) {
        return connection.within(() -> issues.put(key, title, body));
    }

    /** "Get repository permissions for a user", which maps every role to one of four words. */
    @Override
    public boolean mayWrite(String account) {
        return connection.within(() -> {
            try {
                JsonNode answer =
                        api.get(repository.path("/collaborators/" + RestApi.escaped(account) + "/permission"));
                return WRITING.contains(answer.path("permission").asText());
            } catch (Refusal e) {
                if (e.kind() == Kind.NOT_FOUND) {
                    return false;
                }
                throw e;
            }
        });
    }

    /** "Create a commit status". */
    @Override
    public void report(String commit, CommitStatus status) {
        connection.within(() -> {
            String description = BoundedText.line(status.description(), STATUS_LIMIT);
            CommitStatus wanted = new CommitStatus(status.context(), status.state(), description, status.url());
            try {
                if (!statuses(commit).contains(wanted)) {
                    repository.report(commit, status, description);
                }
                return true;
            } catch (Refusal e) {
                throw e.status() == 422 && e.says("No commit found")
                        ? pulls.problem(Kind.NOT_FOUND, "", "there is no commit " + commit, "push it first")
                        : e;
            }
        });
    }

    /** "Get the combined status for a specific reference", which holds the newest of each context. */
    @Override
    public List<CommitStatus> statuses(String commit) {
        return connection.within(() -> {
            List<CommitStatus> found = new ArrayList<>();
            String path = repository.path("/commits/" + RestApi.escaped(commit) + "/status?per_page=100&page=");
            for (int page = 1; ; page++) {
                JsonNode json = api.get(path + page);
                json.path("statuses").forEach(status -> found.add(status(status)));
                if (json.path("statuses").isEmpty()
                        || found.size() >= json.path("total_count").asInt()) {
                    return found;
                }
            }
        });
    }

    private static CommitStatus status(JsonNode json) {
        JsonNode url = json.path("target_url");
        return new CommitStatus(
                json.path("context").asText(),
                CommitStatus.State.valueOf(json.path("state").asText().toUpperCase(Locale.ROOT)),
                json.path("description").asText(""),
                url.isTextual() && !url.asText().isEmpty() ? Optional.of(url.asText()) : Optional.empty());
    }

    @Override
    public List<String> commitsHolding(String branch, String commit, int most) {
        return connection.within(() -> reports.holding(branch, commit, most));
    }

    @Override
    public List<CommitReport> reports(String commit) {
        return reports(commit, connection.within(() -> deployments.of(commit)));
    }

    @Override
    public List<CommitReport> reports(List<String> commits) {
        Optional<List<JsonNode>> few = commits.size() > 1 ? connection.within(deployments::few) : Optional.empty();
        return commits.stream()
                .flatMap(commit -> few.map(all -> reports(commit, all)).orElseGet(() -> reports(commit)).stream())
                .toList();
    }

    private List<CommitReport> reports(String commit, List<JsonNode> deployed) {
        List<CommitReport> all =
                new ArrayList<>(statuses(commit).stream().map(CommitReport::of).toList());
        return connection.within(() -> {
            all.addAll(reports.checks(commit));
            all.addAll(deployments.reports(commit, deployed));
            return all;
        });
    }

    @Override
    public PullRequest merge(String id, MergeRequest how) {
        return connection.within(() -> merging.merge(id, how).view());
    }

    @Override
    public PullRequest close(String id) {
        return connection.within(() -> {
            PullRequestJson pull = pulls.require(id);
            return (pull.state() == State.OPEN ? pulls.setState(id, "closed") : pull).view();
        });
    }

    @Override
    public PullRequest reopen(String id) {
        return connection.within(() -> {
            PullRequestJson pull = pulls.require(id);
            if (pull.state() == State.MERGED) {
                throw pulls.problem(Kind.NOT_MERGEABLE, "#" + id, "it was merged", "open a new one");
            }
            try {
                return (pull.state() == State.CLOSED ? pulls.setState(id, "open") : pull).view();
            } catch (Refusal e) {
                throw e.kind() == Kind.INVALID
                        ? pulls.problem(
                                Kind.NOT_MERGEABLE, "#" + id, e.problem().cause(), "open a new one")
                        : e;
            }
        });
    }

    @Override
    public boolean deleteBranch(String branch, String expectedHead) {
        return connection.within(() -> commits.delete(branch, expectedHead));
    }

    @Override
    public Outcome enableAutoMerge(String id, MergeRequest how) {
        return connection.within(() -> merging.enable(id, how));
    }

    @Override
    public void disableAutoMerge(String id) {
        connection.within(() -> {
            merging.disable(id);
            return true;
        });
    }

    @Override
    public String commitFiles(FileCommit commit) {
        return connection.within(() -> commits.commit(commit));
    }

    /** The JDK's client has no connections to let go of before it is collected. */
    @Override
    public void close() {}
}
