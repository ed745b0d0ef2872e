package io.jenkins.plugins.fairlead.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.forge.CommitStatus;
import dev.fairlead.forge.PullRequest;
import hudson.model.Result;
import io.jenkins.plugins.fairlead.access.RegistryEntry;
import io.jenkins.plugins.fairlead.access.Settings;
import io.jenkins.plugins.fairlead.delivery.Delivery;
import io.jenkins.plugins.fairlead.delivery.DeliveryAction;
import io.jenkins.plugins.fairlead.harbour.Harbour;
import io.jenkins.plugins.fairlead.harbour.Jobs;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Every step in a sandboxed pipeline, on an agent and on the controller. */
@WithJenkins
class StepsTest {
    @TempDir
    Path temp;

    private Harbour harbour;
    private Jobs jobs;
    private JenkinsRule rule;

    @BeforeEach
    void start(JenkinsRule jenkins) throws Exception {
        rule = jenkins;
        harbour = new Harbour(temp);
        jobs = new Jobs(jenkins).knowing(harbour).withRegistryCredential("acr").withAgent();
    }

    @AfterEach
    void stop() {
        harbour.close();
    }

    private String update(String more) {
        return "gitopsUpdateImage repo: '" + harbour.remote.path() + "', image: '" + harbour.api()
                + ":1.4.1', paths: ['apps'], registryCredentialsId: 'acr'" + more;
    }

    private WorkflowRun away(Result wanted, String script) throws Exception {
        return jobs.run(wanted, "node('away') {\n" + script + "\n}");
    }

    @Test
    void fromBuildToCluster() throws Exception {
        WorkflowRun build = jobs.job("node('away') {\n"
                        + "  def newest = gitopsNewestTag image: '" + harbour.api()
                        + "', select: 'semver:^1.4', credentialsId: 'acr'\n"
                        + "  echo \"newest is ${newest.tag} at ${newest.digest}\"\n"
                        + "  def pr = " + update(", title: 'Bring {images}'") + "\n"
                        + "  echo \"pull request ${pr.id} at ${pr.url}, ${pr.deliveries[0].images[0].to}\"\n"
                        + "  def synced = gitopsWaitForSync pullRequest: pr, environment: 'dev', timeout: 2\n"
                        + "  echo \"${synced.phase} by ${synced.mergeCommit}\"\n"
                        + "}")
                .scheduleBuild2(0)
                .waitForStart();
        rule.waitForMessage("waiting for the merge", build);
        PullRequest pull = harbour.pulls().get(0);
        String commit = harbour.merge(pull).mergeCommit().orElseThrow();
        rule.waitForMessage("nobody has reported yet", build);
        harbour.report(commit, "fairlead/dev", CommitStatus.State.SUCCESS, "healthy");
        rule.assertBuildStatusSuccess(rule.waitForCompletion(build));
        rule.assertLogContains("newest is 1.5.0 at sha256:", build);
        rule.assertLogContains("opened pull request", build);
        rule.assertLogContains(Harbour.FILE + ":1:", build);
        rule.assertLogContains("pull request " + pull.id() + " at " + pull.url() + ", 1.4.1", build);
        rule.assertLogContains("synced by " + commit, build);
        rule.assertLogNotContains(Harbour.PASSWORD, build);
        assertEquals("image: " + harbour.api() + ":1.4.1 # keep me\n", harbour.remote.file("main", Harbour.FILE));
        Delivery delivery =
                DeliveryAction.find(build).orElseThrow().getDeliveries().get(0);
        assertEquals("synced", delivery.getPhase());
        assertEquals("merged", delivery.getPullRequest().getState());
        assertEquals(commit, delivery.getPullRequest().getMergeCommit());
        assertEquals("dev", delivery.getEnvironment());
        assertTrue(delivery.getDiff().contains("+image: " + harbour.api() + ":1.4.1"), delivery.getDiff());
        assertTrue(delivery.getPullRequest().getTitle().startsWith("Bring "));
    }

    /** Whatever a branch is called, its name is a word to the shell and nothing else. */
    @Test
    void buildArgumentsAreSafeInAShell() throws Exception {
        WorkflowRun run = away(Result.SUCCESS, """
            sh '''git init -q . && git config user.email a@b.c && git config user.name a && touch a && git add a
                git commit -qm a && git checkout -qb 'x;touch${IFS}owned&&$(id)' '''
            def image = gitopsImageMetadata repository: '%s', templates: ['<sha7>']
            sh "printf 'arg %%s\\\\n' ${image.buildArgs}"
            sh 'test ! -e owned && echo not owned'
            echo "is ${image.reference} ${image.tags} ${image.commit} ${image.branch} ${image.labels.size() > 1}"
            """.formatted(harbour.api()));
        rule.assertLogContains("not owned", run);
        rule.assertLogContains("is " + harbour.api() + ":", run);
        rule.assertLogContains("arg --label", run);
        assertEquals(1, DeliveryAction.find(run).orElseThrow().getImages().size());
    }

    @Test
    void aDryRunWritesNothing() throws Exception {
        WorkflowRun run = away(Result.SUCCESS, "def r = " + update(", dryRun: true") + "; echo \"dry ${r.dryRun} $r\"");
        rule.assertLogContains("1 change planned, nothing written", run);
        rule.assertLogContains("dry true no pull request", run);
        assertTrue(harbour.pulls().isEmpty());
    }

