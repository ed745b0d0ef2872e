package dev.fairlead.forge.bitbucket;

import dev.fairlead.forge.BareRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;

/** What stubs of Bitbucket ask of the real repository behind them. */
public final class StubGit {
    private StubGit() {}

    /** A full branch name, a short one, or a commit or the beginning of its name. */
    public static Optional<String> resolve(BareRepository repository, String name) {
        String branch = name.replaceFirst("^refs/heads/", "");
        Optional<String> head = repository.branch(branch);
        if (head.isPresent()) {
            return head;
        }
        try {
            ObjectId id = name.matches("[0-9a-f]{7,40}") ? repository.git().resolve(name) : null;
            return Optional.ofNullable(id)
                    .filter(known -> has(repository, known))
                    .map(ObjectId::name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean has(BareRepository repository, ObjectId id) {
        try {
            return repository.git().getObjectDatabase().has(id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Commits of one that another does not have, children first. */
    public static List<RevCommit> log(BareRepository repository, String until, Optional<String> since) {
        try (RevWalk walk = new RevWalk(repository.git())) {
            walk.sort(RevSort.TOPO);
            walk.markStart(walk.parseCommit(ObjectId.fromString(until)));
            if (since.isPresent()) {
                walk.markUninteresting(walk.parseCommit(ObjectId.fromString(since.get())));
            }
            List<RevCommit> found = new ArrayList<>();
            walk.forEach(found::add);
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
