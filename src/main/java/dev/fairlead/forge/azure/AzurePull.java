package dev.fairlead.forge.azure;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.forge.HiddenMark;
import dev.fairlead.forge.PullRequest;
import dev.fairlead.forge.PullRequest.State;
import dev.fairlead.forge.rest.Fields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A pull request as Azure Repos describes it ("GitPullRequest").
 *
 * @param json the whole of it
 */
record AzurePull(JsonNode json) {
    static final String HEADS = "refs/heads/";

    /** Lists cut a description here ("Pull Requests - Get Pull Requests"). */
    private static final int LISTED_DESCRIPTION = 400;

    /**
     * As the rest of Fairlead sees it.
     *
     * @param headCommit the commit that it is about
     * @param web where people look at the repository
     * @param project whose groups are known by their short names
     */
    PullRequest view(String headCommit, String web, String project) {
        String body = rawBody();
        return new PullRequest(
                id(),
                web + "/pullrequest/" + id(),
                title(),
                HiddenMark.PULL_REQUEST.visible(body),
                PackedMark.read(HiddenMark.PULL_REQUEST.find(body)),
                head(),
                headCommit,
                base(),
                state(),
                draft(),
                author(),
                Fields.names(json, "labels", "name"),
                names(reviewer -> !isGroup(reviewer) && isOpen(reviewer), project),
                names(reviewer -> isGroup(reviewer) && isOpen(reviewer), project),
                List.of(),
                time("creationDate"),
                state() == State.OPEN ? time("creationDate") : time("closedDate"),
                state() == State.OPEN ? Optional.empty() : Optional.of(time("closedDate")),
                state() == State.MERGED ? Fields.text(json.path("lastMergeCommit"), "commitId") : Optional.empty());
    }

    String id() {
        return json.path("pullRequestId").asText();
    }

    String title() {
        return json.path("title").asText();
    }

    String rawBody() {
        return Fields.lines(json, "description");
    }

    /** Whether a list may have cut the description. */
    boolean mayBeCut() {
        return json.path("description").asText("").length() >= LISTED_DESCRIPTION;
    }

    String author() {
        return name(json.path("createdBy"));
    }

    String authorId() {
        return json.path("createdBy").path("id").asText();
    }

    boolean draft() {
        return json.path("isDraft").asBoolean();
    }

    String head() {
        return branch("sourceRefName");
    }

    String base() {
        return branch("targetRefName");
    }

    private String branch(String field) {
        String name = json.path(field).asText();
        return name.startsWith(HEADS) ? name.substring(HEADS.length()) : name;
    }

    /** The head's commit when Azure Repos looked last. */
    String lastHead() {
        return json.path("lastMergeSourceCommit").path("commitId").asText();
    }

    State state() {
        return switch (json.path("status").asText()) {
            case "completed" -> State.MERGED;
            case "abandoned" -> State.CLOSED;
            default -> State.OPEN;
        };
    }

    /** Whether its head is a branch of the repository itself. */
    boolean own() {
        JsonNode fork = json.path("forkSource");
        return fork.isMissingNode() || fork.isNull();
    }

    String mergeStatus() {
        return json.path("mergeStatus").asText();
    }

    boolean completesItself() {
        return Fields.text(json.path("autoCompleteSetBy"), "id").isPresent();
    }

    List<JsonNode> reviewers() {
        List<JsonNode> all = new ArrayList<>();
        json.path("reviewers").forEach(all::add);
        return all;
    }

    private List<String> names(Predicate<JsonNode> wanted, String project) {
        return reviewers().stream()
                .filter(wanted)
                .map(reviewer -> isGroup(reviewer) ? group(reviewer, project) : name(reviewer))
                .sorted()
                .toList();
    }

    static boolean isGroup(JsonNode identity) {
        return identity.path("isContainer").asBoolean();
    }

    private static boolean isOpen(JsonNode reviewer) {
        return reviewer.path("vote").asInt() == 0;
    }

    /** {@code [Project]\Group}; a group of the own project by its short name. */
    static String group(JsonNode identity, String project) {
        String name = identity.path("displayName").asText();
        String own = "[" + project + "]\\";
        return name.regionMatches(true, 0, own, 0, own.length()) ? name.substring(own.length()) : name;
    }

    /** A user by what they sign in with. */
    static String name(JsonNode identity) {
        return Fields.text(identity, "uniqueName")
                .or(() -> Fields.text(identity, "displayName"))
                .orElse("unknown");
    }

    private Instant time(String field) {
        return Fields.time(json, field, AzureDialect.NAME, "pull request " + id());
    }
}
