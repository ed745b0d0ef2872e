package dev.fairlead.image;

import java.util.Map;
import java.util.Optional;

/**
 * Recognises a CI by its environment variables. Each CI documents its own: Jenkins (Git and Branch API plugins), GitHub
 * Actions, GitLab CI, Azure Pipelines. {@code FAIRLEAD_COMMIT}, {@code _BRANCH}, {@code _GIT_TAG}, {@code _PULL_REQUEST},
 * {@code _BUILD_NUMBER}, {@code _BUILD_URL} and {@code _SOURCE} go before all others.
 */
final class BuildEnvironments {
    private static final String HEADS = "refs/heads/";
    private static final String TAGS = "refs/tags/";
    private static final String PULL = "refs/pull/";

    private final Map<String, String> variables;

    private BuildEnvironments(Map<String, String> variables) {
        this.variables = variables;
    }

    static BuildEnvironment read(Map<String, String> variables) {
        BuildEnvironments reader = new BuildEnvironments(variables);
        return reader.withOwn(reader.recognised());
    }

    private BuildEnvironment recognised() {
        if (has("GITHUB_ACTIONS")) {
            return gitHub();
        }
        if (has("GITLAB_CI")) {
            return gitLab();
        }
        if (has("TF_BUILD")) {
            return azurePipelines();
        }
        return has("JENKINS_URL") || has("JENKINS_HOME") ? jenkins() : generic();
    }

    private BuildEnvironment withOwn(BuildEnvironment ci) {
        return new BuildEnvironment(
                ci.system(),
                first("FAIRLEAD_COMMIT").or(ci::commit),
                first("FAIRLEAD_BRANCH").or(ci::branch),
                first("FAIRLEAD_GIT_TAG").or(ci::tag),
                first("FAIRLEAD_PULL_REQUEST").or(ci::pullRequest),
                first("FAIRLEAD_BUILD_NUMBER").or(ci::buildNumber),
                first("FAIRLEAD_BUILD_URL").or(ci::buildUrl),
                first("FAIRLEAD_SOURCE").or(ci::source));
    }

    private BuildEnvironment jenkins() {
        Optional<String> change = first("CHANGE_ID", "ghprbPullId", "gitlabMergeRequestIid");
        Optional<String> tag = first("TAG_NAME");
        return new BuildEnvironment(
                Optional.of("Jenkins"),
                first("GIT_COMMIT"),
                change.isPresent()
                        ? first("CHANGE_BRANCH", "ghprbSourceBranch", "gitlabSourceBranch")
                        : tag.isPresent()
                                ? Optional.empty()
                                : first("BRANCH_NAME").or(this::jenkinsGitBranch),
                tag,
                change,
                first("BUILD_NUMBER"),
                first("BUILD_URL"),
                first("GIT_URL", "GIT_URL_1"));
    }

    /** The Git plugin names the remote, too: {@code origin/main}; a job that builds a commit has {@code detached}. */
    private Optional<String> jenkinsGitBranch() {
        return first("GIT_LOCAL_BRANCH")
                .or(() ->
                        first("GIT_BRANCH").map(branch -> branch.startsWith("origin/") ? branch.substring(7) : branch))
                .filter(branch -> !branch.equals("detached"));
    }

    private BuildEnvironment gitHub() {
        String ref = first("GITHUB_REF").orElse("");
        Optional<String> repository = first("GITHUB_SERVER_URL")
                .flatMap(server -> first("GITHUB_REPOSITORY").map(name -> server + "/" + name));
        Optional<String> from = first("GITHUB_HEAD_REF");
        return new BuildEnvironment(
                Optional.of("GitHub Actions"),
                first("GITHUB_SHA"),
                from.or(() -> after(HEADS, ref)),
                after(TAGS, ref),
                // pull_request_target has the ref of the base branch, and builds of it may hold the stranger's code.
                pullRequestOf(ref).or(() -> from),
                first("GITHUB_RUN_NUMBER"),
                repository.flatMap(url -> first("GITHUB_RUN_ID").map(run -> url + "/actions/runs/" + run)),
                repository);
    }

