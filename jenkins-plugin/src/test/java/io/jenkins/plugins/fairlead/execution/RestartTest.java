package io.jenkins.plugins.fairlead.execution;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import dev.fairlead.forge.CommitStatus;
import dev.fairlead.forge.PullRequest;
import hudson.model.Label;
import hudson.slaves.DumbSlave;
import io.jenkins.plugins.fairlead.delivery.DeliveryAction;
import io.jenkins.plugins.fairlead.harbour.GitHubHarbour;
import io.jenkins.plugins.fairlead.harbour.Harbour;
import io.jenkins.plugins.fairlead.harbour.Jobs;
import java.nio.file.Path;
import java.util.Map;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.RealJenkinsRule;

/**
 * All steps in a Jenkins of its own process, where classes are loaded as in any Jenkins. It is stopped while
 * {@code gitopsWaitForSync} waits; what it waits for happens meanwhile.
 */
public class RestartTest {
    @Rule
    public RealJenkinsRule jenkins = jenkins();

    @Rule
    public TemporaryFolder temp = new TemporaryFolder();

    private Harbour harbour;
    private GitHubHarbour github;

    @Before
    public void start() {
        Path folder = temp.getRoot().toPath();
        harbour = new Harbour(folder);
        github = new GitHubHarbour(folder);
        github.remote.commit("main", Map.of(Harbour.FILE, "image: " + harbour.api() + ":1.4.0\n"));
    }

    @After
    public void stop() {
        github.close();
        harbour.close();
    }

    /** With every plugin that the tests know: some bring other versions of libraries that ours brings. */
    RealJenkinsRule jenkins() {
        return new RealJenkinsRule();
    }

    @Test
    public void waitingGoesOnAfterARestart() throws Throwable {
        fromBuildToCluster();
    }

    void fromBuildToCluster() throws Throwable {
        String host = harbour.registry.host();
        String authority = harbour.registry.caPem().orElseThrow();
        String token = GitHubHarbour.TOKEN;
        String script = "def newest\nnode('away') {\n"
                + "  sh 'git init -q . && git config user.email a@b.c && git config user.name a && touch a && git add a"
                + " && git commit -qm a'\n"
                + "  def image = gitopsImageMetadata repository: '" + harbour.api() + "', templates: ['<sha7>']\n"
                + "  echo \"image ${image.reference}\"\n"
                + "  newest = gitopsNewestTag image: '" + harbour.api()
                + "', select: 'semver:~1.4', credentialsId: 'acr'\n"
                + "  def local = gitopsUpdateImage repo: '" + harbour.remote.path()
                + "', image: newest.reference, paths: ['apps'], registryCredentialsId: 'acr'\n"
                + "  echo \"from the agent ${local.url}\"\n"
                + "}\n"
                + "def pr = gitopsUpdateImage(" + github.place() + ", image: newest.reference, paths: ['apps'],"
                + " credentialsId: 'github-app', registryCredentialsId: 'acr', environment: 'dev')\n"
                + "gitopsWaitForSync pullRequest: pr, environment: 'dev', timeout: 10\n"
                + "echo \"delivered ${pr.url}\"";
        RealJenkinsRule.Step first = rule -> before(rule, host, authority, token, script);
        jenkins.then(first);
        assertEquals(1, harbour.pulls().size());
        assertEquals(1, github.pulls().size());
        PullRequest pull = github.pulls().get(0);
        String commit = github.merge(pull);
        github.report(commit, "fairlead/dev", CommitStatus.State.SUCCESS, "healthy");
        String url = pull.url();
        RealJenkinsRule.Step second = rule -> after(rule, url, commit);
        jenkins.then(second);
    }

    private static void before(JenkinsRule rule, String host, String authority, String token, String script)
            throws Throwable {
        new Jobs(rule)
                .knowing(host, authority)
                .withRegistryCredential("acr")
                .with(new UsernamePasswordCredentialsImpl(CredentialsScope.GLOBAL, "github-app", "", "app", token));
        DumbSlave agent = rule.createOnlineSlave(Label.get(Jobs.AWAY));
        assertEquals(Jobs.AWAY, agent.getLabelString());
        WorkflowJob job = rule.createProject(WorkflowJob.class, "deliver");
        job.setDefinition(new CpsFlowDefinition(script, true));
        WorkflowRun run = job.scheduleBuild2(0).waitForStart();
        rule.waitForMessage("waiting for the merge", run);
    }

    private static void after(JenkinsRule rule, String url, String commit) throws Throwable {
        WorkflowRun run =
                rule.jenkins.getItemByFullName("deliver", WorkflowJob.class).getBuildByNumber(1);
        rule.assertBuildStatusSuccess(rule.waitForCompletion(run));
        rule.assertLogContains("fairlead/dev: success, healthy", run);
        rule.assertLogContains("delivered " + url, run);
        rule.assertLogNotContains(Harbour.PASSWORD, run);
        DeliveryAction kept = DeliveryAction.find(run).orElseThrow();
        assertEquals("synced", kept.getDeliveries().get(1).getPhase());
        assertEquals(commit, kept.getDeliveries().get(1).getPullRequest().getMergeCommit());
        assertTrue(kept.getImages().get(0).getReference().contains("/shop/api:"));
    }
}
