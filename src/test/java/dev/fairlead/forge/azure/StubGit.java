package dev.fairlead.forge.azure;

import dev.fairlead.forge.BareRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/** What {@link AzureStub} asks of the Git repository behind it. */
final class StubGit {
    private final BareRepository repository;

    StubGit(BareRepository repository) {
        this.repository = repository;
    }

    /** A branch or commit as a commit. */
    Optional<String> resolved(String version, String type) {
        if (type.equals("branch")) {
            return repository.branch(version);
        }
        try {
            boolean there = version.matches("[0-9a-f]{40}")
                    && repository.git().getObjectDatabase().has(ObjectId.fromString(version));
            return there ? Optional.of(version) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The newest first. */
    List<RevCommit> between(String excluded, String start) {
        try (RevWalk walk = new RevWalk(repository.git())) {
            walk.markStart(walk.parseCommit(ObjectId.fromString(start)));
            walk.markUninteresting(walk.parseCommit(ObjectId.fromString(excluded)));
            List<RevCommit> commits = new ArrayList<>();
            walk.forEach(commits::add);
            return commits;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, String> branches(String prefix) {
        try {
            Map<String, String> found = new TreeMap<>();
            for (Ref ref : repository.git().getRefDatabase().getRefsByPrefix("refs/heads/" + prefix)) {
                found.put(ref.getName(), ref.getObjectId().name());
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
