package dev.fairlead.update.pending;

import dev.fairlead.configrepo.CommitInfo;
import dev.fairlead.configrepo.GitId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the messages of commits tell of proposals, each read once: a process that runs again and again meets the same commits
 * in the base's history. It serves several threads.
 */
public final class ToldProposals {
    /** Proposals are kept up to about this many, whatever the number of their commits. */
    private static final int KEPT = 50_000;

    private final Map<GitId, List<Proposal>> known = new LinkedHashMap<>(64, 0.75f, true);
    private int kept;

    /** The proposals that a commit's message tells of, whoever wrote it; see {@link GroupCommit#proposals}. */
    public synchronized List<Proposal> told(CommitInfo commit) {
        List<Proposal> held = known.get(commit.id());
        if (held != null) {
            return held;
        }
        List<Proposal> read = GroupCommit.proposals(commit.message());
        known.put(commit.id(), read);
        kept += read.size() + 1;
        for (var oldest = known.values().iterator(); kept > KEPT && known.size() > 1; oldest.remove()) {
            kept -= oldest.next().size() + 1;
        }
        return read;
    }
}
