package dev.fairlead.update.promote;

import dev.fairlead.configrepo.CommitInfo;
import dev.fairlead.configrepo.ConfigRepo;
import dev.fairlead.configrepo.GitId;
import dev.fairlead.configrepo.HistoryRange;
import dev.fairlead.configrepo.Snapshot;
import dev.fairlead.update.fields.FieldIndex;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The first-parent line of a base branch with the fields of each commit: those that are not older than some time, and the one
 * before them, which is the branch as it was then. It serves several threads.
 */
final class EnvironmentPast {
    /** Who soaks for longer than so many commits is asked to wait until there are fewer. */
    private static final int LONGEST = 5_000;

    /** As many as are asked about health, whatever their age. */
    static final int NEWEST = 8;

    private final List<CommitInfo> line;
    private final ConfigRepo repo;
    private final List<FieldIndex> indexes = new ArrayList<>();

    /** @param present the fields of the tip */
    EnvironmentPast(ConfigRepo repo, FieldIndex present, Instant now, Duration longest) {
        this.repo = repo;
        Snapshot tip = present.snapshot();
        this.line = line(repo, tip, now.minus(longest));
        this.indexes.add(present);
    }

    private static List<CommitInfo> line(ConfigRepo repo, Snapshot tip, Instant since) {
        Map<GitId, CommitInfo> known = new HashMap<>();
        if (!tip.commit().time().isBefore(since)) {
            repo.history(tip.id(), new HistoryRange(Optional.of(since), LONGEST))
                    .forEach(commit -> known.put(commit.id(), commit));
        }
        repo.history(tip.id(), HistoryRange.newest(NEWEST + 1)).forEach(commit -> known.put(commit.id(), commit));
        List<GitId> ids = new ArrayList<>(List.of(tip.id()));
        Optional<CommitInfo> at = Optional.of(tip.commit());
        while (at.isPresent()) {
            Optional<GitId> parent = at.get().parents().stream().findFirst();
            parent.ifPresent(ids::add);
            at = parent.flatMap(id -> Optional.ofNullable(known.get(id)));
        }
        return repo.snapshots(ids).stream().map(Snapshot::commit).toList();
    }

    /** The commits, the newest first. */
    List<CommitInfo> line() {
        return line;
    }

    /** The fields so many commits back. */
    synchronized FieldIndex at(int back) {
        while (indexes.size() <= back) {
            FieldIndex newer = indexes.get(indexes.size() - 1);
            indexes.add(newer.at(repo.snapshot(line.get(indexes.size()).id())));
        }
        return indexes.get(back);
    }
}
