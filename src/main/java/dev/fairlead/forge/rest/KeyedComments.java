package dev.fairlead.forge.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.forge.BoundedText;
import dev.fairlead.forge.Comment;
import dev.fairlead.forge.ForgeException;
import dev.fairlead.forge.HiddenMark;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Comments of a pull request at forges whose comments are those of issues, as at GitHub, Gitea and Forgejo. */
public final class KeyedComments {
    private static final int TRIES = 3;

    private final RestApi api;
    private final String forge;
    private final UnaryOperator<String> path;
    private final int limit;
    private final Predicate<JsonNode> trusted;

    /**
     * @param path of what follows the repository's own
     * @param limit of a comment, in characters (UTF-16)
     * @param trusted whether a comment's author may write as we do; anybody else may have copied our mark
     */
    public KeyedComments(
            RestApi api, String forge, UnaryOperator<String> path, int limit, Predicate<JsonNode> trusted) {
        this.api = api;
        this.forge = forge;
        this.path = path;
        this.limit = limit;
        this.trusted = trusted;
    }

    /** All of a pull request, the oldest first. */
    public List<Comment> all(String id) {
        return read(id).stream().map(this::view).toList();
    }

    private List<JsonNode> read(String id) {
        return api.all(path.apply("/issues/" + id + "/comments?per_page=100"));
    }

    /** The one comment of the key: written, edited, or left alone. */
    public Comment put(String id, String key, String text) {
        String visible = BoundedText.markdown(text.replace("\r\n", "\n"), limit - HiddenMark.COMMENT.length(key));
        String body = HiddenMark.COMMENT.append(visible, key);
        for (int attempt = 1; ; attempt++) {
            List<JsonNode> ours = ours(id, key);
            if (!ours.isEmpty()) {
                return edited(ours.get(0), body);
            }
            try {
                return alone(id, key, api.send("POST", path.apply("/issues/" + id + "/comments"), content(body)));
            } catch (ForgeException e) {
                // The answer may be lost and the comment be there: look before it is sent again.
                if (!e.retryable() || e.retryAt().isPresent() || attempt >= TRIES) {
                    throw e;
                }
            }
        }
    }

    private Comment edited(JsonNode comment, String body) {
        return Fields.lines(comment, "body").equals(body)
                ? view(comment)
                : view(api.send("PATCH", path(comment), content(body)));
    }

    /** Of several who wrote one at the same time the oldest stays. */
    private Comment alone(String id, String key, JsonNode made) {
        List<JsonNode> ours = ours(id, key);
        if (ours.isEmpty() || ours.get(0).path("id").equals(made.path("id"))) {
            return view(made);
        }
        try {
            api.send("DELETE", path(made), null);
        } catch (Refusal e) {
            if (e.kind() != ForgeException.Kind.NOT_FOUND) {
                throw e;
            }
        }
        return edited(ours.get(0), made.path("body").asText());
    }

    private List<JsonNode> ours(String id, String key) {
        return read(id).stream()
                .filter(comment -> key(comment).filter(key::equals).isPresent())
                .toList();
    }

    private Optional<String> key(JsonNode comment) {
        return HiddenMark.COMMENT.find(Fields.lines(comment, "body")).filter(found -> trusted.test(comment));
    }

    private Comment view(JsonNode json) {
        String body = Fields.lines(json, "body");
        Optional<String> key = key(json);
        String id = json.path("id").asText();
        return new Comment(
                id,
                json.path("user").path("login").asText("ghost"),
                key.isPresent() ? HiddenMark.COMMENT.visible(body) : body,
                key,
                Fields.time(json, "created_at", forge, "comment " + id),
                Fields.time(json, "updated_at", forge, "comment " + id));
    }

    private String path(JsonNode comment) {
        return path.apply("/issues/comments/" + comment.path("id").asText());
    }

    private static ObjectNode content(String body) {
        return RestApi.object().put("body", body);
    }
}
