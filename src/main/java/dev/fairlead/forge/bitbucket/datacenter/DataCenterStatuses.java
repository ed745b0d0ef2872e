package dev.fairlead.forge.bitbucket.datacenter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.forge.BoundedText;
import dev.fairlead.forge.CommitStatus;
import dev.fairlead.forge.CommitStatus.State;
import dev.fairlead.forge.ForgeException.Kind;
import dev.fairlead.forge.rest.Fields;
import dev.fairlead.forge.rest.RestApi;
import java.util.List;

/** Build statuses, of which a commit has one for each key. */
final class DataCenterStatuses {
    private static final int LONGEST = 255;

    private final DataCenterRepository repository;
    private final DataCenterBranches branches;

    DataCenterStatuses(DataCenterRepository repository, DataCenterBranches branches) {
        this.repository = repository;
        this.branches = branches;
    }

    /** "Get build statuses for commit", the newest 100. */
    List<CommitStatus> of(String commit) {
        return repository.all("/build-status/1.0/commits/" + RestApi.escaped(commit)).stream()
                .map(json -> read(commit, json))
                .toList();
    }

    /** A build without an address has none here, so that ours are given the commit's. */
    private CommitStatus read(String commit, JsonNode json) {
        return new CommitStatus(
                json.path("key").asText(),
                switch (json.path("state").asText()) {
                    case "SUCCESSFUL" -> State.SUCCESS;
                    case "FAILED" -> State.FAILURE;
                    case "INPROGRESS" -> State.PENDING;
                    default -> State.ERROR;
                },
                json.path("description").asText(""),
                Fields.text(json, "url").filter(url -> !url.equals(repository.page(commit))));
    }

    /** "Store a build status". */
    void report(String commit, CommitStatus status) {
        // Servers before 8 know no other end that is not a success.
        State state = status.state() == State.ERROR ? State.FAILURE : status.state();
        CommitStatus wanted = new CommitStatus(
                BoundedText.line(status.context(), LONGEST),
                state,
                BoundedText.line(status.description(), LONGEST),
                status.url());
        if (of(commit).contains(wanted)) {
            return;
        }
        if (!branches.exists(commit)) {
            throw repository.problem(Kind.NOT_FOUND, "", "there is no commit " + commit, "push it first");
        }
        ObjectNode body = RestApi.object()
                .put("key", wanted.context())
                .put("name", wanted.context())
                .put("state", word(state))
                .put("description", wanted.description())
                .put("url", status.url().orElseGet(() -> repository.page(commit)));
        repository.send("POST", "/commits/" + RestApi.escaped(commit) + "/builds", body);
    }

    private static String word(State state) {
        return switch (state) {
            case SUCCESS -> "SUCCESSFUL";
            case PENDING -> "INPROGRESS";
            case FAILURE, ERROR -> "FAILED";
        };
    }
}
