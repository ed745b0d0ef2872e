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

/** Comments of a pull request, of which those of ours have a key that is hidden in their text. */
public final class KeyedComments {
    private static final int TRIES = 3;

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
        return read(id).stream().map(this::view).toList();
    }

    private List<JsonNode> read(String id) {
        return api.all(path.apply(form.all(id))).stream().filter(form::written).toList();
    }

    /** The one comment of the key: written, edited, or left alone. */
    public Comment put(String id, String key, String text) {
        String visible = BoundedText.markdown(text.replace("\r\n", "\n"), limit - HiddenMark.COMMENT.length(key));
        String body = HiddenMark.COMMENT.append(visible, key);
        for (int attempt = 1; ; attempt++) {
            List<JsonNode> ours = ours(id, key);
            if (!ours.isEmpty()) {
                return edited(id, ours.get(0), body);
            }
            try {
                return alone(id, key, api.send("POST", path.apply(form.added(id)), content(body)));
            } catch (ForgeException e) {
                // The answer may be lost and the comment be there: look before it is sent again.
                if (!e.retryable() || e.retryAt().isPresent() || attempt >= TRIES) {
                    throw e;
                }
            }
        }
    }

    private Comment edited(String id, JsonNode comment, String body) {
        return text(comment).equals(body)
                ? view(comment)
                : view(api.send(form.change(), path(id, comment), content(body)));
    }

    /** Of several who wrote one at the same time the oldest stays. */
    private Comment alone(String id, String key, JsonNode made) {
        List<JsonNode> ours = ours(id, key);
        if (ours.isEmpty() || ours.get(0).path("id").equals(made.path("id"))) {
            return view(made);
        }
        try {
            api.send("DELETE", path(id, made), null);
        } catch (Refusal e) {
            if (e.kind() != ForgeException.Kind.NOT_FOUND) {
                throw e;
            }
        }
        return edited(id, ours.get(0), text(made));
    }

    private List<JsonNode> ours(String id, String key) {
        return read(id).stream()
                .filter(comment -> key(comment).filter(key::equals).isPresent())
                .toList();
    }

    private Optional<String> key(JsonNode comment) {
        return HiddenMark.COMMENT.find(text(comment)).filter(found -> trusted.test(comment));
    }

    private Comment view(JsonNode json) {
        String body = text(json);
        Optional<String> key = key(json);
        String id = json.path("id").asText();
        return new Comment(
                id,
                form.author(json),
                key.isPresent() ? HiddenMark.COMMENT.visible(body) : body,
                key,
                Fields.time(json, "created_at", forge, "comment " + id),
                Fields.time(json, "updated_at", forge, "comment " + id));
    }

    private String text(JsonNode comment) {
        return form.read(Fields.lines(comment, "body"));
    }

    private String path(String id, JsonNode comment) {
        return path.apply(form.one(id, comment.path("id").asText()));
    }

    private ObjectNode content(String body) {
        return RestApi.object().put("body", form.sent(body));
    }
}
