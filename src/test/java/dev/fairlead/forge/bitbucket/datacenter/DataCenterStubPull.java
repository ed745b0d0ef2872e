package dev.fairlead.forge.bitbucket.datacenter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.forge.bitbucket.JsonServer;
import dev.fairlead.forge.bitbucket.JsonServer.Reply;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A pull request inside {@link DataCenterStub}, printed as "RestPullRequest" of the published description. */
final class DataCenterStubPull {
    static final int REPOSITORY = 7;

    final int id;
    final String from;
    final String to;
    final String author;
    final long createdAt = now();
    final Map<String, String> reviewers = new TreeMap<>();
    final List<ObjectNode> activities = new ArrayList<>();

    /** Another number for a pull request from a fork. */
    int fromRepository = REPOSITORY;

    int version;
    String title = "";
    String description = "";
    String fromCommit;
    String state = "OPEN";
    boolean draft;
    long updatedAt = createdAt;
    Optional<ObjectNode> autoMerge = Optional.empty();
    Optional<String> mergeCommit = Optional.empty();

    private long closedAt;

    DataCenterStubPull(int id, String from, String to, String fromCommit, String author) {
        this.id = id;
        this.from = from;
        this.to = to;
        this.fromCommit = fromCommit;
        this.author = author;
    }

    static long now() {
        return System.currentTimeMillis();
    }

    static ObjectNode user(String name) {
        return JsonServer.object().put("name", name).put("slug", name).put("displayName", name.toUpperCase());
    }

    boolean open() {
        return state.equals("OPEN");
    }

    Optional<Reply> texts(JsonNode body) {
        if (!state.equals("OPEN")) {
            return Optional.of(DataCenterStub.error(409, "pull.IllegalPullRequestStateException", "it is not open"));
        }
        String newTitle = body.path("title").asText(title);
        String newText = body.path("description").asText("");
        if (newTitle.isBlank() || newTitle.length() > 255 || newText.length() > 32_768) {
            return Optional.of(DataCenterStub.error(400, "validation.ArgumentValidationException", "too long"));
        }
        title = newTitle;
        description = newText;
        draft = body.path("draft").asBoolean(draft);
        updatedAt = now();
        return Optional.empty();
    }

    void move(String next, String who) {
        state = next;
        version++;
        updatedAt = now();
        closedAt = now();
        autoMerge = Optional.empty();
        activity(next.equals("OPEN") ? "REOPENED" : next, who);
    }

    ObjectNode activity(String action, String who) {
        ObjectNode activity = JsonServer.object()
                .put("id", activities.size())
                .put("createdDate", now())
                .put("action", action);
        activity.set("user", user(who));
        activities.add(activity);
        return activity;
    }

    List<ObjectNode> newestFirst() {
        List<ObjectNode> all = new ArrayList<>(activities);
        Collections.reverse(all);
        return all;
    }

    ObjectNode json(String web) {
        ObjectNode json = JsonServer.object()
                .put("id", id)
                .put("version", version)
                .put("title", title)
                .put("state", state)
                .put("open", open())
                .put("closed", !open())
                .put("draft", draft)
                .put("createdDate", createdAt)
                .put("updatedDate", updatedAt);
        if (!description.isEmpty()) {
            json.put("description", description);
        }
        if (!open()) {
            json.put("closedDate", closedAt);
        }
        ref(json.putObject("fromRef"), from, fromRepository).put("latestCommit", fromCommit);
        ref(json.putObject("toRef"), to, REPOSITORY);
        json.putObject("author").put("role", "AUTHOR").set("user", user(author));
        var list = json.putArray("reviewers");
        reviewers.forEach((name, status) ->
                list.addObject().put("role", "REVIEWER").put("status", status).set("user", user(name)));
        mergeCommit.ifPresent(
                commit -> json.putObject("properties").putObject("mergeCommit").put("id", commit));
        json.putObject("links").putArray("self").addObject().put("href", web + "/pull-requests/" + id);
        return json;
    }

    private static ObjectNode ref(ObjectNode ref, String branch, int repository) {
        ref.put("id", "refs/heads/" + branch).put("displayId", branch);
        ref.putObject("repository").put("id", repository).put("slug", "config");
        return ref;
    }
}
