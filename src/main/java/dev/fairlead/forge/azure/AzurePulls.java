package dev.fairlead.forge.azure;

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
import java.util.Map;
import java.util.Optional;

/** Pull requests themselves: read, found, opened, and their texts and state changed. */
final class AzurePulls {
    /** "Pull Requests - Create": a title of 400 characters, a description of 4,000. */
    static final MarkedText TEXT = new MarkedText(AzureDialect.NAME, 400, 4_000);

    private static final String OPEN = "active";
    private static final Map<State, String> STATES =
            Map.of(State.OPEN, OPEN, State.MERGED, "completed", State.CLOSED, "abandoned");

    private final AzureRepository repository;
    private final AzureBranches branches;

    AzurePulls(AzureRepository repository, AzureBranches branches) {
        this.repository = repository;
        this.branches = branches;
    }

    /** One that is read alone comes without its labels. */
    Optional<AzurePull> find(String id) {
        return id.matches("[1-9][0-9]{0,8}")
                ? repository
                        .find("/pullrequests/" + id)
                        .map(AzurePull::new)
                        .filter(AzurePull::own)
                        .map(this::labelled)
                : Optional.empty();
    }

    private AzurePull labelled(AzurePull pull) {
        if (pull.json().path("labels").isArray() || !(pull.json() instanceof ObjectNode json)) {
            return pull;
        }
        json.set(
                "labels",
                repository.get("/pullRequests/" + pull.id() + "/labels").path("value"));
        return pull;
    }

    AzurePull require(String id) {
        return find(id).orElseThrow(() -> repository.problem(
                Kind.NOT_FOUND, "#" + id, "there is no such pull request", "look at " + repository.place()));
    }

    /**
     * The pull request with the commit that it is about: while it is open the branch's, which Azure Repos itself looks at
     * a moment later, afterwards the one that it was last.
     */
    PullRequest view(AzurePull pull) {
        return view(pull, pull.state() == State.OPEN ? branches.commits(List.of(pull.head())) : Map.of());
    }

    private PullRequest view(AzurePull pull, Map<String, String> commits) {
        String head = pull.state() == State.OPEN ? commits.getOrDefault(pull.head(), pull.lastHead()) : pull.lastHead();
        return pull.view(head, repository.address().web(), repository.address().project());
    }

    /** "Get Pull Requests", the newest first. Descriptions that it may have cut are read again. */
    List<PullRequest> find(PullRequestQuery query) {
        String state = query.states().size() == 1
                ? STATES.get(query.states().iterator().next())
                : "all";
        StringBuilder path = new StringBuilder("/pullrequests?searchCriteria.status=").append(state);
        query.head()
                .ifPresent(
                        branch -> path.append("&searchCriteria.sourceRefName=").append(ref(branch)));
        query.base()
                .ifPresent(
                        branch -> path.append("&searchCriteria.targetRefName=").append(ref(branch)));
        List<AzurePull> found = new ArrayList<>();
        repository.pages(path.toString(), "", page -> {
            for (JsonNode item : page) {
                AzurePull listed = new AzurePull(item);
                if (found.size() < query.limit() && listed.own() && mayFit(query, listed)) {
                    AzurePull pull = listed.mayBeCut() ? require(listed.id()) : listed;
                    Optional.of(pull)
                            .filter(whole -> query.fits(view(whole, Map.of())))
                            .ifPresent(found::add);
                }
            }
            return found.size() < query.limit();
        });
        return views(found);
    }

    /** Whether it fits but for what only the whole description tells. */
    private static boolean mayFit(PullRequestQuery query, AzurePull pull) {
        return query.states().contains(pull.state())
                && query.head().map(pull.head()::equals).orElse(true)
                && query.base().map(pull.base()::equals).orElse(true);
    }

    private List<PullRequest> views(List<AzurePull> pulls) {
        List<String> open = pulls.stream()
                .filter(pull -> pull.state() == State.OPEN)
                .map(AzurePull::head)
                .distinct()
                .toList();
        Map<String, String> commits = branches.commits(open);
        return pulls.stream().map(pull -> view(pull, commits)).toList();
    }

    private static String ref(String branch) {
        return RestApi.escaped(AzurePull.HEADS + branch);
    }

    /** "Create". */
    AzurePull open(PullRequestDraft draft) {
        ObjectNode body = RestApi.object()
                .put("sourceRefName", AzurePull.HEADS + draft.head())
                .put("targetRefName", AzurePull.HEADS + draft.base())
                .put("title", TEXT.title(draft.title()))
                .put(
                        "description",
                        TEXT.body(
                                draft.body(),
                                draft.marker().map(marker -> PackedMark.packed(marker, repository.place()))))
                .put("isDraft", draft.draft());
        return new AzurePull(repository.send("POST", "/pullrequests", body));
    }

    /** "Update": texts and draft in one request, and none where all is so already. */
    boolean writeTexts(AzurePull pull, PullRequestEdit edit) {
        ObjectNode change = RestApi.object();
        edit.title()
                .map(TEXT::title)
                .filter(title -> !title.equals(pull.title()))
                .ifPresent(title -> change.put("title", title));
        String body = TEXT.edited(pull.rawBody(), PackedMark.packed(edit, repository.place()));
        if (!body.equals(pull.rawBody())) {
            change.put("description", body);
        }
        edit.draft()
                .filter(draft -> pull.state() == State.OPEN && draft != pull.draft())
                .ifPresent(draft -> change.put("isDraft", draft));
        if (change.isEmpty()) {
            return false;
        }
        change(pull.id(), change);
        return true;
    }

    /** @param status {@code active} or {@code abandoned} */
    AzurePull setStatus(String id, String status) {
        change(id, RestApi.object().put("status", status));
        return require(id);
    }

    void change(String id, ObjectNode change) {
        repository.send("PATCH", "/pullrequests/" + id, change);
    }
}
