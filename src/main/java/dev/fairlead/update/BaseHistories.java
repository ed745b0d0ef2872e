package dev.fairlead.update;

import dev.fairlead.configrepo.CommitInfo;
import dev.fairlead.configrepo.ConfigRepo;
import dev.fairlead.configrepo.GitId;
import dev.fairlead.configrepo.HistoryRange;
import dev.fairlead.configrepo.Snapshot;
import dev.fairlead.update.hold.BaseHistory;
import dev.fairlead.update.hold.Delivery;
import dev.fairlead.update.hold.Rollbacks;
import dev.fairlead.update.pending.ToldProposals;
import dev.fairlead.update.pending.Version;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Reads the base branch's history, as far back as a version can have reached it: to its push, and a little more, since
 * clocks differ. It serves several threads.
 */
final class BaseHistories {
    private static final Duration CLOCKS = Duration.ofHours(1);
    private static final int WITHOUT_TIME = 200;
    private static final int LONGEST = 2_000;

    private record Key(GitId tip, Optional<Instant> since) {}

    private record GroupKey(String group, Key key) {}

    private final ConfigRepo repo;
    private final ToldProposals memory;
    private final Map<Key, List<CommitInfo>> read = new ConcurrentHashMap<>();
    private final Map<GroupKey, Rollbacks> known = new ConcurrentHashMap<>();

    BaseHistories(ConfigRepo repo, ToldProposals memory) {
        this.repo = repo;
        this.memory = memory;
    }

    /**
     * What people did to a version, and to those after it, on a base branch.
     *
     * @param merged what the group's pull requests brought; asked for only where the history is read
     */
    Rollbacks of(String group, Snapshot base, Version version, Supplier<List<Delivery>> merged) {
        Optional<Instant> since =
                version.pushed().map(time -> time.minus(CLOCKS).truncatedTo(ChronoUnit.HOURS));
        Key key = new Key(base.id(), since);
        return known.computeIfAbsent(new GroupKey(group, key), any -> {
            List<CommitInfo> commits = commits(base, key);
            return new Rollbacks(
                    repo, BaseHistory.of(commits, memory::told, commits.isEmpty() ? List.of() : merged.get()));
        });
    }

    private List<CommitInfo> commits(Snapshot base, Key key) {
        if (key.since().isPresent() && base.commit().time().isBefore(key.since().get())) {
            return List.of();
        }
        return read.computeIfAbsent(
                key,
                any -> repo.history(
                        base.id(),
                        key.since()
                                .map(moment -> new HistoryRange(Optional.of(moment), LONGEST))
                                .orElseGet(() -> HistoryRange.newest(WITHOUT_TIME))));
    }
}
