package dev.fairlead.forge.azure;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.forge.rest.RestApi;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What branch policies want of a pull request before it may be completed. */
final class AzurePolicies {
    private static final Set<String> MET = Set.of("approved", "notApplicable");

    private final AzureRepository repository;

    AzurePolicies(AzureRepository repository) {
        this.repository = repository;
    }

    /**
     * Whether a required policy of the target branch is not met ("Configurations - Get" of Git), or not looked at yet
     * ("Evaluations - List" of Policy).
     */
    boolean hold(AzurePull pull) {
        Set<String> required = new HashSet<>();
        for (JsonNode policy : configurations(pull.base())) {
            if (policy.path("isBlocking").asBoolean()
                    && policy.path("isEnabled").asBoolean()) {
                required.add(policy.path("id").asText());
            }
        }
        if (required.isEmpty()) {
            return false;
        }
        String artifact = "vstfs:///CodeReview/CodeReviewId/" + repository.ids().project() + "/" + pull.id();
        String path = "/_apis/policy/evaluations?artifactId=" + RestApi.escaped(artifact);
        for (JsonNode evaluation : repository.items(repository.ofProject(path, "7.1-preview"))) {
            if (MET.contains(evaluation.path("status").asText())) {
                required.remove(evaluation.path("configuration").path("id").asText());
            }
        }
        return !required.isEmpty();
    }

    private List<JsonNode> configurations(String branch) {
        String path = "/_apis/git/policy/configurations?repositoryId="
                + repository.ids().repository() + "&refName=" + RestApi.escaped(AzurePull.HEADS + branch);
        return repository.items(repository.ofProject(path, "7.1"));
    }
}
