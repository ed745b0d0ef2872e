package io.jenkins.plugins.fairlead.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.Label;
import hudson.slaves.DumbSlave;
import io.jenkins.plugins.fairlead.harbour.Harbour;
import io.jenkins.plugins.fairlead.harbour.Jobs;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Many builds that write to one branch of one config repository at once. */
@WithJenkins
class ManyBuildsTest {
    private static final int BUILDS = 50;

    /** In so many dumps one after the other, a thread that only takes its turn at a lock is not found in one place. */
    private static final int LONG = 10;

    @TempDir
    Path temp;

    private static String file(int number) {
        return "apps/" + number + "/values.yaml";
    }

    @Test
    void everyOneIsDeliveredAndNoThreadWaits(JenkinsRule rule) throws Exception {
        try (Harbour harbour = new Harbour(temp)) {
            Jobs jobs = new Jobs(rule).knowing(harbour).withRegistryCredential("acr");
            Map<String, String> files = new TreeMap<>();
            for (int i = 0; i < BUILDS; i++) {
                String name = "shop/api" + i;
                harbour.registry.pushImage(name, "1.1", Map.of("n", "" + i), Instant.parse("2026-01-02T03:04:05Z"));
                harbour.registry.pushImage(name, "1.2", Map.of("n", "-" + i), Instant.parse("2026-01-03T03:04:05Z"));
                files.put(file(i), "image: " + harbour.registry.host() + "/" + name + ":1.1\n");
            }
            harbour.remote.commit(files);
            DumbSlave agent = rule.createSlave(Label.get(Jobs.AWAY));
            agent.setNumExecutors(BUILDS);
            rule.waitOnline(agent);
            List<WorkflowRun> runs = new ArrayList<>();
            for (int i = 0; i < BUILDS; i++) {
                runs.add(jobs.job("node('away') { gitopsUpdateImage repo: '" + harbour.remote.path() + "', image: '"
                                + harbour.registry.host() + "/shop/api" + i + ":1.2', paths: ['" + file(i)
                                + "'], delivery: 'commit', registryCredentialsId: 'acr' }")
                        .scheduleBuild2(0)
                        .waitForStart());
            }
            Map<String, Integer> still = new TreeMap<>();
            TreeSet<String> waiting = new TreeSet<>();
            int dumps = 0;
            for (WorkflowRun run : runs) {
                while (run.isBuilding()) {
                    List<String> now = waiting();
                    still.keySet().retainAll(now);
                    now.forEach(thread -> still.merge(thread, 1, Integer::sum));
                    still.forEach((thread, times) -> {
                        if (times >= LONG) {
                            waiting.add(thread);
                        }
                    });
                    dumps++;
                    Thread.sleep(100);
                }
                rule.assertBuildStatusSuccess(run);
            }
            assertTrue(dumps > LONG, "too few dumps were taken while builds ran");
            assertEquals(
                    List.of(),
                    waiting.stream().limit(3).toList(),
                    "threads of the controller that waited for work on an agent");
            for (int i = 0; i < BUILDS; i++) {
                assertEquals(
                        "image: " + harbour.registry.host() + "/shop/api" + i + ":1.2\n",
                        harbour.remote.file("main", file(i)));
            }
        }
    }

    /**
     * Threads of the controller that wait for work, which is all on the agent; and threads that all builds share, the
     * pipelines' and the timer's, that stand still in our code.
     */
    private static List<String> waiting() {
        List<String> found = new ArrayList<>();
        Thread.getAllStackTraces().forEach((thread, frames) -> {
            boolean works =
                    Arrays.stream(frames).anyMatch(frame -> frame.getClassName().endsWith(".EngineWork"));
            boolean ours = Arrays.stream(frames)
                    .anyMatch(frame -> frame.getClassName().startsWith("io.jenkins.plugins.fairlead.")
                            && !frame.getClassName().startsWith(ManyBuildsTest.class.getName()));
            boolean shared = thread.getName().contains("CpsVmExecutorService")
                    || thread.getName().contains("jenkins.util.Timer");
            boolean still = thread.getState() != Thread.State.RUNNABLE;
            if (works || (ours && shared && still)) {
                found.add(
                        thread.getName() + " " + Arrays.stream(frames).limit(12).toList());
            }
        });
        return found;
    }
}
