package dev.fairlead.forge.gitea;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.forge.BoundedText;
import dev.fairlead.forge.CommitStatus;
import dev.fairlead.forge.CommitStatus.State;
import dev.fairlead.forge.ForgeException.Kind;
import dev.fairlead.forge.rest.Fields;
import dev.fairlead.forge.rest.RestApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Commit statuses, the newest of each context. */
final class GiteaStatuses {
    private static final int LONGEST_DESCRIPTION = 255;

    private final GiteaRepository repository;

    GiteaStatuses(GiteaRepository repository) {
        this.repository = repository;
    }

    /** "Get a commit's combined status". */
    List<CommitStatus> of(String commit) {
        return read(commit).orElseGet(List::of);
    }

    private Optional<List<CommitStatus>> read(String commit) {
        List<CommitStatus> found = new ArrayList<>();
        for (int page = 1; ; page++) {
            Optional<JsonNode> json =
                    repository.find("/commits/" + RestApi.escaped(commit) + "/status?limit=50&page=" + page);
            if (json.isEmpty()) {
                return Optional.empty();
            }
            json.get().path("statuses").forEach(status -> found.add(status(status)));
            boolean all = found.size() >= json.get().path("total_count").asInt();
            if (all || json.get().path("statuses").isEmpty()) {
                return Optional.of(found);
            }
        }
    }

    private static CommitStatus status(JsonNode json) {
        return new CommitStatus(
                json.path("context").asText(),
                state(json.path("status").asText()),
                json.path("description").asText(""),
                Fields.text(json, "target_url"));
    }

    /** A warning and a check that was skipped do not stop a merge. */
    private static State state(String word) {
        return switch (word) {
            case "success", "warning", "skipped" -> State.SUCCESS;
            case "failure" -> State.FAILURE;
            case "error" -> State.ERROR;
            default -> State.PENDING;
        };
    }

    /** "Create a commit status". */
    void report(String commit, CommitStatus status) {
        String description = BoundedText.line(status.description(), LONGEST_DESCRIPTION);
        CommitStatus wanted = new CommitStatus(status.context(), status.state(), description, status.url());
        List<CommitStatus> there = read(commit)
                .orElseThrow(
                        () -> repository.problem(Kind.NOT_FOUND, "", "there is no commit " + commit, "push it first"));
        if (there.contains(wanted)) {
            return;
        }
        ObjectNode body = RestApi.object()
                .put("context", status.context())
                .put("state", status.state().name().toLowerCase(Locale.ROOT))
                .put("description", description);
        status.url().ifPresent(url -> body.put("target_url", url));
        repository.send("POST", "/statuses/" + RestApi.escaped(commit), body);
    }
}
