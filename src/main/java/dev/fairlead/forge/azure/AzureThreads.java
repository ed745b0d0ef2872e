package dev.fairlead.forge.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.forge.HiddenMark;
import dev.fairlead.forge.rest.CommentBoard;
import dev.fairlead.forge.rest.Fields;
import dev.fairlead.forge.rest.KeyedBoard;
import dev.fairlead.forge.rest.RestApi;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Comments of one pull request ("Pull Request Threads", "Pull Request Thread Comments"). Ours are threads of one comment
 * each, and closed: an active one would hold the pull request up where a policy wants all to be resolved.
 */
final class AzureThreads implements CommentBoard {
    private static final int LIMIT = 150_000;

    private final AzureRepository repository;
    private final AzurePull pull;

    AzureThreads(AzureRepository repository, AzurePull pull) {
        this.repository = repository;
        this.pull = pull;
    }

    /** The comments, of which ours have a key. */
    KeyedBoard keyed() {
        return new KeyedBoard(this, HiddenMark.COMMENT, LIMIT);
    }

    /** The threads as they are, those of the server itself among them. */
    List<JsonNode> threads() {
        return repository.list(path());
    }

    private String path() {
        return "/pullRequests/" + pull.id() + "/threads";
    }

    @Override
    public List<Posted> all() {
        List<Posted> comments = new ArrayList<>();
        for (JsonNode thread : threads()) {
            for (JsonNode comment : thread.path("comments")) {
                boolean gone = thread.path("isDeleted").asBoolean()
                        || comment.path("isDeleted").asBoolean();
                if (!gone && !comment.path("commentType").asText().equals("system")) {
                    comments.add(read(thread, comment));
                }
            }
        }
        comments.sort(Comparator.comparing(Posted::createdAt).thenComparingLong(AzureThreads::thread));
        return comments;
    }

    /** A comment's id is its thread's and its number there. */
    private static long thread(Posted comment) {
        return Long.parseLong(comment.id().substring(0, comment.id().indexOf('.')));
    }

    private static Posted read(JsonNode thread, JsonNode comment) {
        return read(thread.path("id").asText() + "." + comment.path("id").asText(), comment);
    }

    private static Posted read(String id, JsonNode comment) {
        return new Posted(
                id,
                AzurePull.name(comment.path("author")),
                Fields.lines(comment, "content"),
                Fields.time(comment, "publishedDate", AzureDialect.NAME, "comment " + id),
                Fields.time(comment, "lastUpdatedDate", AzureDialect.NAME, "comment " + id),
                comment);
    }

    /** Ours are those of our account, and of the one that opened the pull request: it can push to the repository. */
    @Override
    public boolean trusts(Posted comment) {
        String author = comment.json().path("author").path("id").asText();
        return author.equals(pull.authorId()) || author.equals(repository.account());
    }

    @Override
    public Posted add(String text) {
        ObjectNode thread = RestApi.object().put("status", "closed");
        thread.putArray("comments")
                .addObject()
                .put("parentCommentId", 0)
                .put("commentType", "text")
                .put("content", text);
        JsonNode made = repository.send("POST", path(), thread);
        return read(made, made.path("comments").path(0));
    }

    @Override
    public Posted change(Posted comment, String text) {
        return read(
                comment.id(),
                repository.send("PATCH", path(comment), RestApi.object().put("content", text)));
    }

    @Override
    public void delete(Posted comment) {
        repository.send("DELETE", path(comment), null);
    }

    private String path(Posted comment) {
        return path() + "/" + comment.id().replace(".", "/comments/");
    }
}
