package dev.fairlead.forge.gitlab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.Problem;
import dev.fairlead.forge.PullRequestEdit;
import dev.fairlead.forge.rest.RestApi;
import dev.fairlead.forge.rest.Wishes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Labels, reviewers and assignees: what is there is left alone, what cannot be had is told and does not stop the rest.
 * GitLab leaves out in silence what it does not take, so that its answer is looked at.
 */
final class GitLabDetails {
    private final GitLabProject project;
    private final Wishes wishes;
    private GitLabPull pull;
    private boolean changed;

    GitLabDetails(GitLabProject project, GitLabPull pull) {
        this.project = project;
        this.pull = pull;
        wishes = new Wishes(pull.json().path("web_url").asText());
    }

    boolean changed() {
        return changed;
    }

    List<Problem> unmet() {
        return wishes.unmet();
    }

    void apply(PullRequestEdit edit) {
        label(edit);
        ask(edit);
        People assignees = new People("assignee", "assignees", "assignee_ids");
        assignees.add(Wishes.missing(edit.assignees(), pull.people("assignees")));
        edit.teamReviewers()
                .forEach(team -> wishes.refused(
                        "team", team, "GitLab asks people for reviews; teams approve by rules or CODEOWNERS"));
    }

    /** "Update MR": {@code add_labels} makes those that are missing; names are separated by commas. */
    private void label(PullRequestEdit edit) {
        List<String> added = new ArrayList<>();
        for (String name : Wishes.missing(edit.addLabels(), pull.labels())) {
            if (name.contains(",")) {
                wishes.refused("label", name, "GitLab takes no comma in a label");
            } else {
                added.add(name);
            }
        }
        List<String> gone = pull.labels().stream()
                .filter(label -> edit.removeLabels().stream().anyMatch(label::equalsIgnoreCase))
                .toList();
        wishes.each("label", added, names -> {
            send(RestApi.object().put("add_labels", String.join(",", names)));
            Wishes.missing(names, pull.labels())
                    .forEach(name -> wishes.refused("label", name, "GitLab did not take it"));
        });
        wishes.each(
                "label to be removed",
                gone,
                names -> send(RestApi.object().put("remove_labels", String.join(",", names))));
    }

    private void ask(PullRequestEdit edit) {
        List<String> missing = Wishes.missing(edit.reviewers(), pull.people("reviewers")).stream()
                .filter(name -> !name.equalsIgnoreCase(pull.author()))
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        Set<String> asked = new ReviewHistory(project, pull.id()).asked();
        new People("reviewer", "reviewers", "reviewer_ids")
                .add(missing.stream()
                        .filter(name -> !asked.contains(ReviewHistory.key(name)))
                        .toList());
    }

    private void send(ObjectNode change) {
        GitLabPull now = new GitLabPull(project.send("PUT", "/merge_requests/" + pull.id(), change));
        changed |= !now.labels().equals(pull.labels())
                || !now.people("reviewers").equals(pull.people("reviewers"))
                || !now.people("assignees").equals(pull.people("assignees"));
        pull = now;
    }

    /** People of one kind. GitLab sets all of them at once, by their ids. */
    private final class People {
        private final String what;
        private final String list;
        private final String ids;

        /**
         * @param what one of them is called in messages
         * @param list the field that has them
         * @param ids the field that sets them
         */
        People(String what, String list, String ids) {
            this.what = what;
            this.list = list;
            this.ids = ids;
        }

        void add(List<String> names) {
            if (names.isEmpty()) {
                return;
            }
            if (!pull.people(list).isEmpty() && !takesSeveral()) {
                names.forEach(name -> wishes.refused(what, name, "without a Premium license GitLab takes one"));
                return;
            }
            Map<String, Long> known = new LinkedHashMap<>();
            names.forEach(name -> project.userId(name)
                    .ifPresentOrElse(
                            id -> known.put(name, id), () -> wishes.refused(what, name, "there is no such user")));
            wishes.each(what, List.copyOf(known.keySet()), some -> {
                send(with(some.stream().map(known::get).toList()));
                Wishes.missing(some, pull.people(list))
                        .forEach(name -> wishes.refused(
                                what,
                                name,
                                "GitLab did not take this user (not a member, or more than the license allows)"));
            });
        }

        private ObjectNode with(List<Long> more) {
            ObjectNode change = RestApi.object();
            ArrayNode all = change.putArray(ids);
            pull.json().path(list).forEach(person -> all.add(person.path("id").asLong()));
            more.forEach(all::add);
            return change;
        }

        /** "Get a single project" shows these fields with Premium and Ultimate only, which take more than one. */
        private boolean takesSeveral() {
            JsonNode about = project.get("");
            return about.has("approvals_before_merge") || about.has("merge_requests_template");
        }
    }
}
