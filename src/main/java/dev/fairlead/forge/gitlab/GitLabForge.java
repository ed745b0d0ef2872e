package dev.fairlead.forge.gitlab;

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
import dev.fairlead.forge.ForgeTraits.Feature;
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
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Merge requests of a project at GitLab. */
final class GitLabForge implements Forge, AutoMerge, CommitReports, Reopening, Issues, Writers {
    private static final int TRIES = 3;
    /** The least of "Valid access levels" that may push. */
    private static final int DEVELOPER = 30;

    private static final ForgeTraits TRAITS = new ForgeTraits(
            GitLabDialect.NAME,
            EnumSet.of(Feature.LABELS, Feature.REVIEWERS, Feature.ASSIGNEES, Feature.DRAFTS),
            GitLabPulls.TEXT.titleLimit(),
            GitLabPulls.TEXT.bodyLimit(),
            EnumSet.allOf(MergeMethod.class));

    private final GitLabProject project;
    private final GitLabBranches branches;
    private final GitLabPulls pulls;
    private final GitLabMerging merging;
    private final GitLabStatuses statuses;
    private final GitLabReports reports;
    private final KeyedIssues issues;

    GitLabForge(GitLabProject project) {
        this.project = project;
        branches = new GitLabBranches(project);
        pulls = new GitLabPulls(project, branches);
        merging = new GitLabMerging(project, pulls, branches);
        statuses = new GitLabStatuses(project);
        reports = new GitLabReports(project);
        issues = new KeyedIssues(
                project.api(),
                new GitLabIssues(project),
                project::path,
                GitLabPulls.TEXT,
                issue -> project.account()
                        .filter(issue.path("author").path("username").asText()::equals)
                        .isPresent());
    }

    @Override
    public ForgeTraits traits() {
        return TRAITS;
    }

    @Override
    public String place() {
        return project.place();
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
                    // Somebody else was faster.
                    if (e.status() != 409 || attempt >= TRIES) {
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

    /** GitLab may let two through that are sent at the same moment: of several the oldest stays. */
    private Written opened(PullRequestDraft draft, GitLabPull made) {
        List<PullRequest> open = openFrom(draft);
        String oldest = open.isEmpty() ? made.id() : open.get(open.size() - 1).id();
        if (!oldest.equals(made.id())) {
            pulls.setState(made.id(), "close");
            return update(oldest, draft.asEdit());
        }
        return detailed(made, draft.asEdit(), true);
    }

    private Written detailed(GitLabPull pull, PullRequestEdit edit, boolean written) {
        GitLabDetails details = new GitLabDetails(project, pull);
        details.apply(edit);
        List<Problem> unmet = new ArrayList<>(GitLabPulls.TEXT.cut(place(), edit));
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
        return within(() -> {
            GitLabPull pull = pulls.require(id);
            return detailed(pull, edit, pulls.writeTexts(pull, edit));
        });
    }

    @Override
    public Optional<String> closedBy(String id) {
        return within(() -> pulls.require(id).endedBy());
    }

    @Override
    public Comment comment(String id, String key, String text) {
        return within(() -> comments(pulls.require(id)).put(id, key, text));
    }

    @Override
    public List<Comment> comments(String id) {
        return within(() -> comments(pulls.require(id)).all(id));
    }

    /** Ours are those of our account, and of the one that opened the merge request: it can push to the project. */
    private KeyedComments comments(GitLabPull pull) {
        GitLabNotes notes = new GitLabNotes();
        return new KeyedComments(
                project.api(), GitLabDialect.NAME, notes, project::path, GitLabPulls.TEXT.bodyLimit(), comment -> {
                    String author = notes.author(comment);
                    return author.equals(pull.author())
                            || project.account().filter(author::equals).isPresent();
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

    /** "Get a member of a project, including inherited and invited members": from Developer on. */
    @Override
    public boolean mayWrite(String account) {
        return within(() -> project.userId(account)
                .flatMap(id -> project.find("/members/all/" + id))
                .filter(member -> member.path("access_level").asInt() >= DEVELOPER)
                .filter(member -> member.path("state").asText("active").equals("active"))
                .isPresent());
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

    @Override
    public List<CommitReport> reports(String commit) {
        return reports(List.of(commit));
    }

    @Override
    public List<CommitReport> reports(List<String> commits) {
        return within(() -> {
            List<JsonNode> deployments = reports.deployments();
            return commits.stream()
                    .flatMap(commit -> Stream.of(
                                    statuses.of(commit).stream()
                                            .map(CommitReport::of)
                                            .toList(),
                                    reports.pipelines(commit),
                                    GitLabReports.deployed(commit, deployments))
                            .flatMap(List::stream))
                    .toList();
        });
    }

    @Override
    public PullRequest merge(String id, MergeRequest how) {
        return within(() -> pulls.view(merging.merge(id, how)));
    }

    @Override
    public PullRequest close(String id) {
        return within(() -> {
            GitLabPull pull = pulls.require(id);
            return pulls.view(pull.state() == State.OPEN ? pulls.setState(id, "close") : pull);
        });
    }

    @Override
    public PullRequest reopen(String id) {
        return within(() -> {
            GitLabPull pull = pulls.require(id);
            if (pull.state() == State.OPEN) {
                return pulls.view(pull);
            }
            if (pull.state() == State.MERGED) {
                throw project.problem(Kind.NOT_MERGEABLE, "!" + id, "it was merged", "open a new one");
            }
            if (branches.commit(pull.head()).isEmpty()) {
                throw project.problem(
                        Kind.NOT_MERGEABLE, "!" + id, "its branch " + pull.head() + " is gone", "open a new one");
            }
            return pulls.view(reopened(pull));
        });
    }

    private GitLabPull reopened(GitLabPull pull) {
        try {
            return pulls.setState(pull.id(), "reopen");
        } catch (Refusal e) {
            throw e.kind() == Kind.INVALID || e.kind() == Kind.STALE
                    ? project.problem(
                            Kind.NOT_MERGEABLE, "!" + pull.id(), e.problem().cause(), "open a new one")
                    : e;
        }
    }

    /** GitLab closes the merge requests of the branch in the background, or not at all; here they are closed when this returns. */
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
        return project.connection().within(work);
    }

    /** The JDK's client has no connections to let go of before it is collected. */
    @Override
    public void close() {}
}
