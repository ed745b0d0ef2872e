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

/** Issues of a repository, of which those of ours have a key that is hidden in their text. */
public final class KeyedIssues {
    private static final int TRIES = 3;

    private final RestApi api;
    private final IssueForm form;
    private final UnaryOperator<String> path;
    private final MarkedText text;
    private final Predicate<JsonNode> trusted;

    /** At forges whose API is GitHub's ("List repository issues") or like it (Gitea's "List a repository's issues"). */
    public KeyedIssues(RestApi api, UnaryOperator<String> path, MarkedText text, Predicate<JsonNode> trusted) {
        this(api, () -> "/issues?state=open&type=issues&per_page=100&limit=50", path, text, trusted);
    }

    /**
     * @param form where issues are, and how
     * @param path of what follows the repository's own
     * @param text what the forge takes
     * @param trusted whether an issue's author may write as we do; anybody else may have copied our mark
     */
    public KeyedIssues(
            RestApi api, IssueForm form, UnaryOperator<String> path, MarkedText text, Predicate<JsonNode> trusted) {
        this.api = api;
        this.form = form;
        this.path = path;
        this.text = text;
        this.trusted = trusted;
    }

    /** The open issue of a key. */
    public Optional<Issue> find(String key) {
        return ours(key).stream().findFirst().map(this::view);
    }

    /** Opened, edited, or left alone. */
    public Issue put(String key, String title, String body) {
        int room = text.bodyLimit() - HiddenMark.ISSUE.length(key);
        String marked = HiddenMark.ISSUE.append(BoundedText.markdown(body.replace("\r\n", "\n"), room), key);
        ObjectNode wanted = RestApi.object().put("title", text.title(title)).put(form.text(), form.sent(marked));
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
                && Fields.lines(issue, form.text())
                        .equals(wanted.path(form.text()).asText());
        return view(same ? issue : api.send(form.change(), path(issue), wanted));
    }

    /** Of several who opened one at the same time the oldest stays open. */
    private Issue alone(String key, JsonNode made, ObjectNode wanted) {
        List<JsonNode> ours = ours(key);
        if (ours.isEmpty() || ours.get(0).path(form.number()).equals(made.path(form.number()))) {
            return view(made);
        }
        api.send(form.change(), path(made), RestApi.object().put(form.closing()[0], form.closing()[1]));
        return edited(ours.get(0), wanted);
    }

    /** The oldest first. */
    private List<JsonNode> ours(String key) {
        return api.all(path.apply(form.open())).stream()
                .filter(issue -> !issue.hasNonNull("pull_request"))
                .filter(issue -> HiddenMark.ISSUE.find(text(issue)).equals(Optional.of(key)))
                .filter(trusted)
                .sorted(Comparator.comparingInt(
                        issue -> issue.path(form.number()).asInt()))
                .toList();
    }

    private String path(JsonNode issue) {
        return path.apply("/issues/" + issue.path(form.number()).asText());
    }

    private String text(JsonNode issue) {
        return form.read(Fields.lines(issue, form.text()));
    }

    private Issue view(JsonNode json) {
        return new Issue(
                json.path(form.number()).asText(),
                json.path(form.url()).asText(),
                json.path("title").asText(),
                HiddenMark.ISSUE.visible(text(json)));
    }
}
