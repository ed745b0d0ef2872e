package dev.fairlead.update;

import dev.fairlead.FairleadException;
import dev.fairlead.Problem;
import dev.fairlead.configrepo.CommitInfo;
import dev.fairlead.configrepo.ConfigRepo;
import dev.fairlead.configrepo.Contents;
import dev.fairlead.configrepo.GitException;
import dev.fairlead.configrepo.GitId;
import dev.fairlead.configrepo.HistoryRange;
import dev.fairlead.configrepo.Snapshot;
import dev.fairlead.update.pending.BranchState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The branches of the repository as this run has seen them last. It serves several threads. */
final class Refs {
    private static final String HEADS = "refs/heads/";
    private static final Duration CLOCKS = Duration.ofHours(1);
    private static final int LONGEST = 5_000;

    private final ConfigRepo repo;
    private final Map<String, Snapshot> seen = new ConcurrentHashMap<>();
    private final Set<String> asked = ConcurrentHashMap.newKeySet();

    Refs(ConfigRepo repo) {
        this.repo = repo;
    }

    /** The short name of the branch that is updated where nobody names one, which is fetched with it. */
    String defaultBranch(Contents contents) {
        Map<String, Snapshot> found = repo.fetch(List.of("HEAD"), contents);
        seen.putAll(found);
        asked.addAll(found.keySet());
        return found.keySet().stream()
                .findFirst()
                .map(ref -> ref.startsWith(HEADS) ? ref.substring(HEADS.length()) : ref)
                .orElseThrow(() -> new FairleadException(new Problem(
                        repo.location().toString(),
                        "the repository has no default branch",
                        "push a first commit, or name the base branch")));
    }

    /** Fetches refs anew, in one exchange. */
    void fetch(Collection<String> refs, Contents contents) {
        Map<String, Snapshot> found = repo.fetch(refs, contents);
        // Never is a branch taken away that is there: other groups read the base meanwhile.
        seen.putAll(found);
        refs.stream().filter(ref -> !found.containsKey(ref)).forEach(seen::remove);
        asked.addAll(refs);
    }

    /** Fetches those of the refs that this run has not asked for yet. */
    void fetchMissing(Collection<String> refs, Contents contents) {
        List<String> missing =
                refs.stream().filter(ref -> !asked.contains(ref)).distinct().toList();
        if (!missing.isEmpty()) {
            fetch(missing, contents);
        }
    }

    Optional<Snapshot> branch(String name) {
        return Optional.ofNullable(seen.get(HEADS + name));
    }

    /** Whether the remote has a branch at this moment, whatever was fetched. */
    boolean isOnRemote(String branch) {
        return repo.remoteRefs(HEADS + branch).containsKey(HEADS + branch);
    }

    /** A branch that has to be there. */
    Snapshot base(String name) {
        return branch(name)
                .orElseThrow(() -> new FairleadException(new Problem(
                        repo.location().toString(), "there is no branch " + name, "correct the base branch's name")));
    }

    /** Notes what this run itself pushed. */
    void moved(String branch, Snapshot to) {
        seen.put(HEADS + branch, to);
    }

    /** What a group's branch says of itself. */
    BranchState state(Snapshot head, Snapshot base) {
        if (BranchState.complete(head.commit())) {
            return BranchState.read(List.of(head.commit()), any -> false);
        }
        List<CommitInfo> line =
                firstParents(head.commit(), repo.history(head.id(), HistoryRange.newest(BranchState.LONGEST)));
        BranchState state = BranchState.read(line, any -> false);
        return state.base().isPresent() ? state : BranchState.read(line, onBase(base, line)::contains);
    }

    /** The commits of the base branch, as far back as this line of commits goes. */
    private Set<GitId> onBase(Snapshot base, List<CommitInfo> line) {
        Instant oldest = line.stream()
                .map(CommitInfo::time)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        return repo.history(base.id(), new HistoryRange(Optional.of(oldest.minus(CLOCKS)), LONGEST)).stream()
                .map(CommitInfo::id)
                .collect(Collectors.toSet());
    }

    private static List<CommitInfo> firstParents(CommitInfo head, List<CommitInfo> commits) {
        Map<GitId, CommitInfo> byId = new HashMap<>();
        commits.forEach(commit -> byId.put(commit.id(), commit));
        List<CommitInfo> line = new ArrayList<>(List.of(head));
        CommitInfo last = head;
        while (!last.parents().isEmpty() && byId.containsKey(last.parents().get(0))) {
            last = byId.get(last.parents().get(0));
            line.add(last);
        }
        return line;
    }

    /** A commit; empty where the remote does not give it any more. */
    Optional<CommitInfo> commit(GitId id) {
        try {
            return Optional.of(repo.snapshot(id).commit());
        } catch (GitException gone) {
            return Optional.empty();
        }
    }
}
