package dev.fairlead.forge.bitbucket.cloud;

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

/** Pull requests themselves: read, found, opened, and their texts and state changed. */
final class CloudPulls {
    /** Its Markdown shows HTML as it is written, comments among it. */
    static final MarkedText TEXT =
            new MarkedText(CloudDialect.NAME, 255, 32_768, HiddenMark.PULL_REQUEST.as(HiddenMark.Form.LINK_DEFINITION));

    private static final int PAGE = 50;

    private final CloudRepository repository;
    private final CloudBranches branches;

    CloudPulls(CloudRepository repository, CloudBranches branches) {
        this.repository = repository;
        this.branches = branches;
    }

    Optional<CloudPull> find(String id) {
        return id.matches("[1-9][0-9]{0,8}")
                ? repository.find("/pullrequests/" + id).map(CloudPull::new).filter(CloudPull::own)
                : Optional.empty();
    }

    CloudPull require(String id) {
        return find(id).orElseThrow(() -> repository.problem(
                Kind.NOT_FOUND, "#" + id, "there is no such pull request", "look at the repository's pull requests"));
    }

    /** The pull request with whole names of commits; while it is open, with the one at its branch. */
    PullRequest view(CloudPull pull) {
        Optional<String> branch = pull.state() == State.OPEN ? branches.commit(pull.head()) : Optional.empty();
        return pull.view(branch.orElseGet(() -> repository.commit(pull.headCommit())), repository::commit);
    }

    /** "List pull requests"; "Filtering and sorting results" says how to ask for branches. */
    List<PullRequest> find(PullRequestQuery query) {
        StringBuilder path = new StringBuilder("/pullrequests?pagelen=" + PAGE + "&sort=-created_on");
        for (State state : query.states()) {
            path.append(
                    switch (state) {
                        case OPEN -> "&state=OPEN";
                        case MERGED -> "&state=MERGED";
                        case CLOSED -> "&state=DECLINED&state=SUPERSEDED";
                    });
        }
        List<String> filters = new ArrayList<>();
        query.head().ifPresent(head -> filters.add("source.branch.name = " + quoted(head)));
        query.base().ifPresent(base -> filters.add("destination.branch.name = " + quoted(base)));
        if (!filters.isEmpty()) {
            path.append("&q=").append(RestApi.escaped(String.join(" AND ", filters)));
        }
        List<PullRequest> found = new ArrayList<>();
        repository.pages(path.toString(), page -> {
            for (JsonNode item : page) {
                CloudPull pull = new CloudPull(item);
                if (found.size() < query.limit() && pull.own() && query.fits(pull.view("", hash -> hash))) {
                    found.add(view(pull));
                }
            }
            return found.size() < query.limit();
        });
        return found;
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** "Create a pull request". */
    CloudPull open(PullRequestDraft draft) {
        ObjectNode body = RestApi.object()
                .put("title", TEXT.title(draft.title()))
                .put("description", TEXT.body(draft.body(), draft.marker()))
                .put("draft", draft.draft())
                .put("close_source_branch", false);
        body.putObject("source").putObject("branch").put("name", draft.head());
        body.putObject("destination").putObject("branch").put("name", draft.base());
        return new CloudPull(repository.send("POST", "/pullrequests", body));
    }

    /** "Update a pull request": all in one request, and none where it is so already. */
    boolean write(CloudPull pull, PullRequestEdit edit) {
        String title = edit.title().map(TEXT::title).orElseGet(pull::title);
        String text = TEXT.edited(pull.rawBody(), edit);
        boolean draft = pull.state() == State.OPEN ? edit.draft().orElse(pull.draft()) : pull.draft();
        if (title.equals(pull.title()) && text.equals(pull.rawBody()) && draft == pull.draft()) {
            return false;
        }
        put(pull.id(), title, text, draft, ids(pull));
        return true;
    }

    /** Reviewers who are left out are taken off. */
    void ask(CloudPull pull, List<String> reviewers) {
        List<String> all = ids(pull);
        all.addAll(reviewers);
        put(pull.id(), pull.title(), pull.rawBody(), pull.draft(), all);
    }

    private static List<String> ids(CloudPull pull) {
        List<String> ids = new ArrayList<>();
        pull.reviewers().forEach(user -> ids.add(user.path("uuid").asText()));
        return ids;
    }

    private void put(String id, String title, String text, boolean draft, List<String> reviewers) {
        ObjectNode body =
                RestApi.object().put("title", title).put("description", text).put("draft", draft);
        ArrayNode list = body.putArray("reviewers");
        reviewers.forEach(uuid -> list.addObject().put("uuid", uuid));
        repository.send("PUT", "/pullrequests/" + id, body);
    }

    /** "Decline a pull request", which nothing takes back. */
    CloudPull decline(String id) {
        return new CloudPull(repository.send("POST", "/pullrequests/" + id + "/decline", RestApi.object()));
    }
}
