package dev.fairlead.forge.gitlab;

import dev.fairlead.forge.rest.IssueForm;
import dev.fairlead.forge.rest.RestApi;

/** Issues as GitLab has them ("Issues API"). */
final class GitLabIssues implements IssueForm {
    private final GitLabProject project;

    GitLabIssues(GitLabProject project) {
        this.project = project;
    }

    /** Ours only, since a project may have many. */
    @Override
    public String open() {
        String ours = project.account()
                .map(name -> "&author_username=" + RestApi.escaped(name))
                .orElse("");
        return "/issues?state=opened&scope=all&per_page=100" + ours;
    }

    @Override
    public String change() {
        return "PUT";
    }

    @Override
    public String number() {
        return "iid";
    }

    @Override
    public String text() {
        return "description";
    }

    @Override
    public String url() {
        return "web_url";
    }

    @Override
    public String[] closing() {
        return new String[] {"state_event", "close"};
    }

    @Override
    public String sent(String text) {
        return QuickActions.quoted(text);
    }

    @Override
    public String read(String text) {
        return QuickActions.unquoted(text);
    }
}
