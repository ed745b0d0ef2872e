package dev.fairlead.forge.bitbucket.datacenter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.forge.rest.Refusal;
import dev.fairlead.forge.rest.RestApi;
import dev.fairlead.forge.rest.Wishes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reviewers: who was asked or taken off before is left alone, who cannot be had is told and does not stop the rest. */
final class DataCenterReviewers {
    private final DataCenterRepository repository;
    private final DataCenterPulls pulls;

    DataCenterReviewers(DataCenterRepository repository, DataCenterPulls pulls) {
        this.repository = repository;
        this.pulls = pulls;
    }

    /** "Assign pull request participant role", one by one. */
    void ask(DataCenterPull pull, List<String> names, Wishes wishes) {
        List<String> missing = Wishes.missing(names, pull.reviewerNames()).stream()
                .filter(name -> !name.equalsIgnoreCase(pull.author()))
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        Set<String> before = takenOff(pull);
        missing.stream()
                .filter(name -> !before.contains(name.toLowerCase(Locale.ROOT)))
                .forEach(name -> wishes.each("reviewer", List.of(name), some -> {
                    ObjectNode body = RestApi.object().put("role", "REVIEWER");
                    body.putObject("user").put("name", name);
                    repository.send("POST", "/pull-requests/" + pull.id() + "/participants", body);
                }));
    }

    private Set<String> takenOff(DataCenterPull pull) {
        Set<String> names = new HashSet<>();
        for (JsonNode activity : pulls.activities(pull.id())) {
            activity.path("removedReviewers")
                    .forEach(user -> names.add(user.path("name").asText().toLowerCase(Locale.ROOT)));
        }
        return names;
    }

    /**
     * "Get required reviewers for PR creation": those whom the web page asks of itself for a new pull request and the API
     * does not. Nobody where they may not be read.
     */
    List<String> byDefault(DataCenterPull pull) {
        JsonNode from = pull.json().path("fromRef");
        JsonNode to = pull.json().path("toRef");
        String query = "?sourceRepoId=" + from.path("repository").path("id").asText()
                + "&targetRepoId=" + to.path("repository").path("id").asText()
                + "&sourceRefId=" + RestApi.escaped(from.path("id").asText())
                + "&targetRefId=" + RestApi.escaped(to.path("id").asText());
        try {
            List<String> names = new ArrayList<>();
            repository
                    .at("GET", repository.path("default-reviewers", "/reviewers") + query, null)
                    .forEach(user -> names.add(user.path("name").asText()));
            return names;
        } catch (Refusal e) {
            if (e.retryable()) {
                throw e;
            }
            return List.of();
        }
    }
}
