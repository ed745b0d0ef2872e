package io.jenkins.plugins.fairlead.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudbees.jenkins.plugins.sshcredentials.impl.BasicSSHUserPrivateKey;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import dev.fairlead.configrepo.GitSshServer;
import hudson.model.Result;
import hudson.util.Secret;
import io.jenkins.plugins.fairlead.harbour.AppTokens;
import io.jenkins.plugins.fairlead.harbour.GitHubHarbour;
import io.jenkins.plugins.fairlead.harbour.Harbour;
import io.jenkins.plugins.fairlead.harbour.Jobs;
import io.jenkins.plugins.fairlead.harbour.Keys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Map;
import org.jenkinsci.plugins.gitclient.GitHostKeyVerificationConfiguration;
import org.jenkinsci.plugins.gitclient.verifier.AcceptFirstConnectionStrategy;
import org.jenkinsci.plugins.gitclient.verifier.ManuallyProvidedKeyVerificationStrategy;
import org.jenkinsci.plugins.gitclient.verifier.SshHostKeyVerificationStrategy;
import org.jenkinsci.plugins.github_branch_source.GitHubAppCredentials;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Steps that are somebody by other credentials than a name with a password. */
@WithJenkins
class SignInTest {

    private static final String SSH = "credentialsId: 'deploy-key', forgeCredentialsId: 'token'";

    @TempDir
    Path temp;

    private JenkinsRule rule;
    private Jobs jobs;
    private Harbour harbour;
    private GitHubHarbour github;

    @BeforeEach
    void start(JenkinsRule jenkins) throws Exception {
        rule = jenkins;
        harbour = new Harbour(temp);
        github = new GitHubHarbour(temp);
        github.remote.commit("main", Map.of(Harbour.FILE, "image: " + harbour.api() + ":1.4.0\n"));
        jobs = new Jobs(jenkins).knowing(harbour).withRegistryCredential("acr").withAgent();
    }

    @AfterEach
    void stop() {
        github.close();
        harbour.close();
    }

    private String update(String place, String more) {
        return "gitopsUpdateImage(" + place + ", image: '" + harbour.api()
                + ":1.4.1', delivery: 'commit', registryCredentialsId: 'acr', " + more + ")";
    }

    private void delivered() {
        assertEquals("image: " + harbour.api() + ":1.4.1\n", github.file(Harbour.FILE));
    }

    /** An App's password is a token, which is made when a step needs it, and which no log shows. */
    @Test
    void aGitHubApp() throws Exception {
        try (AppTokens tokens = new AppTokens(GitHubHarbour.TOKEN)) {
            app(tokens);
            String step = update(github.place(), "credentialsId: 'github-app'");
            WorkflowRun run = jobs.run(Result.SUCCESS, "node('away') { " + step + " }");
            delivered();
            assertTrue(tokens.made() > 0);
            rule.assertLogNotContains(GitHubHarbour.TOKEN, run);
        }
    }

    @Test
    void aGitHubAppThatGetsNoTokenIsToldInOneLine() throws Exception {
        try (AppTokens tokens = new AppTokens(GitHubHarbour.TOKEN)) {
            tokens.forgetApps();
            app(tokens);
            WorkflowRun run = jobs.run(Result.FAILURE, update(github.place(), "credentialsId: 'github-app'"));
            rule.assertLogContains("ERROR: credential 'github-app': its secret cannot be had: ", run);
            rule.assertLogContains("check that where it comes from is up", run);
            rule.assertLogNotContains("\tat ", run);
        }
    }

    private void app(AppTokens tokens) throws Exception {
        GitHubAppCredentials app = new GitHubAppCredentials(
                CredentialsScope.GLOBAL, "github-app", "", GitHubHarbour.USER, Secret.fromString(Keys.pem(Keys.rsa())));
        app.setApiUri(tokens.api());
        jobs.with(app);
    }

    @Test
    void anSshKeyWhereTheServerIsKnown() throws Exception {
        KeyPair key = Keys.rsa();
        try (GitSshServer git = GitSshServer.start(key.getPublic(), temp)) {
            signInBy(key);
            trust(new ManuallyProvidedKeyVerificationStrategy(known(git)));
            String step = update(github.place(git.url(GitHubHarbour.NAME)), SSH);
            jobs.run(Result.SUCCESS, "node('away') { " + step + " }");
            delivered();
            WorkflowRun again = jobs.run(Result.SUCCESS, step); // on the controller, and there is nothing left to do
            rule.assertLogContains(harbour.api(), again);
        }
    }

    /** Whatever the strategy of the Git client plugin would accept, nobody has vouched for this server. */
    @Test
    void anSshServerThatNobodyVouchedForIsNotSpokenTo() throws Exception {
        KeyPair key = Keys.rsa();
        try (GitSshServer git = GitSshServer.start(key.getPublic(), temp);
                GitSshServer other = GitSshServer.start(key.getPublic(), temp)) {
            signInBy(key);
            String step = update(github.place(git.url(GitHubHarbour.NAME)), SSH);
            trust(new AcceptFirstConnectionStrategy());
            refused(jobs.run(Result.FAILURE, step));
            trust(new ManuallyProvidedKeyVerificationStrategy(known(other)));
            refused(jobs.run(Result.FAILURE, "node('away') { " + step + " }"));
        }
    }

    private void signInBy(KeyPair key) throws Exception {
        jobs.with(new BasicSSHUserPrivateKey(
                        CredentialsScope.GLOBAL,
                        "deploy-key",
                        "git",
                        new BasicSSHUserPrivateKey.DirectEntryPrivateKeySource(Keys.pem(key)),
                        "",
                        ""))
                .with(new UsernamePasswordCredentialsImpl(
                        CredentialsScope.GLOBAL, "token", "", GitHubHarbour.USER, GitHubHarbour.TOKEN));
    }

    private static void trust(SshHostKeyVerificationStrategy<?> strategy) {
        GitHostKeyVerificationConfiguration.get().setSshHostKeyVerificationStrategy(strategy);
    }

    private String known(GitSshServer server) throws Exception {
        Path folder = Files.createTempDirectory(temp, "ssh");
        server.makeKnown(folder);
        return Files.readString(folder.resolve("known_hosts"));
    }

    private void refused(WorkflowRun run) throws Exception {
        rule.assertLogContains("the host's SSH key is unknown or has changed", run);
        rule.assertLogContains("check its fingerprint with the owner of the host", run);
        assertTrue(github.file(Harbour.FILE).endsWith(":1.4.0\n"));
    }
}
