package dev.fairlead.forge.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.forge.BoundedText;
import dev.fairlead.forge.CommitStatus;
import dev.fairlead.forge.CommitStatus.State;
import dev.fairlead.forge.ForgeException.Kind;
import dev.fairlead.forge.rest.Fields;
import dev.fairlead.forge.rest.RestApi;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Statuses, the newest of each context. Branch policies look at those of a pull request's iteration, everybody else at
 * those of the commit: both are set.
 */
final class AzureStatuses {
    private static final int LONGEST_DESCRIPTION = 255;

    private final AzureRepository repository;

    AzureStatuses(AzureRepository repository) {
        this.repository = repository;
    }

    /** "Statuses - List". */
    List<CommitStatus> of(String commit) {
        return read(ofCommit(commit)).orElseGet(List::of);
    }

    private static String ofCommit(String commit) {
        return "/commits/" + RestApi.escaped(commit) + "/statuses";
    }

    private Optional<List<CommitStatus>> read(String path) {
        return repository.find(path + "?top=1000").map(json -> {
            List<JsonNode> items = new ArrayList<>(repository.items(json));
            items.sort(Comparator.comparingLong(item -> item.path("id").asLong()));
            Map<String, CommitStatus> newest = new LinkedHashMap<>();
            items.forEach(item -> newest.put(context(item), status(item)));
            return List.copyOf(newest.values());
        });
    }

    private static CommitStatus status(JsonNode json) {
        return new CommitStatus(
                context(json),
                state(json.path("state").asText()),
                json.path("description").asText(""),
                Fields.text(json, "targetUrl"));
    }

    /** {@code genre/name}, or the name alone. */
    private static String context(JsonNode json) {
        String name = json.path("context").path("name").asText();
        return Fields.text(json.path("context"), "genre")
                .map(genre -> genre + "/" + name)
                .orElse(name);
    }

    private static State state(String word) {
        return switch (word) {
            case "succeeded", "notApplicable" -> State.SUCCESS;
            case "failed" -> State.FAILURE;
            case "error" -> State.ERROR;
            default -> State.PENDING;
        };
    }

    private static String word(State state) {
        return switch (state) {
            case SUCCESS -> "succeeded";
            case FAILURE -> "failed";
            case ERROR -> "error";
            case PENDING -> "pending";
        };
    }

    void report(String commit, CommitStatus status) {
        String description = BoundedText.line(status.description(), LONGEST_DESCRIPTION);
        CommitStatus wanted = new CommitStatus(status.context(), status.state(), description, status.url());
        set(ofCommit(commit), wanted);
        for (String id : openAt(commit)) {
            iteration(id, commit)
                    .ifPresent(number -> set("/pullRequests/" + id + "/iterations/" + number + "/statuses", wanted));
        }
    }

    private void set(String path, CommitStatus wanted) {
        List<CommitStatus> there = read(path)
                .orElseThrow(() -> repository.problem(Kind.NOT_FOUND, "", "there is no such commit", "push it first"));
        if (!there.contains(wanted)) {
            repository.send("POST", path, body(wanted));
        }
    }

    private static ObjectNode body(CommitStatus status) {
        int slash = status.context().lastIndexOf('/');
        ObjectNode body = RestApi.object().put("state", word(status.state())).put("description", status.description());
        ObjectNode context =
                body.putObject("context").put("name", status.context().substring(slash + 1));
        if (slash > 0) {
            context.put("genre", status.context().substring(0, slash));
        }
        status.url().ifPresent(url -> body.put("targetUrl", url));
        return body;
    }

    private List<String> openAt(String commit) {
        List<String> ids = new ArrayList<>();
        repository.pages("/pullrequests?searchCriteria.status=active", "", page -> {
            page.stream()
                    .map(AzurePull::new)
                    .filter(pull -> pull.own() && pull.lastHead().equals(commit))
                    .forEach(pull -> ids.add(pull.id()));
            return true;
        });
        return ids;
    }

    /** The last push that brought this commit: a status of it counts for no later one. */
    private Optional<String> iteration(String id, String commit) {
        return repository.list("/pullRequests/" + id + "/iterations").stream()
                .filter(json ->
                        json.path("sourceRefCommit").path("commitId").asText().equals(commit))
                .max(Comparator.comparingInt(json -> json.path("id").asInt()))
                .map(json -> json.path("id").asText());
    }
}
