package dev.fairlead.forge.gitlab;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.forge.BareRepository;
import dev.fairlead.forge.gitlab.GitLabStub.Asked;
import dev.fairlead.forge.gitlab.GitLabStub.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;

/** Branches and commits of the project's repository. */
final class StubGit {
    private final BareRepository repository;

    StubGit(BareRepository repository) {
        this.repository = repository;
    }

    /** branches#list-repository-branches: {@code ^start}, {@code end$}, or a part. */
    List<ObjectNode> branches(Asked asked) {
        String search = asked.query().getOrDefault("search", "").toLowerCase(Locale.ROOT);
        List<ObjectNode> found = new ArrayList<>();
        try {
            for (Ref ref : repository.git().getRefDatabase().getRefsByPrefix(Constants.R_HEADS)) {
                String name = ref.getName().substring(Constants.R_HEADS.length());
                String lower = name.toLowerCase(Locale.ROOT);
                if (search.startsWith("^") ? lower.startsWith(search.substring(1)) : lower.contains(search)) {
                    found.add(branch(name, ref.getObjectId().name()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    /** branches#get-single-repository-branch and #delete-repository-branch. */
    Reply branch(Asked asked) {
        String name = asked.part(2);
        Optional<String> commit = repository.branch(name);
        if (commit.isEmpty()) {
            return Reply.notFound("Branch ");
        }
        if (asked.is("DELETE")) {
            repository.delete(name);
            return Reply.nothing();
        }
        return Reply.ok(branch(name, commit.get()));
    }

    private static ObjectNode branch(String name, String commit) {
        ObjectNode json = GitLabStub.JSON.createObjectNode().put("name", name);
        json.putObject("commit").put("id", commit);
        return json;
    }

    /** repositories#compare-branches-tags-or-commits: the commits that only the second has, the oldest first. */
    Reply compare(Asked asked) {
        Optional<ObjectId> from = resolved(asked.query().get("from"));
        Optional<ObjectId> to = resolved(asked.query().get("to"));
        if (from.isEmpty() || to.isEmpty()) {
            return Reply.notFound("Ref ");
        }
        ObjectNode json = GitLabStub.JSON.createObjectNode();
        List<ObjectNode> commits = new ArrayList<>();
        log(from.get(), to.get()).forEach(commit -> commits.add(0, json(commit)));
        json.putArray("commits").addAll(commits);
        return Reply.ok(json);
    }

    /** commits#list-repository-commits of a revision range, in the order {@code topo}. */
    List<ObjectNode> commits(Asked asked) {
        String[] range = asked.query().get("ref_name").split("\\.\\.");
        return log(resolved(range[0]).orElseThrow(), resolved(range[1]).orElseThrow()).stream()
                .map(StubGit::json)
                .toList();
    }

    /** commits#get-a-single-commit. */
    Reply commit(Asked asked) {
        return resolved(asked.part(2))
                .map(this::parsed)
                .map(commit -> Reply.ok(json(commit)))
                .orElseGet(() -> Reply.notFound("Commit "));
    }

    boolean exists(String commit) {
        return resolved(commit).isPresent();
    }

    private Optional<ObjectId> resolved(String name) {
        Optional<String> branch = repository.branch(name);
        if (branch.isPresent()) {
            return branch.map(ObjectId::fromString);
        }
        try {
            return Optional.of(name)
                    .filter(ObjectId::isId)
                    .map(ObjectId::fromString)
                    .filter(
                            repository.git().getObjectDatabase().has(ObjectId.fromString(name))
                                    ? id -> true
                                    : id -> false);
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private RevCommit parsed(ObjectId id) {
        return repository.read(id.name());
    }

    /** Children before their parents. */
    private List<RevCommit> log(ObjectId from, ObjectId to) {
        try (RevWalk walk = new RevWalk(repository.git())) {
            walk.sort(RevSort.TOPO);
            walk.markStart(walk.parseCommit(to));
            walk.markUninteresting(walk.parseCommit(from));
            List<RevCommit> found = new ArrayList<>();
            walk.forEach(found::add);
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String mergeBase(String one, String other) {
        try (RevWalk walk = new RevWalk(repository.git())) {
            walk.setRevFilter(org.eclipse.jgit.revwalk.filter.RevFilter.MERGE_BASE);
            walk.markStart(walk.parseCommit(ObjectId.fromString(one)));
            walk.markStart(walk.parseCommit(ObjectId.fromString(other)));
            return walk.next().name();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode json(RevCommit commit) {
        ObjectNode json = GitLabStub.JSON
                .createObjectNode()
                .put("id", commit.name())
                .put("message", commit.getFullMessage())
                .put("author_email", commit.getAuthorIdent().getEmailAddress())
                .put("authored_date", commit.getAuthorIdent().getWhenAsInstant().toString());
        ArrayNode parents = json.putArray("parent_ids");
        for (RevCommit parent : commit.getParents()) {
            parents.add(parent.name());
        }
        return json;
    }
}
