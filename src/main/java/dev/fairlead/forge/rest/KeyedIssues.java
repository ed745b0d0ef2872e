package dev.fairlead.forge.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.forge.BoundedText;
import dev.fairlead.forge.ForgeException;
import dev.fairlead.forge.HiddenMark;
import dev.fairlead.forge.Issue;
import dev.fairlead.forge.MarkedText;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Issues of ours at forges whose API is GitHub's ("List repository issues") or like it (Gitea's "List a repository's issues"). */
public final class KeyedIssues {
    private static final int TRIES = 3;

    private final RestApi api;
    private final UnaryOperator<String> path;
    private final MarkedText text;
    private final Predicate<JsonNode> trusted;

    /**
     * @param path of what follows the repository's own
     * @param text what the forge takes
     * @param trusted whether an issue's author may write as we do; anybody else may have copied our mark
     */
    public KeyedIssues(RestApi api, UnaryOperator<String> path, MarkedText text, Predicate<JsonNode> trusted) {
        this.api = api;
        this.path = path;
        this.text = text;
        this.trusted = trusted;
    }

    /** The open issue of a key. */
    public Optional<Issue> find(String key) {
        return ours(key).stream().findFirst().map(KeyedIssues::view);
    }

    /** Opened, edited, or left alone. */
    public Issue put(String key, String title, String body) {
        int room = text.bodyLimit() - HiddenMark.ISSUE.length(key);
        String marked = HiddenMark.ISSUE.append(BoundedText.markdown(body.replace("\r\n", "\n"), room), key);
        ObjectNode wanted = RestApi.object().put("title", text.title(title)).put("body", marked);
        for (int attempt = 1; ; attempt++) {
            List<JsonNode> ours = ours(key);
            if (!ours.isEmpty()) {
                return edited(ours.get(0), wanted);
            }
            try {
                return alone(key, api.send("POST", path.apply("/issues"), wanted), wanted);
            } catch (ForgeException e) {
                // The answer may be lost and the issue be there: look before it is sent again.
                if (!e.retryable() || e.retryAt().isPresent() || attempt >= TRIES) {
                    throw e;
                }
            }
        }
    }

    private Issue edited(JsonNode issue, ObjectNode wanted) {
        boolean same = issue.path("title").equals(wanted.path("title"))
                && Fields.lines(issue, "body").equals(wanted.path("body").asText());
        return view(same ? issue : api.send("PATCH", path(issue), wanted));
    }

    /** Of several who opened one at the same time the oldest stays open. */
    private Issue alone(String key, JsonNode made, ObjectNode wanted) {
        List<JsonNode> ours = ours(key);
        if (ours.isEmpty() || ours.get(0).path("number").equals(made.path("number"))) {
            return view(made);
        }
        api.send("PATCH", path(made), RestApi.object().put("state", "closed"));
        return edited(ours.get(0), wanted);
    }

    /** The oldest first. */
    private List<JsonNode> ours(String key) {
        return api.all(path.apply("/issues?state=open&type=issues&per_page=100&limit=50")).stream()
                .filter(issue -> !issue.hasNonNull("pull_request"))
                .filter(issue ->
                        HiddenMark.ISSUE.find(Fields.lines(issue, "body")).equals(Optional.of(key)))
                .filter(trusted)
                .sorted(Comparator.comparingInt(issue -> issue.path("number").asInt()))
                .toList();
    }

    private String path(JsonNode issue) {
        return path.apply("/issues/" + issue.path("number").asText());
    }

    private static Issue view(JsonNode json) {
        return new Issue(
                json.path("number").asText(),
                json.path("html_url").asText(),
                json.path("title").asText(),
                HiddenMark.ISSUE.visible(Fields.lines(json, "body")));
    }
}
