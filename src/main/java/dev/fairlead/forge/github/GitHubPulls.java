package dev.fairlead.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.Problem;
import dev.fairlead.forge.ForgeException;
import dev.fairlead.forge.ForgeException.Kind;
import dev.fairlead.forge.MarkedText;
import dev.fairlead.forge.PullRequest;
import dev.fairlead.forge.PullRequest.State;
import dev.fairlead.forge.PullRequestDraft;
import dev.fairlead.forge.PullRequestEdit;
import dev.fairlead.forge.PullRequestQuery;
import dev.fairlead.forge.rest.Refusal;
import dev.fairlead.forge.rest.RestApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Pull requests themselves: read, found, opened, and their texts and state changed. */
final class GitHubPulls {
    /** "Body is too long (maximum is 65536 characters)"; no description tells it. */
    static final MarkedText TEXT = new MarkedText("GitHub", 256, 65_536);

    private static final int LARGEST_PAGE = 100;

    private final GitHubApi api;
    private final GitHubRepository repository;
    private final String place;

    GitHubPulls(GitHubApi api, GitHubRepository repository, String place) {
        this.api = api;
        this.repository = repository;
        this.place = place;
    }

    /** The repository, as messages name it. */
    String place() {
        return place;
    }

    /** "Get a pull request". */
    Optional<PullRequestJson> find(String id) {
        if (!id.matches("[1-9][0-9]{0,8}")) {
            return Optional.empty();
        }
        String path = path("/" + id);
        try {
            return Optional.of(new PullRequestJson(api.get(path)));
        } catch (Refusal e) {
            // The repository itself was read before, so that this is about the number.
            if (e.kind() == Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    PullRequestJson require(String id) {
        return find(id).orElseThrow(() ->
                problem(Kind.NOT_FOUND, "#" + id, "there is no such pull request", "look at " + place + "/pulls"));
    }

    /** "List pull requests". */
    List<PullRequest> find(PullRequestQuery query) {
        boolean open = query.states().contains(State.OPEN);
        String state = query.states().equals(Set.of(State.OPEN)) ? "open" : open ? "all" : "closed";
        StringBuilder path = new StringBuilder(path(""))
                .append("?state=")
                .append(state)
                .append("&sort=created&direction=desc&per_page=")
                .append(Math.min(LARGEST_PAGE, Math.max(query.limit(), 10)));
        query.head()
                .ifPresent(branch -> path.append("&head=").append(RestApi.escaped(repository.owner() + ":" + branch)));
        query.base().ifPresent(branch -> path.append("&base=").append(RestApi.escaped(branch)));
        List<PullRequest> found = new ArrayList<>();
        api.pages(path.toString(), page -> {
            for (JsonNode item : page) {
                PullRequestJson pull = new PullRequestJson(item);
                if (found.size() < query.limit() && pull.own()) {
                    Optional.of(pull.view()).filter(query::fits).ifPresent(found::add);
                }
            }
            return found.size() < query.limit();
        });
        return found;
    }

    /** "Create a pull request". */
    PullRequestJson open(PullRequestDraft draft, boolean asDraft) {
        ObjectNode body = RestApi.object()
                .put("title", TEXT.title(draft.title()))
                .put("head", draft.head())
                .put("base", draft.base())
                .put("body", TEXT.body(draft.body(), draft.marker()))
                .put("draft", asDraft)
                .put("maintainer_can_modify", false);
        return new PullRequestJson(api.send("POST", path(""), body));
    }

    /** "Update a pull request": title and body in one request, and none where both are so already. */
    boolean writeTexts(PullRequestJson pull, PullRequestEdit edit) {
        ObjectNode change = RestApi.object();
        edit.title().map(TEXT::title).ifPresent(title -> put(change, pull, "title", title));
        String body = TEXT.edited(pull.rawBody(), edit);
        if (!body.equals(pull.rawBody())) {
            change.put("body", body);
        }
        if (change.isEmpty()) {
            return false;
        }
        api.send("PATCH", path("/" + pull.id()), change);
        return true;
    }

    private static void put(ObjectNode change, PullRequestJson pull, String field, String value) {
        if (!pull.json().path(field).asText().equals(value)) {
            change.put(field, value);
        }
    }

    PullRequestJson setState(String id, String state) {
        return new PullRequestJson(
                api.send("PATCH", path("/" + id), RestApi.object().put("state", state)));
    }

    private String path(String rest) {
        return repository.path("/pulls" + rest);
    }

    ForgeException problem(Kind kind, String what, String cause, String remedy) {
        return new ForgeException(kind, new Problem(place + what, cause, remedy));
    }
}
