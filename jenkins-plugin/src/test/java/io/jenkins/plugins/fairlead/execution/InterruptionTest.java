package io.jenkins.plugins.fairlead.execution;

import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.Result;
import io.jenkins.plugins.fairlead.harbour.Harbour;
import io.jenkins.plugins.fairlead.harbour.Jobs;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** A build that is stopped stops, whatever a server does. */
@WithJenkins
class InterruptionTest {
    @TempDir
    Path temp;

    /** A server that takes the connection and never says a word. */
    @Test
    void aSilentRegistryHoldsNoBuild(JenkinsRule rule) throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Jobs jobs = new Jobs(rule).withAgent();
            String tag = "gitopsNewestTag image: '127.0.0.1:" + silent.getLocalPort() + "/shop/api', select: 'newest'";
            for (String script : new String[] {tag, "node('away') { " + tag + " }"}) {
                WorkflowRun run = jobs.job(script).scheduleBuild2(0).waitForStart();
                try (Socket asked = silent.accept()) {
                    assertTrue(asked.isConnected());
                    run.getExecutor().interrupt();
                    rule.assertBuildStatus(Result.ABORTED, rule.waitForCompletion(run));
                }
            }
        }
    }

    /** The shortest time that a step can be given, on an agent and on the controller side by side. */
    @Test
    void aStepEndsWithItsTime(JenkinsRule rule) throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 2, InetAddress.getLoopbackAddress())) {
            Jobs jobs = new Jobs(rule).withAgent();
            String tag = "try { gitopsNewestTag image: '127.0.0.1:" + silent.getLocalPort()
                    + "/shop/api', select: 'newest', timeout: 1 } catch (e) { echo \"PLACE: ${e.message}\" }";
            WorkflowRun run = jobs.run(
                    Result.SUCCESS,
                    "parallel here: { " + tag.replace("PLACE", "here") + " }, away: { node('away') { "
                            + tag.replace("PLACE", "away") + " } }");
            for (String place : new String[] {"here", "away"}) {
                rule.assertLogContains(place + ": the step was not done within 1 minute; what it was at", run);
            }
        }
    }

    @Test
    void aWaitEndsAtOnce(JenkinsRule rule) throws Exception {
        try (Harbour harbour = new Harbour(temp)) {
            Jobs jobs = new Jobs(rule)
                    .knowing(harbour)
                    .withRegistryCredential("acr")
                    .withAgent();
            WorkflowRun run = jobs.job("node('away') { gitopsWaitForSync pullRequest: gitopsUpdateImage(repo: '"
                            + harbour.remote.path() + "', image: '" + harbour.api()
                            + ":1.4.1', registryCredentialsId: 'acr') }")
                    .scheduleBuild2(0)
                    .waitForStart();
            rule.waitForMessage("waiting for the merge", run);
            run.getExecutor().interrupt();
            rule.assertBuildStatus(Result.ABORTED, rule.waitForCompletion(run));
        }
    }
}