    @Test
    void twiceIsOnce() throws Exception {
        away(Result.SUCCESS, update(""));
        WorkflowRun run = away(Result.SUCCESS, update(""));
        rule.assertLogContains("nothing new in pull request", run);
        assertEquals(1, harbour.pulls().size());
    }

    @Test
    void theControllerRefusesFolders() throws Exception {
        WorkflowRun run = jobs.run(Result.FAILURE, update(""));
        rule.assertLogContains("folders of this machine are not allowed here", run);
        rule.assertLogContains("run the step inside 'node'", run);
        WorkflowRun builtIn = jobs.run(
                Result.FAILURE, "node('" + rule.jenkins.getSelfLabel().getName() + "') { " + update("") + " }");
        rule.assertLogContains("folders of this machine are not allowed here", builtIn);
        assertTrue(harbour.pulls().isEmpty());
    }

    @Test
    void theControllerAsksRegistries() throws Exception {
        WorkflowRun run = jobs.run(
                Result.SUCCESS,
                "def t = gitopsNewestTag image: '" + harbour.api()
                        + "', select: 'semver:~1.4', credentialsId: 'acr'; echo \"got ${t.tag} ${t.reference} $t\"");
        rule.assertLogContains("got 1.4.1 " + harbour.api() + ":1.4.1", run);
    }

    /** Beside a registry whose credential is gone, everything works but what needs that one. */
    @Test
    void aRegistryWithoutItsCredentialIsToldAndRefusesByItself() throws Exception {
        String authority = harbour.registry.caPem().orElseThrow();
        jobs.settings(new Settings() {
            @Override
            public List<RegistryEntry> registryEntries() {
                return List.of(
                        new RegistryEntry(harbour.registry.host(), "deleted", false, true),
                        new RegistryEntry("gone.example", "deleted", false, false));
            }

            @Override
            public List<String> trustedAuthorities() {
                return List.of(authority);
            }
        });
        away(Result.SUCCESS, update(""));
        harbour.remote.commit(Map.of(
                Harbour.FILE, "image: " + harbour.api() + ":1.4.0\n", "fairlead.yaml", """
                    apiVersion: fairlead.dev/v1
                    kind: UpdateConfig
                    updates:
                      - name: shop
                        image: %s
                        select: semver:^1.4
                    """.formatted(harbour.api())));
        WorkflowRun run = away(
                Result.FAILURE, "gitopsUpdateImage repo: '" + harbour.remote.path() + "', config: 'fairlead.yaml'");
        rule.assertLogContains(harbour.registry.host() + " is asked without signing in: credential 'deleted'", run);
        rule.assertLogContains("gone.example is asked without signing in: credential 'deleted'", run);
        rule.assertLogContains("401", run);
    }

    @Test
    void whatFailsIsToldWithPlaceCauseAndRemedy() throws Exception {
        String tag = "gitopsNewestTag image: '" + harbour.api() + "', select: 'semver:>=9', credentialsId: 'acr'";
        rule.assertLogContains(harbour.api(), jobs.run(Result.FAILURE, tag));
        WorkflowRun policy = jobs.run(Result.FAILURE, "gitopsNewestTag image: '" + harbour.api() + "', select: 'sem'");
        rule.assertLogContains("parameter 'select'", policy);
        WorkflowRun missing =
                jobs.run(Result.FAILURE, "gitopsNewestTag image: 'x/y', select: 'newest', credentialsId: 'no'");
        rule.assertLogContains("credential 'no': this job has none with this id for docker.io", missing);
        WorkflowRun digest = away(Result.FAILURE, update(", digest: 'never'"));
        rule.assertLogContains("parameter 'digest': 'never' is none that there is", digest);
        WorkflowRun wait =
                away(Result.FAILURE, "gitopsWaitForSync pullRequest: 77, repo: '" + harbour.remote.path() + "'");
        rule.assertLogContains("there is no such pull request", wait);
        assertFalse(policy.getLog().contains("\tat dev.fairlead"), policy.getLog());
    }

    @Test
    void aClosedPullRequestEndsTheWait() throws Exception {
        away(Result.SUCCESS, update(""));
        PullRequest pull = harbour.pulls().get(0);
        harbour.forge.close(pull.id());
        WorkflowRun run = away(
                Result.FAILURE,
                "gitopsWaitForSync pullRequest: '" + pull.id() + "', repo: '" + harbour.remote.path() + "'");
        rule.assertLogContains("was closed without a merge", run);
    }

    @Test
    void aFailedReportEndsTheWaitWithItsText() throws Exception {
        away(Result.SUCCESS, update(""));
        PullRequest pull = harbour.pulls().get(0);
        String commit = harbour.merge(pull).mergeCommit().orElseThrow();
        harbour.report(commit, "fairlead/dev", CommitStatus.State.FAILURE, "2 of 3 pods crash");
        WorkflowRun run = away(
                Result.FAILURE,
                "gitopsWaitForSync pullRequest: " + pull.id() + ", repo: '" + harbour.remote.path() + "'");
        rule.assertLogContains("2 of 3 pods crash", run);
    }

    @Test
    void declarative() throws Exception {
        WorkflowRun run = jobs.run(
                Result.SUCCESS,
                "pipeline { agent { label 'away' }; stages { stage('deliver') { steps { " + update("") + " } } } }");
        rule.assertLogContains("opened pull request", run);
    }
}
