package dev.fairlead.image;

import dev.fairlead.FairleadException;
import dev.fairlead.Problem;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.IndexDiff;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.FileTreeIterator;

/** Reads a Git work tree: a clone of any depth, a linked work tree, a submodule, on a branch or detached. */
final class GitWorkTree {
    private final Repository repository;

    private GitWorkTree(Repository repository) {
        this.repository = repository;
    }

    /**
     * The facts of the work tree that holds this folder, or empty if none does or nothing is committed yet.
     *
     * @param ciCommit the commit that the CI says it builds
     * @throws FairleadException if there is a repository that cannot be read
     */
    static Optional<GitFacts> read(Path folder, Optional<String> ciCommit) {
        File start = folder.toAbsolutePath().normalize().toFile();
        FileRepositoryBuilder builder = new FileRepositoryBuilder().findGitDir(start);
        if (builder.getGitDir() == null) {
            return Optional.empty();
        }
        try (Repository repository = builder.setMustExist(true).build()) {
            return new GitWorkTree(repository).facts(ciCommit);
        } catch (IOException | RuntimeException unreadable) {
            throw new FairleadException(
                    new Problem(
                            folder.toString(),
                            "its Git repository cannot be read: " + unreadable.getMessage(),
                            "check it with 'git status', or say where the sources are"),
                    unreadable);
        }
    }

    private Optional<GitFacts> facts(Optional<String> ciCommit) throws IOException {
        ObjectId head = repository.resolve(Constants.HEAD);
        if (head == null) {
            return Optional.empty();
        }
        Set<String> known = ciCommit.filter(this::has).map(Set::of).orElse(Set.of());
        return Optional.of(
                new GitFacts(head.name(), committed(head), branch(head), tags(head), isDirty(), remote(), known));
    }

    private boolean has(String commit) {
        try {
            return ObjectId.isId(commit) && repository.getObjectDatabase().has(ObjectId.fromString(commit));
        } catch (IOException unreadable) {
            return false;
        }
    }

    private Instant committed(ObjectId head) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            return Instant.ofEpochSecond(walk.parseCommit(head).getCommitTime());
        }
    }

    private Optional<String> branch(ObjectId head) throws IOException {
        String full = Objects.requireNonNull(repository.getFullBranch());
        return full.startsWith(Constants.R_HEADS)
                ? Optional.of(full.substring(Constants.R_HEADS.length()))
                : onlyBranchAt(head);
    }

    private Optional<String> onlyBranchAt(ObjectId head) throws IOException {
        Set<String> names = new TreeSet<>();
        for (Ref ref : repository.getRefDatabase().getRefs()) {
            if (head.equals(ref.getObjectId()) && !ref.isSymbolic()) {
                branchName(ref.getName()).ifPresent(names::add);
            }
        }
        return names.size() == 1 ? names.stream().findFirst() : Optional.empty();
    }

    private Optional<String> branchName(String ref) {
        if (ref.startsWith(Constants.R_HEADS)) {
            return Optional.of(ref.substring(Constants.R_HEADS.length()));
        }
        return ref.startsWith(Constants.R_REMOTES)
                ? Optional.ofNullable(repository.shortenRemoteBranchName(ref))
                : Optional.empty();
    }

    private List<String> tags(ObjectId head) throws IOException {
        List<String> tags = new ArrayList<>();
        for (Ref ref : repository.getRefDatabase().getRefsByPrefix(Constants.R_TAGS)) {
            ObjectId peeled = repository.getRefDatabase().peel(ref).getPeeledObjectId();
            if (head.equals(peeled == null ? ref.getObjectId() : peeled)) {
                tags.add(ref.getName().substring(Constants.R_TAGS.length()));
            }
        }
        return List.copyOf(tags);
    }

    /** Like {@code git describe --dirty}: files that Git does not track do not count. */
    private boolean isDirty() throws IOException {
        if (repository.isBare()) {
            return false;
        }
        IndexDiff difference = new IndexDiff(repository, Constants.HEAD, new FileTreeIterator(repository));
        difference.diff();
        return !(difference.getAdded().isEmpty()
                && difference.getChanged().isEmpty()
                && difference.getRemoved().isEmpty()
                && difference.getMissing().isEmpty()
                && difference.getModified().isEmpty()
                && difference.getConflicting().isEmpty());
    }

    private Optional<String> remote() {
        Set<String> names = repository.getConfig().getSubsections("remote");
        String name = names.contains(Constants.DEFAULT_REMOTE_NAME)
                ? Constants.DEFAULT_REMOTE_NAME
                : names.stream().findFirst().orElse("");
        return Optional.ofNullable(repository.getConfig().getString("remote", name, "url"));
    }
}
