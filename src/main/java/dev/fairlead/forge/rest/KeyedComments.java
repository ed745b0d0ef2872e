package dev.fairlead.forge.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.forge.Comment;
import dev.fairlead.forge.HiddenMark;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Comments of a pull request, of which those of ours have a key that is hidden in their text. */
public final class KeyedComments {
    private final RestApi api;
    private final String forge;
    private final CommentForm form;
    private final UnaryOperator<String> path;
    private final int limit;
    private final Predicate<JsonNode> trusted;

    /** Comments that are those of issues, as at GitHub, Gitea and Forgejo. */
    public KeyedComments(
            RestApi api, String forge, UnaryOperator<String> path, int limit, Predicate<JsonNode> trusted) {
        this(api, forge, new IssueComments(), path, limit, trusted);
    }

    /**
     * @param form where comments are, and how
     * @param path of what follows the repository's own
     * @param limit of a comment, in characters (UTF-16)
     * @param trusted whether a comment's author may write as we do; anybody else may have copied our mark
     */
    public KeyedComments(
            RestApi api,
            String forge,
            CommentForm form,
            UnaryOperator<String> path,
            int limit,
            Predicate<JsonNode> trusted) {
        this.api = api;
        this.forge = forge;
        this.form = form;
        this.path = path;
        this.limit = limit;
        this.trusted = trusted;
    }

    /** All of a pull request, the oldest first. */
    public List<Comment> all(String id) {
        return board(id).all();
    }

    /** The one comment of the key: written, edited, or left alone. */
    public Comment put(String id, String key, String text) {
        return board(id).put(key, text);
    }

    private KeyedBoard board(String id) {
        return new KeyedBoard(new Board(id), HiddenMark.COMMENT, limit);
    }

    /** The comments of one pull request. */
    private final class Board implements CommentBoard {
        private final String pull;

        Board(String pull) {
            this.pull = pull;
        }

        @Override
        public List<Posted> all() {
            return api.all(path.apply(form.all(pull))).stream()
                    .filter(form::written)
                    .map(this::read)
                    .toList();
        }

        private Posted read(JsonNode json) {
            String id = json.path("id").asText();
            return new Posted(
                    id,
                    form.author(json),
                    form.read(Fields.lines(json, "body")),
                    Fields.time(json, "created_at", forge, "comment " + id),
                    Fields.time(json, "updated_at", forge, "comment " + id),
                    json);
        }

        @Override
        public boolean trusts(Posted comment) {
            return trusted.test(comment.json());
        }

        @Override
        public Posted add(String text) {
            return read(api.send("POST", path.apply(form.added(pull)), content(text)));
        }

        @Override
        public Posted change(Posted comment, String text) {
            return read(api.send(form.change(), path(comment), content(text)));
        }

        @Override
        public void delete(Posted comment) {
            api.send("DELETE", path(comment), null);
        }

        private String path(Posted comment) {
            return path.apply(form.one(pull, comment.id()));
        }

        private ObjectNode content(String text) {
            return RestApi.object().put("body", form.sent(text));
        }
    }
}
