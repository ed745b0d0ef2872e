package dev.fairlead.forge.bitbucket.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.forge.bitbucket.JsonServer;
import dev.fairlead.forge.bitbucket.JsonServer.Reply;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** A pull request inside {@link CloudStub}, printed as "pullrequest" of the published description. */
final class CloudStubPull {
    static final String REPOSITORY = "{11111111-0000-0000-0000-000000000000}";

    final int id;
    final String from;
    final String to;
    final String author;
    final String createdOn = now();
    final TreeSet<String> reviewers = new TreeSet<>();
    final TreeSet<String> approved = new TreeSet<>();
    final List<ObjectNode> comments = new ArrayList<>();

    /** Another one for a pull request from a fork. */
    String repository = REPOSITORY;

    String title = "";
    String description = "";
    String fromCommit;
    String state = "OPEN";
    boolean draft;
    Optional<String> mergeCommit = Optional.empty();

    private final List<ObjectNode> updates = new ArrayList<>();
    private String updatedOn = createdOn;

    CloudStubPull(int id, String from, String to, String fromCommit, String author) {
        this.id = id;
        this.from = from;
        this.to = to;
        this.fromCommit = fromCommit;
        this.author = author;
    }

    static String now() {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(Instant.now().atOffset(ZoneOffset.UTC));
    }

    static String uuid(String name) {
        return "{" + name + "}";
    }

    static ObjectNode user(String name) {
        return JsonServer.object()
                .put("type", "user")
                .put("nickname", name)
                .put("display_name", name + " of Acme")
                .put("account_id", "5b10:" + name)
                .put("uuid", uuid(name));
    }

    boolean open() {
        return state.equals("OPEN");
    }

    /** "Only open pull requests can be mutated"; reviewers who are not named are taken off. */
    Optional<Reply> change(JsonNode body) {
        if (!open()) {
            return Optional.of(CloudStub.error(400, "This pull request is closed."));
        }
        List<String> named = new ArrayList<>();
        for (JsonNode one : body.path("reviewers")) {
            String name = one.path("uuid").asText().replaceAll("[{}]", "");
            if (!CloudStub.USERS.contains(name)) {
                return Optional.of(CloudStub.error(400, "reviewers: Malformed reviewers list"));
            }
            if (name.equals(author)) {
                return Optional.of(CloudStub.error(
                        400, "reviewers: " + name + " is the author and cannot be included as a reviewer."));
            }
            named.add(name);
        }
        if (body.path("title").asText().isBlank() || body.path("title").asText().length() > 255) {
            return Optional.of(CloudStub.error(400, "title: too long"));
        }
        title = body.path("title").asText();
        description = body.path("description").asText("");
        draft = body.path("draft").asBoolean(draft);
        reviewers.clear();
        reviewers.addAll(named);
        updatedOn = now();
        update();
        return Optional.empty();
    }

    private void update() {
        ObjectNode update = JsonServer.object();
        ArrayNode list = update.putObject("update").put("state", state).putArray("reviewers");
        reviewers.forEach(name -> list.add(user(name)));
        updates.add(0, update);
    }

    void takeOff(String name) {
        reviewers.remove(name);
        update();
    }

    void end(String how) {
        state = how;
        updatedOn = now();
        update();
    }

    /** "List a pull request activity log", the newest first. */
    List<ObjectNode> activity() {
        return updates;
    }

    ObjectNode json() {
        ObjectNode json = JsonServer.object()
                .put("type", "pullrequest")
                .put("id", id)
                .put("title", title)
                .put("description", description)
                .put("state", state)
                .put("draft", draft)
                .put("created_on", createdOn)
                .put("updated_on", updatedOn);
        json.set("author", user(author));
        ObjectNode source = json.putObject("source");
        source.putObject("branch").put("name", from);
        source.putObject("commit").put("hash", fromCommit.substring(0, 12));
        source.putObject("repository").put("uuid", repository);
        ObjectNode destination = json.putObject("destination");
        destination.putObject("branch").put("name", to);
        destination.putObject("repository").put("uuid", REPOSITORY);
        ArrayNode asked = json.putArray("reviewers");
        ArrayNode participants = json.putArray("participants");
        reviewers.forEach(name -> {
            asked.add(user(name));
            ObjectNode one = participants.addObject().put("role", "REVIEWER").put("approved", approved.contains(name));
            one.put("state", approved.contains(name) ? "approved" : null);
            one.set("user", user(name));
        });
        if (open()) {
            json.putNull("closed_by");
        } else {
            json.set("closed_by", user(CloudStub.LOGIN));
        }
        mergeCommit.ifPresentOrElse(
                commit -> json.putObject("merge_commit").put("hash", commit.substring(0, 12)),
                () -> json.putNull("merge_commit"));
        json.putObject("links").putObject("html").put("href", "https://bitbucket.org/acme/config/pull-requests/" + id);
        return json;
    }
}
