package dev.fairlead.forge.github;

import dev.fairlead.forge.BareRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.merge.MergeStrategy;
import org.eclipse.jgit.merge.ThreeWayMerger;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;

/** Merges in the repository behind a stub, as docs.github.com's "About merge methods on GitHub" has it. */
public final class StubMerge {
    private static final PersonIdent WEB_FLOW = new PersonIdent("GitHub", "noreply@github.com");

    private final Repository git;

    public StubMerge(BareRepository repository) {
        git = repository.git();
    }

    /** The commit for the base; empty on a conflict. */
    public Optional<ObjectId> make(String method, String base, String head, String message) {
        try (ObjectInserter inserter = git.newObjectInserter();
                RevWalk walk = new RevWalk(inserter.newReader())) {
            RevCommit onto = walk.parseCommit(ObjectId.fromString(base));
            RevCommit from = walk.parseCommit(ObjectId.fromString(head));
            Optional<ObjectId> made = method.equals("rebase")
                    ? rebased(inserter, walk, onto, from)
                    : merged(inserter, null, onto, from)
                            .map(tree -> method.equals("merge")
                                    ? commit(inserter, tree, WEB_FLOW, message, onto, from)
                                    : commit(inserter, tree, WEB_FLOW, message, onto));
            inserter.flush();
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean holds(String tip, String commit) {
        try (RevWalk walk = new RevWalk(git)) {
            return walk.isMergedInto(
                    walk.parseCommit(ObjectId.fromString(commit)), walk.parseCommit(ObjectId.fromString(tip)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<ObjectId> rebased(ObjectInserter inserter, RevWalk walk, RevCommit onto, RevCommit from)
            throws IOException {
        List<RevCommit> commits = new ArrayList<>();
        walk.sort(RevSort.TOPO);
        walk.sort(RevSort.REVERSE, true);
        walk.markStart(from);
        walk.markUninteresting(onto);
        walk.forEach(commits::add);
        walk.reset();
        ObjectId tip = onto;
        for (RevCommit commit : commits) {
            Optional<ObjectId> tree = merged(
                    inserter, walk.parseCommit(commit.getParent(0)), walk.parseCommit(tip), walk.parseCommit(commit));
            if (tree.isEmpty()) {
                return Optional.empty();
            }
            tip = commit(inserter, tree.get(), commit.getAuthorIdent(), commit.getFullMessage(), tip);
            inserter.flush();
        }
        return Optional.of(tip);
    }

    private Optional<ObjectId> merged(ObjectInserter inserter, RevCommit base, RevCommit ours, RevCommit theirs)
            throws IOException {
        MergeStrategy strategy = base == null ? MergeStrategy.RECURSIVE : MergeStrategy.RESOLVE;
        ThreeWayMerger merger = (ThreeWayMerger) strategy.newMerger(git, true);
        merger.setObjectInserter(inserter);
        if (base != null) {
            merger.setBase(base.getTree());
        }
        boolean clean = base == null
                ? merger.merge(false, ours, theirs)
                : merger.merge(false, ours.getTree(), theirs.getTree());
        return clean ? Optional.of(merger.getResultTreeId()) : Optional.empty();
    }

    static ObjectId commit(
            ObjectInserter inserter, ObjectId tree, PersonIdent author, String message, AnyObjectId... parents) {
        CommitBuilder commit = new CommitBuilder();
        commit.setTreeId(tree);
        for (AnyObjectId parent : parents) {
            commit.addParentId(parent);
        }
        commit.setAuthor(author);
        commit.setCommitter(WEB_FLOW);
        commit.setMessage(message);
        try {
            return inserter.insert(commit);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
