package dev.fairlead.forge.bitbucket.datacenter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.forge.PullRequest;
import dev.fairlead.forge.PullRequest.State;
import dev.fairlead.forge.rest.Fields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A pull request as Data Center describes it ("RestPullRequest").
 *
 * @param json the whole of it
 */
record DataCenterPull(JsonNode json) {
    PullRequest view(String headCommit) {
        String body = rawBody();
        return new PullRequest(
                id(),
                json.path("links").path("self").path(0).path("href").asText(),
                title(),
                DataCenterPulls.TEXT.mark().visible(body),
                DataCenterPulls.TEXT.mark().find(body),
                head(),
                headCommit,
                json.path("toRef").path("displayId").asText(),
                state(),
                draft(),
                author(),
                List.of(),
                waitedFor(),
                List.of(),
                List.of(),
                time("createdDate"),
                time("updatedDate"),
                state() == State.OPEN ? Optional.empty() : Optional.of(time("closedDate")),
                Fields.text(json.path("properties").path("mergeCommit"), "id").filter(any -> state() == State.MERGED));
    }

    String id() {
        return json.path("id").asText();
    }

    /** By which Bitbucket knows whether somebody else changed it since. */
    int version() {
        return json.path("version").asInt();
    }

    String title() {
        return json.path("title").asText();
    }

    String rawBody() {
        return Fields.lines(json, "description");
    }

    boolean draft() {
        return json.path("draft").asBoolean();
    }

    String author() {
        return json.path("author").path("user").path("name").asText("ghost");
    }

    String head() {
        return json.path("fromRef").path("displayId").asText();
    }

    String headCommit() {
        return json.path("fromRef").path("latestCommit").asText();
    }

    State state() {
        return switch (json.path("state").asText()) {
            case "OPEN" -> State.OPEN;
            case "MERGED" -> State.MERGED;
            default -> State.CLOSED;
        };
    }

    /** Whether its head is a branch of the repository itself. */
    boolean own() {
        JsonNode from = json.path("fromRef");
        return from.path("id").asText().startsWith("refs/heads/")
                && from.path("repository").path("id").isNumber()
                && from.path("repository")
                        .path("id")
                        .equals(json.path("toRef").path("repository").path("id"));
    }

    JsonNode reviewers() {
        return json.path("reviewers");
    }

    List<String> reviewerNames() {
        List<String> names = new ArrayList<>();
        reviewers().forEach(one -> names.add(one.path("user").path("name").asText()));
        return names;
    }

    private List<String> waitedFor() {
        List<String> names = new ArrayList<>();
        for (JsonNode one : reviewers()) {
            if (one.path("status").asText("UNAPPROVED").equals("UNAPPROVED")) {
                names.add(one.path("user").path("name").asText());
            }
        }
        return names.stream().sorted().toList();
    }

    private Instant time(String field) {
        return Instant.ofEpochMilli(json.path(field).asLong());
    }
}