    private BuildEnvironment gitLab() {
        Optional<String> tag = first("CI_COMMIT_TAG");
        return new BuildEnvironment(
                Optional.of("GitLab CI"),
                first("CI_COMMIT_SHA"),
                first("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME", "CI_COMMIT_BRANCH")
                        .or(() -> tag.isPresent() ? Optional.empty() : first("CI_COMMIT_REF_NAME")),
                tag,
                first("CI_MERGE_REQUEST_IID", "CI_EXTERNAL_PULL_REQUEST_IID"),
                first("CI_PIPELINE_IID"),
                first("CI_JOB_URL", "CI_PIPELINE_URL"),
                first("CI_PROJECT_URL"));
    }

    private BuildEnvironment azurePipelines() {
        String ref = first("BUILD_SOURCEBRANCH").orElse("");
        Optional<String> from = first("SYSTEM_PULLREQUEST_SOURCEBRANCH")
                .map(branch -> after(HEADS, branch).orElse(branch));
        return new BuildEnvironment(
                Optional.of("Azure Pipelines"),
                first("BUILD_SOURCEVERSION"),
                from.or(() -> after(HEADS, ref)),
                after(TAGS, ref),
                first("SYSTEM_PULLREQUEST_PULLREQUESTNUMBER", "SYSTEM_PULLREQUEST_PULLREQUESTID")
                        .or(() -> pullRequestOf(ref)),
                first("BUILD_BUILDID"),
                azureBuildUrl(),
                first("BUILD_REPOSITORY_URI"));
    }

    private Optional<String> azureBuildUrl() {
        return first("SYSTEM_COLLECTIONURI")
                .flatMap(collection -> first("SYSTEM_TEAMPROJECT")
                        .flatMap(project -> first("BUILD_BUILDID")
                                .map(build -> collection + project.replace(" ", "%20") + "/_build/results?buildId="
                                        + build)));
    }

    /** The names that most other systems and scripts use. */
    private BuildEnvironment generic() {
        return new BuildEnvironment(
                Optional.empty(),
                first("GIT_COMMIT", "COMMIT_SHA", "CI_COMMIT_SHA", "BITBUCKET_COMMIT", "CIRCLE_SHA1"),
                first("BRANCH_NAME", "GIT_BRANCH", "CI_COMMIT_BRANCH", "BITBUCKET_BRANCH", "CIRCLE_BRANCH")
                        .map(branch -> branch.startsWith("origin/") ? branch.substring(7) : branch),
                first("TAG_NAME", "GIT_TAG", "CI_COMMIT_TAG", "BITBUCKET_TAG", "CIRCLE_TAG"),
                first("PULL_REQUEST", "CI_COMMIT_PULL_REQUEST", "BITBUCKET_PR_ID", "CIRCLE_PR_NUMBER"),
                first("BUILD_NUMBER", "BUILD_ID", "CI_PIPELINE_NUMBER", "BITBUCKET_BUILD_NUMBER", "CIRCLE_BUILD_NUM"),
                first("BUILD_URL", "CI_PIPELINE_URL", "CIRCLE_BUILD_URL"),
                first("GIT_URL", "CI_REPO_URL", "CIRCLE_REPOSITORY_URL"));
    }

    private static Optional<String> pullRequestOf(String ref) {
        return after(PULL, ref).map(rest -> rest.contains("/") ? rest.substring(0, rest.indexOf('/')) : rest);
    }

    private static Optional<String> after(String prefix, String ref) {
        return ref.startsWith(prefix) ? Optional.of(ref.substring(prefix.length())) : Optional.empty();
    }

    private boolean has(String name) {
        return first(name).isPresent();
    }

    private Optional<String> first(String... names) {
        for (String name : names) {
            String value = variables.getOrDefault(name, "").strip();
            if (!value.isEmpty()) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }
}
