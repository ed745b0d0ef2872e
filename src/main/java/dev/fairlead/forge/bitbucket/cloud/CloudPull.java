package dev.fairlead.forge.bitbucket.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.forge.PullRequest;
import dev.fairlead.forge.PullRequest.State;
import dev.fairlead.forge.rest.Fields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A pull request as Cloud describes it ("pullrequest").
 *
 * @param json the whole of it
 */
record CloudPull(JsonNode json) {
    /** @param whole makes a commit's whole name of what the pull request tells of it */
    PullRequest view(String headCommit, UnaryOperator<String> whole) {
        String body = rawBody();
        boolean merged = state() == State.MERGED;
        return new PullRequest(
                id(),
                json.path("links").path("html").path("href").asText(),
                title(),
                CloudPulls.TEXT.mark().visible(body),
                CloudPulls.TEXT.mark().find(body),
                head(),
                headCommit,
                base(),
                state(),
                draft(),
                name(json.path("author")),
                List.of(),
                waitedFor(),
                List.of(),
                List.of(),
                time("created_on"),
                time("updated_on"),
                state() == State.OPEN ? Optional.empty() : Optional.of(time("updated_on")),
                Fields.text(json.path("merge_commit"), "hash")
                        .filter(any -> merged)
                        .map(whole));
    }

    String id() {
        return json.path("id").asText();
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

    String head() {
        return json.path("source").path("branch").path("name").asText();
    }

    String base() {
        return json.path("destination").path("branch").path("name").asText();
    }

    /** Twelve characters of it. */
    String headCommit() {
        return json.path("source").path("commit").path("hash").asText();
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
        JsonNode source = json.path("source").path("repository").path("uuid");
        return source.isTextual()
                && source.equals(json.path("destination").path("repository").path("uuid"))
                && !head().isEmpty();
    }

    Optional<String> authorId() {
        return Fields.text(json.path("author"), "uuid");
    }

    Optional<String> closedBy() {
        return Optional.of(json.path("closed_by"))
                .filter(user -> user.has("uuid"))
                .map(CloudPull::name);
    }

    JsonNode reviewers() {
        return json.path("reviewers");
    }

    /** What people call a user. */
    static String name(JsonNode user) {
        return Fields.text(user, "nickname")
                .or(() -> Fields.text(user, "display_name"))
                .orElse("ghost");
    }

    private List<String> waitedFor() {
        Set<String> said = new HashSet<>();
        for (JsonNode one : json.path("participants")) {
            if (one.path("approved").asBoolean() || one.path("state").isTextual()) {
                said.add(one.path("user").path("uuid").asText());
            }
        }
        List<String> names = new ArrayList<>();
        for (JsonNode user : reviewers()) {
            if (!said.contains(user.path("uuid").asText())) {
                names.add(name(user));
            }
        }
        return names.stream().sorted().toList();
    }

    private Instant time(String field) {
        return Fields.time(json, field, CloudDialect.NAME, "pull request " + id());
    }
}
