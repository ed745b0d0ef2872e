package dev.fairlead.forge.azure;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Labels, reviewers and work items: what is there is left alone, what cannot be had is told and does not stop the rest. */
final class AzureDetails {
    private final AzureRepository repository;
    private final AzurePull pull;
    private final AzurePeople people;
    private final Wishes wishes;

    AzureDetails(AzureRepository repository, AzurePull pull, AzurePeople people) {
        this.repository = repository;
        this.pull = pull;
        this.people = people;
        wishes = new Wishes(repository.place() + "#" + pull.id());
    }

    boolean changed() {
        return wishes.changed();
    }

    List<Problem> unmet() {
        return wishes.unmet();
    }

    void apply(PullRequestEdit edit) {
        label(edit);
        List<String> users = edit.reviewers().stream()
                .filter(name -> !isGroup(name) && !name.equalsIgnoreCase(pull.author()))
                .toList();
        Stream<String> groups = edit.reviewers().stream().filter(AzureDetails::isGroup);
        ask("reviewer", people::user, users, false);
        ask(
                "team",
                people::group,
                Stream.concat(edit.teamReviewers().stream(), groups).toList(),
                true);
        edit.assignees()
                .forEach(name -> wishes.refused("assignee", name, "pull requests have no assignees at Azure Repos"));
    }

    /** {@code [Scope]\Group}, which no user is called. */
    private static boolean isGroup(String name) {
        return name.startsWith("[") && name.contains("]\\");
    }

    /** "Pull Request Labels". */
    private void label(PullRequestEdit edit) {
        JsonNode labels = pull.json().path("labels");
        Set<String> there = new HashSet<>();
        for (JsonNode label : labels) {
            String name = label.path("name").asText();
            there.add(name);
            if (edit.removeLabels().stream().anyMatch(name::equalsIgnoreCase)) {
                wishes.each(
                        "label to be removed",
                        List.of(name),
                        any -> repository.send(
                                "DELETE", path("/labels/" + label.path("id").asText()), null));
            }
        }
        for (String name : Wishes.missing(edit.addLabels(), List.copyOf(there))) {
            wishes.each(
                    "label",
                    List.of(name),
                    any -> repository.send(
                            "POST", path("/labels"), RestApi.object().put("name", name)));
        }
    }

    /** "Pull Request Reviewers - Create Pull Request Reviewer". */
    private void ask(String what, UnaryOperator<String> id, List<String> names, boolean groups) {
        List<String> missing = Wishes.missing(
                names,
                pull.reviewers().stream()
                        .filter(reviewer -> AzurePull.isGroup(reviewer) == groups)
                        .map(reviewer -> groups
                                ? AzurePull.group(reviewer, repository.address().project())
                                : AzurePull.name(reviewer))
                        .toList());
        if (missing.isEmpty()) {
            return;
        }
        Set<String> before = askedBefore();
        for (String name : missing) {
            found(what, name, id)
                    .filter(before::add)
                    .ifPresent(reviewer -> wishes.each(what, List.of(name), any -> {
                        ObjectNode body = RestApi.object().put("id", reviewer).put("vote", 0);
                        repository.send("PUT", path("/reviewers/" + RestApi.escaped(reviewer)), body);
                    }));
        }
    }

    /** The id of a name; empty, and told, where there is none. */
    private Optional<String> found(String what, String name, UnaryOperator<String> id) {
        try {
            return Optional.of(id.apply(name).toLowerCase(Locale.ROOT));
        } catch (Refusal e) {
            if (e.kind() != Kind.INVALID && e.kind() != Kind.NOT_FOUND) {
                throw e;
            }
            wishes.refused(what, name, e.problem().cause());
            return Optional.empty();
        }
    }

    /**
     * Who is a reviewer, by whatever name, or was one: whoever was taken off is not asked again. Azure Repos writes that
     * down in threads of its own, whose properties are in no description of it.
     */
    private Set<String> askedBefore() {
        Set<String> asked = new HashSet<>();
        pull.reviewers().forEach(reviewer -> asked.add(lower(reviewer.path("id").asText())));
        for (JsonNode thread : new AzureThreads(repository, pull).threads()) {
            String key = thread.path("properties")
                    .path("CodeReviewReviewersUpdatedRemovedIdentity")
                    .path("$value")
                    .asText("");
            if (!key.isEmpty()) {
                asked.add(lower(thread.path("identities").path(key).path("id").asText()));
            }
        }
        return asked;
    }

    private String path(String rest) {
        return "/pullRequests/" + pull.id() + rest;
    }

    private static String lower(String id) {
        return id.toLowerCase(Locale.ROOT);
    }
}
