package dev.fairlead.update.rollback;

import dev.fairlead.configrepo.CommitInfo;
import dev.fairlead.configrepo.ConfigRepo;
import dev.fairlead.configrepo.GitId;
import dev.fairlead.configrepo.HistoryRange;
import dev.fairlead.configrepo.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A branch's own line of commits, read further back as it is needed, with its files, many commits in one exchange. */
final class Past {
    /** Nobody goes further back than this. */
    static final int LONGEST = 2_000;

    private static final int FIRST = 16;
    private static final int STEP = 4;

    private final ConfigRepo repo;
    private final Snapshot tip;
    private Map<GitId, CommitInfo> known = Map.of();
    private List<GitId> line = List.of();
    private int generations;
    private int listed;

    Past(ConfigRepo repo, Snapshot tip) {
        this.repo = repo;
        this.tip = tip;
    }

    /** One commit of the line, or what a merge brought to it. */
    Optional<CommitInfo> commit(GitId id) {
        return Optional.ofNullable(known.get(id));
    }

    /**
     * The files so many commits back; empty before the first one, and beyond {@link #LONGEST}.
     *
     * @param back 0 is the tip
     */
    Optional<Snapshot> at(int back) {
        if (back >= LONGEST) {
            return Optional.empty();
        }
        while (back >= generations && generations < LONGEST) {
            int more = Math.min(LONGEST, Math.max(FIRST, generations * STEP));
            Map<GitId, CommitInfo> found = new HashMap<>();
            repo.history(tip.id(), HistoryRange.newest(more)).forEach(commit -> found.put(commit.id(), commit));
            known = found;
            line = line();
            generations = more;
        }
        if (back >= line.size()) {
            return Optional.empty();
        }
        if (back >= listed) {
            listed = Math.min(line.size(), Math.max(back + 1, listed * STEP));
            repo.snapshots(line.subList(back, listed));
        }
        return Optional.of(repo.snapshot(line.get(back)));
    }

    private List<GitId> line() {
        List<GitId> commits = new ArrayList<>();
        Optional<CommitInfo> at = Optional.ofNullable(known.get(tip.id()));
        while (at.isPresent()) {
            commits.add(at.get().id());
            at = at.get().parents().stream().findFirst().flatMap(this::commit);
        }
        return commits;
    }
}
