package dev.fairlead.update;

import dev.fairlead.update.config.delivery.DeliverySettings.Mode;
import dev.fairlead.update.plan.UpdateGroup;
import dev.fairlead.update.report.GroupReport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Runs groups. Those that commit straight to a base branch go first, one after the other, so that the pull requests stand
 * on what they commit; those with pull requests have a branch each and then run at the same time, a few at once, since
 * they spend their time waiting for the remote and the forge.
 */
final class Groups {
    /** A forge that is asked more at once takes it for an attack (GitHub: a secondary rate limit). */
    static final int AT_ONCE = 4;

    private final int atOnce;
    private final Function<UpdateGroup, GroupReport> each;

    Groups(int atOnce, Function<UpdateGroup, GroupReport> each) {
        this.atOnce = atOnce;
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
        reports.putAll(atOnce(byBranch.values()));
        return groups.stream()
                .flatMap(group -> Stream.ofNullable(reports.get(group)))
                .toList();
    }

    private Map<UpdateGroup, GroupReport> atOnce(Collection<List<UpdateGroup>> branches) {
        List<Supplier<Map<UpdateGroup, GroupReport>>> tasks = branches.stream()
                .<Supplier<Map<UpdateGroup, GroupReport>>>map(branch -> () -> inTurn(branch))
                .toList();
        Map<UpdateGroup, GroupReport> reports = new HashMap<>();
        new AtOnce("fairlead-group", atOnce).run(tasks, done -> {}).forEach(reports::putAll);
        return reports;
    }

    private Map<UpdateGroup, GroupReport> inTurn(List<UpdateGroup> groups) {
        Map<UpdateGroup, GroupReport> reports = new HashMap<>();
        groups.forEach(group -> reports.put(group, each.apply(group)));
        return reports;
    }
}
