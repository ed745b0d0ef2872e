package dev.fairlead.forge.gitea;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.Problem;
import dev.fairlead.forge.ForgeException.Kind;
import dev.fairlead.forge.PullRequestEdit;
import dev.fairlead.forge.rest.Refusal;
import dev.fairlead.forge.rest.RestApi;
import dev.fairlead.forge.rest.Wishes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Labels, reviewers and assignees: what is there is left alone, what cannot be had is told and does not stop the rest. */
final class GiteaDetails {
    /** Of labels that are made here: a grey that says nothing. */
    private static final String COLOR = "#ededed";

    private final GiteaRepository repository;
    private final GiteaPull pull;
    private final Wishes wishes;

    GiteaDetails(GiteaRepository repository, GiteaPull pull) {
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
        List<String> labels = pull.names("labels", "name");
        List<String> gone = labels.stream()
                .filter(label -> edit.removeLabels().stream().anyMatch(label::equalsIgnoreCase))
                .toList();
        List<String> added = Wishes.missing(edit.addLabels(), labels);
        if (!gone.isEmpty() || !added.isEmpty()) {
            label(added, gone);
        }
        ask(edit);
        assign(Wishes.missing(edit.assignees(), pull.names("assignees", "login")));
    }

    private void label(List<String> added, List<String> gone) {
        Map<String, Long> known = new HashMap<>();
        repository.api().all(repository.path("/labels?limit=50")).forEach(label -> put(known, label));
        labelsOfOwner().forEach(label -> put(known, label));
        wishes.each("label", added, names -> {
            ArrayNode ids = RestApi.object().putArray("labels");
            names.forEach(name -> ids.add(known.computeIfAbsent(name.toLowerCase(Locale.ROOT), any -> made(name))));
            send("POST", "/issues/" + pull.id() + "/labels", "labels", ids);
        });
        gone.forEach(name -> wishes.each("label to be removed", List.of(name), any -> {
            Long id = known.get(name.toLowerCase(Locale.ROOT));
            if (id != null) {
                repository.send("DELETE", "/issues/" + pull.id() + "/labels/" + id, null);
            }
        }));
    }

    private static void put(Map<String, Long> known, JsonNode label) {
        known.putIfAbsent(
                label.path("name").asText().toLowerCase(Locale.ROOT),
                label.path("id").asLong());
    }

    /** Those of an organization, where the owner is one and the token may read it. */
    private List<JsonNode> labelsOfOwner() {
        try {
            return repository.api().all("/orgs/" + RestApi.escaped(repository.owner()) + "/labels?limit=50");
        } catch (Refusal e) {
            if (e.kind() == Kind.NOT_FOUND || e.kind() == Kind.FORBIDDEN) {
                return List.of();
            }
            throw e;
        }
    }

    /** "Create a label". */
    private long made(String name) {
        ObjectNode label = RestApi.object().put("name", name).put("color", COLOR);
        return repository.send("POST", "/labels", label).path("id").asLong();
    }

    private void ask(PullRequestEdit edit) {
        List<String> users = Wishes.missing(edit.reviewers(), pull.names("requested_reviewers", "login")).stream()
                .filter(name -> !name.equalsIgnoreCase(pull.author()))
                .toList();
        List<String> teams = Wishes.missing(edit.teamReviewers(), pull.names("requested_reviewers_teams", "name"));
        if (users.isEmpty() && teams.isEmpty()) {
            return;
        }
        Set<String> before = asked();
        request("reviewer", "reviewers", notIn(before, "user:", users));
        request("team", "team_reviewers", notIn(before, "team:", teams));
    }

    private static List<String> notIn(Set<String> before, String kind, List<String> names) {
        return names.stream()
                .filter(name -> !before.contains(kind + name.toLowerCase(Locale.ROOT)))
                .toList();
    }

    /** "Create review requests for a pull request". */
    private void request(String what, String field, List<String> names) {
        wishes.each(what, names, some -> {
            ArrayNode list = RestApi.object().putArray(field);
            some.forEach(list::add);
            send("POST", "/pulls/" + pull.id() + "/requested_reviewers", field, list);
        });
    }

    /**
     * Who was asked or has reviewed before ("List all comments and events on an issue"): whoever was taken off, or has
     * reviewed, is not told again.
     */
    private Set<String> asked() {
        Set<String> asked = new HashSet<>();
        for (JsonNode event : repository.api().all(repository.path("/issues/" + pull.id() + "/timeline?limit=50"))) {
            switch (event.path("type").asText()) {
                case "review_request" -> {
                    asked.add("user:" + lower(event.path("assignee").path("login")));
                    asked.add("team:" + lower(event.path("assignee_team").path("name")));
                }
                case "review" -> asked.add("user:" + lower(event.path("user").path("login")));
                default -> {}
            }
        }
        return asked;
    }

    private static String lower(JsonNode name) {
        return name.asText().toLowerCase(Locale.ROOT);
    }

    /** "Update a pull request" sets all assignees at once. */
    private void assign(List<String> names) {
        List<String> there = new ArrayList<>(pull.names("assignees", "login"));
        wishes.each("assignee", names, some -> {
            ObjectNode change = RestApi.object();
            ArrayNode list = change.putArray("assignees");
            there.forEach(list::add);
            some.forEach(list::add);
            repository.send("PATCH", "/pulls/" + pull.id(), change);
            there.addAll(some);
        });
    }

    private void send(String method, String path, String field, ArrayNode list) {
        ObjectNode body = RestApi.object();
        body.set(field, list);
        repository.send(method, path, body);
    }
}
