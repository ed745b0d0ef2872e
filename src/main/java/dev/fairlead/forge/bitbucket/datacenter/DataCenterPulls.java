package dev.fairlead.forge.bitbucket.datacenter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.forge.ForgeException.Kind;
import dev.fairlead.forge.HiddenMark;
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
final class DataCenterPulls {
    /** "Markdown syntax guide": "all HTML tags are escaped", comments among them, which people would read. */
    static final MarkedText TEXT = new MarkedText(
            DataCenterDialect.NAME, 255, 32_768, HiddenMark.PULL_REQUEST.as(HiddenMark.Form.LINK_DEFINITION));

    private final DataCenterRepository repository;
    private final DataCenterBranches branches;

    DataCenterPulls(DataCenterRepository repository, DataCenterBranches branches) {
        this.repository = repository;
        this.branches = branches;
    }

    Optional<DataCenterPull> find(String id) {
        return id.matches("[1-9][0-9]{0,8}")
                ? repository
                        .find("/pull-requests/" + id)
                        .map(DataCenterPull::new)
                        .filter(DataCenterPull::own)
                : Optional.empty();
    }

    DataCenterPull require(String id) {
        return find(id).orElseThrow(() -> repository.problem(
                Kind.NOT_FOUND, "#" + id, "there is no such pull request", "look at the repository's pull requests"));
    }

    /** The pull request with the commit at its branch, of which Bitbucket hears in the background after a push. */
    PullRequest view(DataCenterPull pull) {
        return pull.view(
                pull.state() == State.OPEN
                        ? branches.commit(pull.head()).orElseGet(pull::headCommit)
                        : pull.headCommit());
    }

    /** "Get pull requests": those of one branch, of which the ones into another repository do not count. */
    List<PullRequest> find(PullRequestQuery query) {
        StringBuilder path = new StringBuilder("/pull-requests?order=NEWEST&state=").append(state(query.states()));
        query.head()
                .ifPresentOrElse(
                        head -> at(path.append("&direction=OUTGOING"), head),
                        () -> query.base().ifPresent(base -> at(path.append("&direction=INCOMING"), base)));
        List<PullRequest> found = new ArrayList<>();
        repository.pages(repository.path("api", path.toString()), page -> {
            for (JsonNode item : page) {
                DataCenterPull pull = new DataCenterPull(item);
                if (found.size() < query.limit() && pull.own() && query.fits(pull.view(pull.headCommit()))) {
                    found.add(view(pull));
                }
            }
            return found.size() < query.limit();
        });
        return found;
    }

    private static void at(StringBuilder path, String branch) {
        path.append("&at=").append(RestApi.escaped("refs/heads/" + branch));
    }

    private static String state(Set<State> states) {
        if (states.size() > 1) {
            return "ALL";
        }
        return states.contains(State.OPEN) ? "OPEN" : states.contains(State.MERGED) ? "MERGED" : "DECLINED";
    }

    /** "Create pull request". */
    DataCenterPull open(PullRequestDraft draft) {
        ObjectNode body = RestApi.object()
                .put("title", TEXT.title(draft.title()))
                .put("description", TEXT.body(draft.body(), draft.marker()));
        body.set("fromRef", repository.ref(draft.head()));
        body.set("toRef", repository.ref(draft.base()));
        if (draft.draft()) {
            body.put("draft", true);
        }
        return new DataCenterPull(repository.send("POST", "/pull-requests", body));
    }

    /** "Update pull request": all in one request, and none where it is so already. Reviewers who are left out are taken off. */
    boolean write(DataCenterPull pull, PullRequestEdit edit) {
        String title = edit.title().map(TEXT::title).orElseGet(pull::title);
        String text = TEXT.edited(pull.rawBody(), edit);
        boolean draft = pull.state() == State.OPEN ? edit.draft().orElse(pull.draft()) : pull.draft();
        if (title.equals(pull.title()) && text.equals(pull.rawBody()) && draft == pull.draft()) {
            return false;
        }
        ObjectNode body = RestApi.object()
                .put("version", pull.version())
                .put("title", title)
                .put("description", text);
        if (draft != pull.draft()) {
            body.put("draft", draft);
        }
        ArrayNode reviewers = body.putArray("reviewers");
        pull.reviewerNames()
                .forEach(name -> reviewers.addObject().putObject("user").put("name", name));
        repository.send("PUT", "/pull-requests/" + pull.id(), body);
        return true;
    }

    /** "Decline pull request", "Re-open pull request". */
    DataCenterPull move(DataCenterPull pull, String verb) {
        return new DataCenterPull(repository.send(
                "POST",
                "/pull-requests/" + pull.id() + "/" + verb + "?version=" + pull.version(),
                RestApi.object().put("version", pull.version())));
    }

    /** "Get pull request activity", the newest first. */
    List<JsonNode> activities(String id) {
        return repository.all(repository.path("api", "/pull-requests/" + id + "/activities"));
    }
}
