package dev.fairlead.update;

import dev.fairlead.FairleadException;
import dev.fairlead.Problem;
import dev.fairlead.update.config.delivery.DeliverySettings.Mode;
import dev.fairlead.update.plan.UpdateGroup;
import dev.fairlead.update.report.GroupReport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Runs groups. Those that commit straight to a base branch go first, one after the other, so that the pull requests stand
 * on what they commit; those with pull requests have a branch each and then run at the same time, a few at once, since
 * they spend their time waiting for the remote and the forge.
 */
final class Groups {
    /** A forge that is asked more at once takes it for an attack (GitHub: a secondary rate limit). */
    static final int AT_ONCE = 4;

    private final Function<UpdateGroup, GroupReport> each;

    Groups(Function<UpdateGroup, GroupReport> each) {
        this.each = each;
    }

    /** Every group's report, in the order of the groups. */
    List<GroupReport> run(List<UpdateGroup> groups) {
        Map<UpdateGroup, GroupReport> reports = new HashMap<>();
        Map<String, List<UpdateGroup>> byBranch = new LinkedHashMap<>();
        for (UpdateGroup group : groups) {
            if (group.delivery().mode() == Mode.COMMIT) {
                reports.put(group, each.apply(group));
            } else {
                byBranch.computeIfAbsent(group.branch(), any -> new ArrayList<>())
                        .add(group);
            }
        }
        reports.putAll(atOnce(List.copyOf(byBranch.values())));
        return groups.stream()
                .flatMap(group -> Stream.ofNullable(reports.get(group)))
                .toList();
    }

    private Map<UpdateGroup, GroupReport> atOnce(List<List<UpdateGroup>> branches) {
        if (branches.size() <= 1) {
            Map<UpdateGroup, GroupReport> reports = new HashMap<>();
            branches.forEach(branch -> reports.putAll(inTurn(branch)));
            return reports;
        }
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(AT_ONCE, branches.size()), task -> {
            Thread thread = new Thread(task, "fairlead-group");
            thread.setDaemon(true);
            return thread;
        });
        try {
            return results(branches.stream()
                    .map(branch -> threads.submit(() -> inTurn(branch)))
                    .toList());
        } finally {
            threads.shutdownNow();
        }
    }

    private Map<UpdateGroup, GroupReport> inTurn(List<UpdateGroup> groups) {
        Map<UpdateGroup, GroupReport> reports = new HashMap<>();
        groups.forEach(group -> reports.put(group, each.apply(group)));
        return reports;
    }

    private static Map<UpdateGroup, GroupReport> results(List<Future<Map<UpdateGroup, GroupReport>>> running) {
        Map<UpdateGroup, GroupReport> reports = new HashMap<>();
        try {
            for (Future<Map<UpdateGroup, GroupReport>> one : running) {
                reports.putAll(one.get());
            }
            return reports;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FairleadException(new Problem("", "the run was interrupted", "run again"), e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }
}
