package dev.fairlead.forge.bitbucket.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.forge.BoundedText;
import dev.fairlead.forge.CommitStatus;
import dev.fairlead.forge.CommitStatus.State;
import dev.fairlead.forge.ForgeException.Kind;
import dev.fairlead.forge.rest.Fields;
import dev.fairlead.forge.rest.RestApi;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** Build statuses, of which a commit has one for each key. */
final class CloudStatuses {
    private static final int LONGEST_KEY = 40;
    private static final int LONGEST = 255;

    private final CloudRepository repository;
    private final CloudBranches branches;

    CloudStatuses(CloudRepository repository, CloudBranches branches) {
        this.repository = repository;
        this.branches = branches;
    }

    /** "List commit statuses for a commit"; none for a commit that is not known. */
    List<CommitStatus> of(String commit) {
        return CloudRepository.present(
                        () -> repository.all("/commit/" + RestApi.escaped(commit) + "/statuses?pagelen=100"))
                .orElse(List.of())
                .stream()
                .map(json -> read(commit, json))
                .toList();
    }

    /** A key is short, so that a long context is whole in the name only. */
    private CommitStatus read(String commit, JsonNode json) {
        String key = json.path("key").asText();
        return new CommitStatus(
                Fields.text(json, "name").filter(name -> key(name).equals(key)).orElse(key),
                switch (json.path("state").asText()) {
                    case "SUCCESSFUL" -> State.SUCCESS;
                    case "FAILED" -> State.FAILURE;
                    case "INPROGRESS" -> State.PENDING;
                    default -> State.ERROR;
                },
                json.path("description").asText(""),
                Fields.text(json, "url").filter(url -> !url.equals(page(commit))));
    }

    static String key(String context) {
        UUID hash = UUID.nameUUIDFromBytes(context.getBytes(StandardCharsets.UTF_8));
        return context.length() <= LONGEST_KEY ? context : hash.toString();
    }

    private String page(String commit) {
        return repository.place() + "/commits/" + commit;
    }

    /** "Create a build status for a commit", which replaces the one of the same key. */
    void report(String commit, CommitStatus status) {
        CommitStatus wanted = new CommitStatus(
                BoundedText.line(status.context(), LONGEST),
                status.state(),
                BoundedText.line(status.description(), LONGEST),
                status.url());
        if (of(commit).contains(wanted)) {
            return;
        }
        if (!branches.exists(commit)) {
            throw repository.problem(Kind.NOT_FOUND, "", "there is no commit " + commit, "push it first");
        }
        ObjectNode body = RestApi.object()
                .put("key", key(wanted.context()))
                .put("name", wanted.context())
                .put("state", word(status.state()))
                .put("description", wanted.description())
                .put("url", status.url().orElseGet(() -> page(commit)));
        repository.send("POST", "/commit/" + RestApi.escaped(commit) + "/statuses/build", body);
    }

    private static String word(State state) {
        return switch (state) {
            case SUCCESS -> "SUCCESSFUL";
            case PENDING -> "INPROGRESS";
            case FAILURE -> "FAILED";
            case ERROR -> "STOPPED";
        };
    }
}
