package io.jenkins.plugins.fairlead.harbour;

import dev.fairlead.configrepo.GitHttpServer;
import dev.fairlead.forge.BareRepository;
import dev.fairlead.forge.CommitStatus;
import dev.fairlead.forge.Forge;
import dev.fairlead.forge.ForgeCredentials;
import dev.fairlead.forge.ForgeSettings;
import dev.fairlead.forge.Forges;
import dev.fairlead.forge.MergeMethod;
import dev.fairlead.forge.MergeRequest;
import dev.fairlead.forge.PullRequest;
import dev.fairlead.forge.PullRequestQuery;
import dev.fairlead.forge.Secret;
import dev.fairlead.forge.github.GitHubStub;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A config repository over HTTP, and GitHub's API in front of it; both ask who is there. */
public final class GitHubHarbour implements AutoCloseable {
    public static final String USER = "app";
    public static final String TOKEN = GitHubStub.TOKEN;
    public static final String NAME = "Acme/config.git";

    public final BareRepository remote;
    public final Forge forge;
    private final GitHttpServer git;
    private final GitHubStub github;

    public GitHubHarbour(Path folder) {
        remote = BareRepository.create(folder.resolve(NAME));
        try {
            git = GitHttpServer.serve(folder).requiringBasic(USER, TOKEN);
            github = new GitHubStub(remote);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        forge = Forges.open(
                "https://git.example/" + NAME,
                ForgeSettings.of(Map.of())
                        .named("github")
                        .withApiUrl(github.api())
                        .withCredentials(new ForgeCredentials.AccessToken(Secret.of(TOKEN))));
    }

    /** The parameters of a step that say where it is. */
    public String place() {
        return place(url());
    }

    /** The same where another server has it, too. */
    public String place(String url) {
        return "repo: '" + url + "', forge: 'github', apiUrl: '" + github.api() + "'";
    }

    /** Where the Git server has it. */
    public String url() {
        return git.url(NAME);
    }

    /** From now on the API answers everything with this status; 0 for what is asked. */
    public void answering(int status) {
        github.refusesWith = status;
    }

    public List<PullRequest> pulls() {
        return forge.find(PullRequestQuery.all());
    }

    /** Merges it; the commit that brought it in. */
    public String merge(PullRequest pull) {
        return forge.merge(pull.id(), MergeRequest.by(MergeMethod.MERGE))
                .mergeCommit()
                .orElseThrow();
    }

    /** What an agent of Fairlead in a cluster would say of a commit. */
    public void report(String commit, String context, CommitStatus.State state, String text) {
        forge.report(commit, new CommitStatus(context, state, text, Optional.empty()));
    }

    /** What a file holds on main. */
    public String file(String path) {
        String content = remote.files("main").get(path);
        return content == null ? "" : content;
    }

    @Override
    public void close() {
        forge.close();
        github.close();
        git.close();
        remote.close();
    }
}
