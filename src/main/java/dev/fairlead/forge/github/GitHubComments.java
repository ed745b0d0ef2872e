package dev.fairlead.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.forge.BoundedText;
import dev.fairlead.forge.Comment;
import dev.fairlead.forge.ForgeException;
import dev.fairlead.forge.HiddenMark;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Comments: "REST API endpoints for issue comments". */
final class GitHubComments {
    private static final int TRIES = 3;

    /** Those who can write to the repository; anybody else may have copied our mark. */
    private static final Set<String> TRUSTED = Set.of("OWNER", "MEMBER", "COLLABORATOR");

    private final GitHubApi api;
    private final GitHubRepository repository;

    GitHubComments(GitHubApi api, GitHubRepository repository) {
        this.api = api;
        this.repository = repository;
    }

    List<Comment> all(String id) {
        return read(id).stream().map(GitHubComments::view).toList();
    }

    private List<JsonNode> read(String id) {
        return api.all(repository.path("/issues/" + id + "/comments?per_page=100"));
    }

    Comment put(String id, String key, String text) {
        String body = HiddenMark.COMMENT.append(
                BoundedText.markdown(
                        text.replace("\r\n", "\n"), GitHubPulls.BODY_LIMIT - HiddenMark.COMMENT.length(key)),
                key);
        for (int attempt = 1; ; attempt++) {
            List<JsonNode> ours = ours(id, key);
            if (!ours.isEmpty()) {
                return edited(ours.get(0), body);
            }
            try {
                return alone(id, key, api.send("POST", repository.path("/issues/" + id + "/comments"), content(body)));
            } catch (ForgeException e) {
                // The answer may be lost and the comment be there: look before it is sent again.
                if (!e.retryable() || e.retryAt().isPresent() || attempt >= TRIES) {
                    throw e;
                }
            }
        }
    }

    private Comment edited(JsonNode comment, String body) {
        if (comment.path("body").asText().replace("\r\n", "\n").equals(body)) {
            return view(comment);
        }
        return view(api.send("PATCH", path(comment), content(body)));
    }

    /** Of several who wrote one at the same time the oldest stays. */
    private Comment alone(String id, String key, JsonNode made) {
        List<JsonNode> ours = ours(id, key);
        if (ours.isEmpty() || ours.get(0).path("id").equals(made.path("id"))) {
            return view(made);
        }
        try {
            api.send("DELETE", path(made), null);
        } catch (GitHubRefusal e) {
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

    private static Optional<String> key(JsonNode comment) {
        boolean trusted = TRUSTED.contains(comment.path("author_association").asText())
                || comment.path("user").path("type").asText().equals("Bot");
        return trusted ? HiddenMark.COMMENT.find(comment.path("body").asText()) : Optional.empty();
    }

    private static Comment view(JsonNode json) {
        String body = json.path("body").asText().replace("\r\n", "\n");
        Optional<String> key = key(json);
        return new Comment(
                json.path("id").asText(),
                json.path("user").path("login").asText("ghost"),
                key.isPresent() ? HiddenMark.COMMENT.visible(body) : body,
                key,
                Instant.parse(json.path("created_at").asText()),
                Instant.parse(json.path("updated_at").asText()));
    }

    private String path(JsonNode comment) {
        return repository.path("/issues/comments/" + comment.path("id").asText());
    }

    private static ObjectNode content(String body) {
        return GitHubApi.object().put("body", body);
    }
}
