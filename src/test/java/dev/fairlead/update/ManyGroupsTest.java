package dev.fairlead.update;

import static dev.fairlead.update.Workshop.config;
import static dev.fairlead.update.Workshop.minute;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.forge.Forge;
import dev.fairlead.forge.PullRequest;
import dev.fairlead.update.report.GroupReport;
import dev.fairlead.update.report.GroupResult;
import dev.fairlead.update.report.Step;
import dev.fairlead.update.report.UpdateListener;
import dev.fairlead.update.report.UpdateReport;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run of many groups: those with pull requests at the same time, those that commit straight one after the other. */
class ManyGroupsTest {
    private static final int GROUPS = 24;
    private static final int STRAIGHT = 6;

    @TempDir
    Path temp;

    private Workshop shop;
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final CountDownLatch crowd = new CountDownLatch(Groups.AT_ONCE);

    @BeforeEach
    void open() {
        shop = new Workshop(temp);
        StringBuilder updates = new StringBuilder("updates:\n");
        Map<String, String> files = new TreeMap<>();
        for (int group = 0; group < GROUPS; group++) {
            String image = "contoso.azurecr.io/shop/app" + group;
            shop.registry.push(image, "1.0.0", minute(0)).push(image, "1.1.0", minute(10));
            files.put("apps/" + group + ".yaml", Workshop.deployment("app" + group, image + ":1.0.0"));
            updates.append("  - {name: g%d, image: %s, select: semver:^1, paths: [apps]%s}\n"
                    .formatted(group, image, isStraight(group) ? ", delivery: commit" : ""));
        }
        files.put("fairlead.yaml", config(updates.toString()));
        shop.commit("main", files, "start");
    }

    private static boolean isStraight(int group) {
        return group % (GROUPS / STRAIGHT) == 1;
    }

    @AfterEach
    void close() {
        shop.close();
    }

    /** A forge whose answers wait until as many are asked for at once as ever will be. */
    private Forge slow() {
        return (Forge) Proxy.newProxyInstance(
                Forge.class.getClassLoader(), new Class<?>[] {Forge.class}, (self, method, in) -> {
                    most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                    try {
                        if (method.getName().equals("find")) {
                            crowd.countDown();
                            assertThat(crowd.await(60, TimeUnit.SECONDS))
                                    .as("the forge is asked by several groups at once")
                                    .isTrue();
                        }
                        return method.invoke(shop.forge, in);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    } finally {
                        atOnce.decrementAndGet();
                    }
                });
    }

    /** Hears of every step; fails when it is called by two threads at once. */
    private static final class Listener implements UpdateListener {
        private final AtomicInteger inside = new AtomicInteger();
        private final AtomicInteger crossed = new AtomicInteger();
        private final Map<String, Integer> planned = new TreeMap<>();

        @Override
        public void reached(Step step, String group) {
            crossed.addAndGet(inside.getAndIncrement());
            if (step == Step.PLANNED) {
                planned.merge(group, 1, Integer::sum);
            }
            Thread.yield();
            inside.decrementAndGet();
        }
    }

    @Test
    void groupsWaitForASlowForgeTogetherAndAreReportedInTheirOrder() {
        Listener listener = new Listener();
        UpdateEnvironment environment = new UpdateEnvironment(
                shop.repo,
                java.util.Optional.of(slow()),
                RegistryAccess.of(shop.registry),
                UpdateEnvironment.FAIRLEAD,
                java.util.Optional.empty(),
                shop.environment().races(),
                shop.environment().memory(),
                shop.environment().verified(),
                shop.environment().parallel(),
                shop.environment().clock(),
                listener);

        UpdateReport report = Updates.run(UpdateRequest.configured(), environment);

        assertThat(report.status()).as("%s", report.groups()).isEqualTo(UpdateReport.Status.DONE);
        assertThat(report.groups())
                .extracting(GroupReport::group)
                .containsExactlyElementsOf(IntStream.range(0, GROUPS)
                        .mapToObj(group -> "g" + group)
                        .toList());
        assertThat(most.get()).isEqualTo(Groups.AT_ONCE);
        assertThat(listener.crossed).hasValue(0);
        assertThat(listener.planned).hasSize(GROUPS);
        for (int group = 0; group < GROUPS; group++) {
            String file = "apps/" + group + ".yaml";
            assertThat(report.groups().get(group).result())
                    .isEqualTo(isStraight(group) ? GroupResult.COMMITTED : GroupResult.OPENED);
            assertThat(shop.tag(isStraight(group) ? "main" : "fairlead/g" + group, file))
                    .isEqualTo("1.1.0");
        }
        assertThat(shop.log("main"))
                .as("one commit for each group that commits")
                .hasSize(1 + STRAIGHT);
        assertThat(shop.pulls()).hasSize(GROUPS - STRAIGHT);
    }

    @Test
    void pullRequestsStandOnWhatTheSameRunCommits() {
        shop.run();

        String main = shop.head("main");
        List<PullRequest> pulls = shop.pulls();
        assertThat(pulls)
                .hasSize(GROUPS - STRAIGHT)
                .allSatisfy(pull ->
                        assertThat(shop.log(pull.head()).get(1).getName()).isEqualTo(main));
        Map<String, String> refs = shop.refs();
        assertThat(shop.run().groups()).extracting(GroupReport::result).containsOnly(GroupResult.UNCHANGED);
        assertThat(shop.refs()).isEqualTo(refs);
    }

    @Test
    void aGroupThatFailsStopsNoOther() {
        shop.registry.breakDown("contoso.azurecr.io/shop/app3");

        UpdateReport report = shop.run();

        assertThat(report.status()).isEqualTo(UpdateReport.Status.IN_PART);
        assertThat(shop.pulls()).hasSize(GROUPS - STRAIGHT - 1);
    }
}
