package dev.fairlead.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.Problem;
import dev.fairlead.forge.ForgeException.Kind;
import dev.fairlead.forge.PullRequestEdit;
import dev.fairlead.forge.rest.Refusal;
import dev.fairlead.forge.rest.RestApi;
import dev.fairlead.forge.rest.Wishes;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/** Labels, reviewers and assignees: what is there is left alone, what cannot be had is told and does not stop the rest. */
final class GitHubDetails {
    private final GitHubApi api;
    private final GitHubRepository repository;
    private final PullRequestJson pull;
    private final Wishes wishes;

    GitHubDetails(GitHubApi api, GitHubRepository repository, PullRequestJson pull) {
        this.api = api;
        this.repository = repository;
        this.pull = pull;
        wishes = new Wishes(pull.json().path("html_url").asText());
    }

    boolean changed() {
        return wishes.changed();
    }

    List<Problem> unmet() {
        return wishes.unmet();
    }

    void apply(PullRequestEdit edit) {
        addLabels(Wishes.missing(edit.addLabels(), pull.names("labels", "name")));
        pull.names("labels", "name").stream()
                .filter(label -> edit.removeLabels().stream().anyMatch(label::equalsIgnoreCase))
                .forEach(this::removeLabel);
        ask(edit);
        assign(Wishes.missing(edit.assignees(), pull.names("assignees", "login")));
    }

    /** "Add labels to an issue", which makes those that the repository does not know. */
    private void addLabels(List<String> names) {
        wishes.each("label", names, some -> api.send("POST", issue("/labels"), body("labels", some)));
    }

    /** "Remove a label from an issue". */
    private void removeLabel(String name) {
        wishes.each("label to be removed", List.of(name), some -> {
            try {
                api.send("DELETE", issue("/labels/" + RestApi.escaped(name)), null);
            } catch (Refusal e) {
                // Somebody else was faster.
                if (e.kind() != Kind.NOT_FOUND) {
                    throw e;
                }
            }
        });
    }

    private void ask(PullRequestEdit edit) {
        List<String> users = Wishes.missing(edit.reviewers(), pull.names("requested_reviewers", "login")).stream()
                .filter(name -> !name.equalsIgnoreCase(pull.author()))
                .toList();
        List<String> teams = Wishes.missing(edit.teamReviewers(), pull.names("requested_teams", "slug"));
        if (users.isEmpty() && teams.isEmpty()) {
            return;
        }
        Asked before = asked();
        request(
                "reviewer",
                "reviewers",
                users.stream().filter(before.users().negate()).toList());
        request(
                "team",
                "team_reviewers",
                teams.stream().filter(before.teams().negate()).toList());
    }

    /** "Request reviewers for a pull request". */
    private void request(String what, String field, List<String> names) {
        wishes.each(what, names, some -> {
            String path = repository.path("/pulls/" + pull.id() + "/requested_reviewers");
            api.send("POST", path, body(field, some));
        });
    }

    /** Who was asked or has reviewed before. */
    private record Asked(Predicate<String> users, Predicate<String> teams) {}

    /**
     * "List timeline events for an issue": GitHub takes a reviewer off the list of those asked when the review is in,
     * and asking again would notify them again.
     */
    private Asked asked() {
        Set<String> users = new HashSet<>();
        Set<String> teams = new HashSet<>();
        for (JsonNode event : api.all(issue("/timeline?per_page=100"))) {
            switch (event.path("event").asText()) {
                case "review_requested" -> {
                    users.add(
                            lower(event.path("requested_reviewer").path("login").asText()));
                    teams.add(lower(event.path("requested_team").path("slug").asText()));
                }
                case "reviewed" ->
                    users.add(lower(event.path("user").path("login").asText()));
                default -> {}
            }
        }
        return new Asked(name -> users.contains(lower(name)), name -> teams.contains(lower(name)));
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** "Add assignees to an issue", which leaves out silently whom it cannot assign. */
    private void assign(List<String> names) {
        wishes.each("assignee", names, some -> {
            JsonNode issue = api.send("POST", issue("/assignees"), body("assignees", some));
            List<String> there = StreamSupport.stream(issue.path("assignees").spliterator(), false)
                    .map(user -> user.path("login").asText())
                    .toList();
            Wishes.missing(some, there)
                    .forEach(name -> wishes.refused("assignee", name, "GitHub cannot assign them here"));
        });
    }

    private String issue(String rest) {
        return repository.path("/issues/" + pull.id() + rest);
    }

    private static ObjectNode body(String field, List<String> names) {
        ObjectNode body = RestApi.object();
        ArrayNode list = body.putArray(field);
        names.forEach(list::add);
        return body;
    }
}
