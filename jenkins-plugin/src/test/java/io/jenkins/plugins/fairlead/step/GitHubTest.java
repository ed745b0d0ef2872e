package io.jenkins.plugins.fairlead.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import dev.fairlead.forge.CommitStatus;
import dev.fairlead.forge.PullRequest;
import hudson.model.Result;
import io.jenkins.plugins.fairlead.harbour.GitHubHarbour;
import io.jenkins.plugins.fairlead.harbour.Harbour;
import io.jenkins.plugins.fairlead.harbour.Jobs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The controller alone, with a config repository over HTTP and GitHub's API: nothing runs on an agent. */
@WithJenkins
class GitHubTest {
    private static final int BUILDS = 12;

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
        jobs = new Jobs(jenkins)
                .knowing(harbour)
                .withRegistryCredential("acr")
                .with(new UsernamePasswordCredentialsImpl(
                        CredentialsScope.GLOBAL, "github-app", "", GitHubHarbour.USER, GitHubHarbour.TOKEN));
    }

    @AfterEach
    void stop() {
        github.close();
        harbour.close();
    }

    private String update(String image, String more) {
        return "gitopsUpdateImage(" + github.place() + ", image: '" + image
                + "', credentialsId: 'github-app', registryCredentialsId: 'acr'" + more + ")";
    }

    @Test
    void fromBuildToCluster() throws Exception {
        WorkflowRun build = jobs.job("def pr = " + update(harbour.api() + ":1.4.1", ", reviewers: ['grace']")
                        + "\n gitopsWaitForSync pullRequest: pr, environment: 'dev', timeout: 5")
                .scheduleBuild2(0)
                .waitForStart();
        rule.waitForMessage("waiting for the merge", build);
        PullRequest pull = github.pulls().get(0);
        String commit = github.merge(pull);
        github.report(commit, "fairlead/dev", CommitStatus.State.SUCCESS, "healthy");
        rule.assertBuildStatusSuccess(rule.waitForCompletion(build));
        rule.assertLogContains("opened pull request " + pull.url(), build);
        rule.assertLogNotContains(GitHubHarbour.TOKEN, build);
        assertTrue(github.file(Harbour.FILE).contains(":1.4.1"));
    }

    @Test
    void aWrongTokenIsToldAndNotShown() throws Exception {
        jobs.with(new UsernamePasswordCredentialsImpl(CredentialsScope.GLOBAL, "wrong", "", "app", "wrong-t0ken"));
        WorkflowRun run =
                jobs.run(Result.FAILURE, update(harbour.api() + ":1.4.1", "").replace("'github-app'", "'wrong'"));
        rule.assertLogContains("the remote asks for other credentials", run);
        rule.assertLogNotContains("wrong-t0ken", run);
    }

    /** A forge that is broken may be mended meanwhile; one that refuses is believed after a few times. */
    @Test
    void aWaitOutlastsABrokenForgeAndNotARefusal() throws Exception {
        WorkflowRun build = jobs.job("def pr = " + update(harbour.api() + ":1.4.1", "")
                        + "\n gitopsWaitForSync pullRequest: pr, timeout: 60")
                .scheduleBuild2(0)
                .waitForStart();
        rule.waitForMessage("waiting for the merge", build);
        github.answering(503);
        rule.waitForMessage("this look failed, and the next may not", build);
        github.answering(0);
        github.merge(github.pulls().get(0));
        rule.waitForMessage("nobody has reported yet", build);
        github.answering(403);
        rule.assertBuildStatus(Result.FAILURE, rule.waitForCompletion(build));
        rule.assertLogContains("(403): the credentials may not do this", build);
        rule.assertLogContains("check the address, and that the token may read", build);
        rule.assertLogNotContains("not in sync within", build);
    }

    @Test
    void aForgeThatNeverAnsweredIsNotWaitedFor() throws Exception {
        github.answering(503);
        WorkflowRun run = jobs.run(
                Result.FAILURE,
                "gitopsWaitForSync(" + github.place() + ", pullRequest: 1, credentialsId: 'github-app', timeout: 60)");
        rule.assertLogContains("this look failed, and the next may not", run);
        rule.assertLogContains("(503): GitHub is broken or busy", run);
        rule.assertLogNotContains("not in sync within", run);
    }

    /** More builds than the controller has threads for them: the rest waits its turn, and every one is delivered. */
    @Test
    void buildsAtOnceShareFewThreads() throws Exception {
        TreeMap<String, String> files = new TreeMap<>();
        for (int i = 0; i < BUILDS; i++) {
            harbour.registry.pushImage("shop/n" + i, "1.1", Map.of("n", "" + i), Harbour.BUILT);
            harbour.registry.pushImage("shop/n" + i, "1.2", Map.of("n", "-" + i), Harbour.BUILT.plusSeconds(60));
            files.put("apps/" + i + ".yaml", "image: " + harbour.registry.host() + "/shop/n" + i + ":1.1\n");
        }
        github.remote.commit("main", files);
        List<WorkflowRun> runs = new ArrayList<>();
        for (int i = 0; i < BUILDS; i++) {
            String image = harbour.registry.host() + "/shop/n" + i + ":1.2";
            runs.add(jobs.job(update(image, ", delivery: 'commit'"))
                    .scheduleBuild2(0)
                    .waitForStart());
        }
        for (WorkflowRun run : runs) {
            rule.assertBuildStatusSuccess(rule.waitForCompletion(run));
        }
        for (int i = 0; i < BUILDS; i++) {
            assertTrue(github.file("apps/" + i + ".yaml").endsWith(":1.2\n"), "apps/" + i + ".yaml");
        }
        long threads = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("Fairlead on the controller"))
                .count();
        assertEquals(8, threads);
    }
}
