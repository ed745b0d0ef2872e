package dev.fairlead.forge.local;

import dev.fairlead.Problem;
import dev.fairlead.forge.ForgeException;
import dev.fairlead.forge.ForgeException.Kind;
import dev.fairlead.forge.MergeRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.merge.MergeChunk;
import org.eclipse.jgit.merge.MergeStrategy;
import org.eclipse.jgit.merge.ResolveMerger;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/** Makes the commit that a merge would move the base to, with no work tree. */
final class LocalMerge {
    private static final int PLACES_SHOWN = 5;

    private final Repository repository;
    private final String base;
    private final String head;
    private final String place;
    private final PersonIdent who;

    /** @param place the pull request, for messages */
    LocalMerge(Repository repository, PullRecord pull, String place, PersonIdent who) {
        this.repository = repository;
        this.base = pull.base();
        this.head = pull.head();
        this.place = place;
        this.who = who;
    }

    /**
     * The commit to move the base to; nothing is moved.
     *
     * @param how with the texts of the new commit, where the method makes one
     */
    ObjectId prepare(ObjectId onto, ObjectId from, MergeRequest how) {
        String title = how.title().orElse("Merge " + head);
        String rest = how.message().orElse("");
        String message = rest.isBlank() ? title + "\n" : title + "\n\n" + rest.strip() + "\n";
        try (ObjectInserter inserter = repository.newObjectInserter();
                RevWalk walk = new RevWalk(inserter.newReader())) {
            RevCommit ours = walk.parseCommit(onto);
            RevCommit theirs = walk.parseCommit(from);
            ObjectId made = switch (how.method()) {
                case MERGE -> commit(inserter, tree(inserter, null, ours, theirs), who, message, ours, theirs);
                case SQUASH -> commit(inserter, tree(inserter, null, ours, theirs), who, message, ours);
                case REBASE -> rebase(inserter, walk, ours, theirs);
            };
            inserter.flush();
            return made;
        } catch (IOException e) {
            throw new LocalHistory(repository).unreadable(e);
        }
    }

    private ObjectId rebase(ObjectInserter inserter, RevWalk walk, RevCommit onto, RevCommit from) throws IOException {
        if (walk.isMergedInto(onto, from)) {
            return from;
        }
        RevCommit tip = onto;
        for (RevCommit commit : commitsToCarry(walk, onto, from)) {
            ObjectId tree = tree(inserter, walk.parseCommit(commit.getParent(0)), tip, commit);
            if (!tree.equals(tip.getTree())) {
                ObjectId made = commit(inserter, tree, commit.getAuthorIdent(), commit.getFullMessage(), tip);
                inserter.flush();
                tip = walk.parseCommit(made);
            }
        }
        return tip;
    }

    private List<RevCommit> commitsToCarry(RevWalk walk, RevCommit onto, RevCommit from) throws IOException {
        walk.reset();
        walk.sort(RevSort.TOPO);
        walk.sort(RevSort.REVERSE, true);
        walk.markStart(from);
        walk.markUninteresting(onto);
        List<RevCommit> commits = new ArrayList<>();
        for (RevCommit commit : walk) {
            if (commit.getParentCount() != 1) {
                throw refused(
                        Kind.NOT_MERGEABLE,
                        "commit " + commit.abbreviate(10).name() + " of " + head
                                + " is a merge, which a rebase cannot carry over",
                        "merge with a merge commit or as a squash");
            }
            commits.add(commit);
        }
        walk.reset();
        return commits;
    }

    /** The merged tree; with a base of its own for a single commit, else the common ancestors are found. */
    private ObjectId tree(ObjectInserter inserter, @Nullable RevCommit from, RevCommit ours, RevCommit theirs)
            throws IOException {
        MergeStrategy strategy = from == null ? MergeStrategy.RECURSIVE : MergeStrategy.RESOLVE;
        ResolveMerger merger = (ResolveMerger) strategy.newMerger(repository, true);
        merger.setObjectInserter(inserter);
        merger.setCommitNames(new String[] {"BASE", base, head});
        if (from != null) {
            merger.setBase(from.getTree());
        }
        // Not flushed by the merger, which would close our inserter with it.
        boolean merged = from == null
                ? merger.merge(false, ours, theirs)
                : merger.merge(false, ours.getTree(), theirs.getTree());
        if (!merged) {
            throw conflict(merger);
        }
        return merger.getResultTreeId();
    }

    private ForgeException conflict(ResolveMerger merger) {
        List<String> places = Stream.concat(
                        merger.getUnmergedPaths().stream().map(path -> path + line(merger, path)),
                        paths(merger.getFailingPaths()))
                .sorted()
                .toList();
        String shown = places.stream().limit(PLACES_SHOWN).collect(Collectors.joining(", "));
        String more = places.size() > PLACES_SHOWN ? " and " + (places.size() - PLACES_SHOWN) + " more" : "";
        return refused(
                Kind.CONFLICT,
                base + " and " + head + " changed the same place: " + shown + more,
                "merge " + base + " into " + head + " by hand and push it, or have the update made again from " + base);
    }

    private static Stream<String> paths(@Nullable Map<String, ?> failing) {
        return failing == null ? Stream.of() : failing.keySet().stream();
    }

    /** The first line of the first conflict in a file, counted in the base's version. */
    private static String line(ResolveMerger merger, String path) {
        var result = merger.getMergeResults().get(path);
        if (result != null) {
            for (MergeChunk chunk : (Iterable<MergeChunk>) result) {
                if (chunk.getConflictState() == MergeChunk.ConflictState.FIRST_CONFLICTING_RANGE) {
                    return ":" + (chunk.getBegin() + 1);
                }
            }
        }
        return "";
    }

    private ObjectId commit(
            ObjectInserter inserter, ObjectId tree, PersonIdent author, String message, AnyObjectId... parents)
            throws IOException {
        CommitBuilder commit = new CommitBuilder();
        commit.setTreeId(tree);
        for (AnyObjectId parent : parents) {
            commit.addParentId(parent);
        }
        commit.setAuthor(author);
        commit.setCommitter(who);
        commit.setMessage(message);
        return inserter.insert(commit);
    }

    private ForgeException refused(Kind kind, String cause, String remedy) {
        return new ForgeException(kind, new Problem(place, cause, remedy));
    }
}
