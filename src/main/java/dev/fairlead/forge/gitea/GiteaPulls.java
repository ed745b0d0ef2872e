package dev.fairlead.forge.gitea;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.forge.ForgeException.Kind;
import dev.fairlead.forge.MarkedText;
import dev.fairlead.forge.PullRequest;
import dev.fairlead.forge.PullRequest.State;
import dev.fairlead.forge.PullRequestDraft;
import dev.fairlead.forge.PullRequestEdit;
import dev.fairlead.forge.PullRequestQuery;
import dev.fairlead.forge.rest.RestApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Pull requests themselves: read, found, opened, and their texts and state changed. */
final class GiteaPulls {
    /** A title is a VARCHAR(255), of which a draft's prefix takes five; of a body only the database sets the limit. */
    static final MarkedText TEXT = new MarkedText(GiteaDialect.NAME, 250, 262_144);

    /** {@code [api] MAX_RESPONSE_ITEMS} as it is delivered. */
    private static final int PAGE = 50;

    private final GiteaRepository repository;

    GiteaPulls(GiteaRepository repository) {
        this.repository = repository;
    }

    Optional<GiteaPull> find(String id) {
        return id.matches("[1-9][0-9]{0,8}")
                ? repository.find("/pulls/" + id).map(GiteaPull::new).filter(GiteaPull::own)
                : Optional.empty();
    }

    GiteaPull require(String id) {
        return find(id).orElseThrow(() -> repository.problem(
                Kind.NOT_FOUND, "#" + id, "there is no such pull request", "look at " + repository.place() + "/pulls"));
    }

    /**
     * The pull request with the commit that it is about: while it is open the branch's, afterwards the one that Gitea
     * keeps in {@code refs/pull/ID/head}, since the branch may be used again.
     */
    PullRequest view(GiteaPull pull) {
        if (pull.state() == State.OPEN || !pull.headIsBranch()) {
            return pull.view(pull.headCommit());
        }
        String kept = repository
                .find("/git/refs/pull/" + pull.id() + "/head")
                .map(refs -> commit(refs, "refs/pull/" + pull.id() + "/head"))
                .orElse("");
        return pull.view(kept.isEmpty() ? pull.headCommit() : kept);
    }

    /** One ref, or a list of those that begin so. */
    private static String commit(JsonNode refs, String name) {
        if (refs.isArray()) {
            for (JsonNode ref : refs) {
                if (ref.path("ref").asText().equals(name)) {
                    return ref.path("object").path("sha").asText();
                }
            }
        }
        return refs.path("object").path("sha").asText("");
    }

    /**
     * "List a repo's pull requests", which knows no heads, and of bases only those that it has looked at since they were
     * pushed.
     */
    List<PullRequest> find(PullRequestQuery query) {
        boolean open = query.states().contains(State.OPEN);
        String state = query.states().equals(Set.of(State.OPEN)) ? "open" : open ? "all" : "closed";
        StringBuilder path = new StringBuilder("/pulls?state=")
                .append(state)
                .append("&limit=")
                .append(PAGE);
        query.base().ifPresent(branch -> path.append("&base_branch=").append(RestApi.escaped(branch)));
        List<PullRequest> found = new ArrayList<>();
        repository.api().pages(repository.path(path.toString()), page -> {
            for (JsonNode item : page) {
                GiteaPull pull = new GiteaPull(item);
                if (found.size() < query.limit() && pull.own() && query.fits(pull.view(pull.headCommit()))) {
                    found.add(view(pull));
                }
            }
            return found.size() < query.limit();
        });
        return found;
    }

    /** "Create a pull request". */
    GiteaPull open(PullRequestDraft draft) {
        ObjectNode body = RestApi.object()
                .put("title", GiteaPull.title(TEXT.title(draft.title()), draft.draft()))
                .put("head", draft.head())
                .put("base", draft.base())
                .put("body", TEXT.body(draft.body(), draft.marker()));
        return new GiteaPull(repository.send("POST", "/pulls", body));
    }

    /** "Update a pull request": title and body in one request, and none where both are so already. */
    boolean writeTexts(GiteaPull pull, PullRequestEdit edit) {
        boolean draft = pull.state() == State.OPEN ? edit.draft().orElse(pull.draft()) : pull.draft();
        String wanted = edit.title().map(TEXT::title).orElseGet(pull::title);
        boolean same = wanted.equals(pull.title()) && draft == pull.draft();
        String title = same ? pull.rawTitle() : GiteaPull.title(wanted, draft);
        String body = TEXT.edited(pull.rawBody(), edit);
        ObjectNode change = RestApi.object();
        if (!title.equals(pull.rawTitle())) {
            change.put("title", title);
        }
        if (!body.equals(pull.rawBody())) {
            change.put("body", body);
        }
        if (change.isEmpty()) {
            return false;
        }
        change(pull.id(), change);
        return true;
    }

    GiteaPull setState(String id, String state) {
        return change(id, RestApi.object().put("state", state));
    }

    GiteaPull change(String id, ObjectNode change) {
        return new GiteaPull(repository.send("PATCH", "/pulls/" + id, change));
    }
}
