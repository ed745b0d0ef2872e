package dev.fairlead.update;

import dev.fairlead.configrepo.ConfigRepo;
import dev.fairlead.configrepo.GitCredentials;
import dev.fairlead.configrepo.RepoLocation;
import dev.fairlead.configrepo.RepoSettings;
import dev.fairlead.configrepo.RetryPolicy;
import dev.fairlead.forge.Forge;
import dev.fairlead.forge.ForgeSettings;
import dev.fairlead.forge.Forges;
import dev.fairlead.forge.MergeMethod;
import dev.fairlead.image.ImageName;
import dev.fairlead.image.Tag;
import dev.fairlead.update.config.Scope;
import dev.fairlead.update.holding.HoldRequest;
import dev.fairlead.update.holding.Holding;
import dev.fairlead.update.report.Step;
import dev.fairlead.update.report.UpdateListener;
import dev.fairlead.update.report.UpdateReport;
import dev.fairlead.update.rollback.Rollback;
import dev.fairlead.update.rollback.RollbackRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * One update, run in this process or in one of its own that stops where it is told to and waits there for its end. The
 * places are the run's {@link Step}s and every write to the forge, numbered where they come more than once.
 */
final class DoomedUpdate {
    static final String READY = "READY";
    static final String AT = "AT ";
    static final String DONE = "DONE";
    private static final Set<String> WRITES = Set.of("open", "update", "comment", "close", "merge", "deleteBranch");

    private static final AmendmentDelivery TO_THE_END = new AmendmentDelivery(
            Optional.empty(), Optional.empty(), List.of("urgent"), List.of("alice"), Optional.of(MergeMethod.SQUASH));

    /** What is run. */
    enum Work {
        UPDATE {
            @Override
            UpdateReport run(UpdateEnvironment environment) {
                return Updates.run(UpdateRequest.configured(), environment);
            }
        },
        HOLD {
            @Override
            UpdateReport run(UpdateEnvironment environment) {
                return Holding.run(
                        HoldRequest.of(ImageName.parse(Workshop.API), Optional.of(Tag.of("1.1.0")), "loses carts")
                                .delivered(TO_THE_END),
                        environment);
            }
        },
        ROLLBACK {
            @Override
            UpdateReport run(UpdateEnvironment environment) {
                return Rollback.run(
                        RollbackRequest.of(Optional.empty(), Scope.of(List.of("apps")), "loses carts")
                                .delivered(TO_THE_END),
                        environment);
            }
        };

        abstract UpdateReport run(UpdateEnvironment environment);
    }

    private DoomedUpdate() {}

    /**
     * What to run.
     *
     * @param url where Git finds the repository
     * @param folder where the forge does
     * @param cache where mirrors are
     * @param newest the version that the registry holds beside 1.0.0
     * @param work what is run
     */
    record Job(String url, Path folder, Path cache, String newest, Work work) {
        UpdateReport run(int minute, Consumer<String> reached) {
            FakeRegistry registry = new FakeRegistry();
            for (String image : List.of(Workshop.API, Workshop.WEB)) {
                registry.push(image, "1.0.0", Workshop.minute(0)).push(image, newest, Workshop.minute(20));
            }
            Map<String, Integer> times = new HashMap<>();
            Consumer<String> numbered = place -> reached.accept(place + "#" + times.merge(place, 1, Integer::sum));
            try (ConfigRepo repo =
                            ConfigRepo.open(RepoLocation.parse(url), GitCredentials.none(), RepoSettings.in(cache));
                    Forge forge = watched(Forges.open(folder.toString(), ForgeSettings.of(Map.of())), numbered)) {
                return work.run(UpdateEnvironment.of(repo, forge, RegistryAccess.of(registry))
                        .withClock(Clock.fixed(Workshop.minute(minute), ZoneOffset.UTC))
                        .withRaces(RetryPolicy.until(Duration.ofMinutes(2)))
                        .tellingTo(new UpdateListener() {
                            @Override
                            public void reached(Step step, String group) {
                                numbered.accept(step.name());
                            }
                        }));
            }
        }

        /** Starts it in a process of its own, which prints {@link #READY}, {@link #AT} its place, and {@link #DONE}. */
        Process start(String place) throws IOException {
            return new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-Xshare:auto",
                            "-XX:+UnlockDiagnosticVMOptions",
                            "-XX:-BytecodeVerificationRemote",
                            "-Xmx128m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            DoomedUpdate.class.getName(),
                            url,
                            folder.toString(),
                            cache.toString(),
                            newest,
                            work.name(),
                            place)
                    .redirectErrorStream(true)
                    .start();
        }
    }

    private static Forge watched(Forge forge, Consumer<String> reached) {
        return (Forge) Proxy.newProxyInstance(
                Forge.class.getClassLoader(), new Class<?>[] {Forge.class}, (self, method, in) -> {
                    try {
                        Object out = method.invoke(forge, in);
                        if (WRITES.contains(method.getName())) {
                            reached.accept("forge " + method.getName());
                        }
                        return out;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** Reads what a process prints until one of the lines begins so; returns everything that was read. */
    static String await(BufferedReader output, String... beginnings) throws IOException {
        StringBuilder read = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            read.append(line).append('\n');
            for (String beginning : beginnings) {
                if (line.startsWith(beginning)) {
                    return read.toString();
                }
            }
        }
        return read.toString();
    }

    static BufferedReader output(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    public static void main(String[] arguments) {
        Job job = new Job(
                arguments[0], Path.of(arguments[1]), Path.of(arguments[2]), arguments[3], Work.valueOf(arguments[4]));
        System.out.println(READY);
        UpdateReport report = job.run(KilledUpdateTest.FIRST_RUN, place -> stopAt(place, arguments[5]));
        System.out.println(DONE + " " + report.status() + " " + report.groups());
    }

    private static void stopAt(String place, String wanted) {
        if (place.equals(wanted)) {
            System.out.println(AT + place);
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
