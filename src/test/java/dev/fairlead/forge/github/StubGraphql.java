package dev.fairlead.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.forge.github.GitHubStub.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** The mutations that {@link GitHubStub} knows, after docs.github.com/en/graphql/reference/mutations. */
final class StubGraphql {
    private final GitHubStub stub;

    StubGraphql(GitHubStub stub) {
        this.stub = stub;
    }

    Reply run(JsonNode body) {
        String query = body.path("query").asText();
        JsonNode input = body.path("variables").path("input");
        String name = query.replaceFirst("(?s).*\\{\\s*(\\w+)\\(input.*", "$1");
        return switch (name) {
            case "markPullRequestReadyForReview" -> draft(input, false);
            case "convertPullRequestToDraft" -> draft(input, true);
            case "enablePullRequestAutoMerge" -> enable(input);
            case "disablePullRequestAutoMerge" -> disable(input);
            case "createCommitOnBranch" -> commit(input);
            case "updateRefs" -> updateRefs(input);
            default -> error("UNDEFINED_FIELD", "Field '" + name + "' doesn't exist on type 'Mutation'");
        };
    }

    private static Reply data() {
        ObjectNode json = StubPull.JSON.createObjectNode();
        json.putObject("data");
        return Reply.ok(json);
    }

    private static Reply error(String type, String message) {
        ObjectNode json = StubPull.JSON.createObjectNode();
        json.putNull("data");
        json.putArray("errors").addObject().put("type", type).put("message", message);
        return Reply.ok(json);
    }

    private StubPull pull(JsonNode input) {
        return stub.pull(input.path("pullRequestId").asText().replaceFirst("^PR_", ""));
    }

    private Reply draft(JsonNode input, boolean wanted) {
        pull(input).draft = wanted;
        return data();
    }

    private Reply enable(JsonNode input) {
        StubPull pull = pull(input);
        if (!stub.autoMergeAllowed) {
            return error("UNPROCESSABLE", "Pull request Auto merge is not allowed for this repository");
        }
        if (!stub.waits(pull)) {
            return error("UNPROCESSABLE", "Pull request Pull request is in clean status");
        }
        pull.autoMerge = Optional.of(input.path("mergeMethod").asText().toLowerCase(Locale.ROOT));
        return data();
    }

    private Reply disable(JsonNode input) {
        StubPull pull = pull(input);
        if (pull.autoMerge.isEmpty()) {
            return error("UNPROCESSABLE", "Can't disable auto-merge for this pull request");
        }
        pull.autoMerge = Optional.empty();
        return data();
    }

    private Reply commit(JsonNode input) {
        String branch = input.path("branch").path("branchName").asText();
        String expected = input.path("expectedHeadOid").asText();
        if (!stub.repository().branch(branch).equals(Optional.of(expected))) {
            return error(
                    "STALE_DATA",
                    "Expected branch to point to \"" + expected + "\" but it did not.  Pull and try again.");
        }
        Repository git = stub.repository().git();
        try (ObjectInserter inserter = git.newObjectInserter();
                RevWalk walk = new RevWalk(git)) {
            RevCommit parent = walk.parseCommit(ObjectId.fromString(expected));
            ObjectId tree = tree(git, inserter, parent, input.path("fileChanges"));
            JsonNode message = input.path("message");
            String text = message.path("headline").asText()
                    + (message.has("body") ? "\n\n" + message.path("body").asText() : "");
            ObjectId made = StubMerge.commit(
                    inserter, tree, new PersonIdent(GitHubStub.LOGIN, "bot@example.com"), text, parent);
            inserter.flush();
            stub.repository().reset(branch, made.name());
            Reply reply = data();
            ((ObjectNode) reply.body().path("data"))
                    .putObject("createCommitOnBranch")
                    .putObject("commit")
                    .put("oid", made.name());
            return reply;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectId tree(Repository git, ObjectInserter inserter, RevCommit parent, JsonNode changes)
            throws IOException {
        java.util.TreeMap<String, ObjectId> files = new java.util.TreeMap<>();
        try (TreeWalk walk = new TreeWalk(git)) {
            walk.addTree(parent.getTree());
            walk.setRecursive(true);
            while (walk.next()) {
                files.put(walk.getPathString(), walk.getObjectId(0));
            }
        }
        for (JsonNode addition : changes.path("additions")) {
            byte[] bytes = Base64.getDecoder().decode(addition.path("contents").asText());
            files.put(addition.path("path").asText(), inserter.insert(Constants.OBJ_BLOB, bytes));
        }
        changes.path("deletions")
                .forEach(deletion -> files.remove(deletion.path("path").asText()));
        DirCache cache = DirCache.newInCore();
        DirCacheBuilder builder = cache.builder();
        files.forEach((path, blob) -> {
            DirCacheEntry entry = new DirCacheEntry(path);
            entry.setFileMode(FileMode.REGULAR_FILE);
            entry.setObjectId(blob);
            builder.add(entry);
        });
        builder.finish();
        return cache.writeTree(inserter);
    }

    /** All or nothing; {@code beforeOid} of zeros: must not exist; {@code afterOid} of zeros: is deleted. */
    private Reply updateRefs(JsonNode input) {
        String none = "0".repeat(40);
        for (JsonNode update : input.path("refUpdates")) {
            String branch = update.path("name").asText().replaceFirst("^refs/heads/", "");
            String now = stub.repository().branch(branch).orElse(none);
            if (update.has("beforeOid") && !update.path("beforeOid").asText().equals(now)) {
                return error("UNPROCESSABLE", "Reference update failed: " + branch + " is at " + now);
            }
        }
        for (JsonNode update : input.path("refUpdates")) {
            String branch = update.path("name").asText().replaceFirst("^refs/heads/", "");
            String after = update.path("afterOid").asText();
            if (after.equals(none)) {
                stub.repository().delete(branch);
            } else {
                stub.repository().reset(branch, after);
            }
        }
        return data();
    }
}
