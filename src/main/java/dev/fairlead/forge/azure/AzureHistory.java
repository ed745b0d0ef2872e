package dev.fairlead.forge.azure;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.forge.rest.Descent;
import dev.fairlead.forge.rest.RestApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which commits of a branch hold another ("Diffs", "Commits"). */
final class AzureHistory {
    private static final int MOST_REMEMBERED = 20_000;

    private final AzureRepository repository;
    private final AzureBranches branches;

    /** Commits never change, and lists tell no parents. */
    private final Map<String, List<String>> parents = new ConcurrentHashMap<>();

    AzureHistory(AzureRepository repository, AzureBranches branches) {
        this.repository = repository;
        this.branches = branches;
    }

    List<String> holding(String branch, String commit, int most) {
        Optional<String> head = branches.commit(branch);
        Optional<JsonNode> compared = head.isEmpty()
                ? Optional.empty()
                : repository.find(AzureBranches.compared(head.get(), "commit", commit, "commit"));
        boolean held =
                compared.map(json -> json.path("aheadCount").asInt(1) == 0).orElse(false);
        if (!held) {
            return List.of();
        }
        Descent after = new Descent();
        if (compared.get().path("behindCount").asInt() > 0) {
            between(commit, head.get()).forEach(id -> after.add(id, parents(id)));
        }
        // That the head holds it is told already.
        return after.holding(commit, commit, most);
    }

    /**
     * "Get Commits": what is reached from {@code compareVersion}, the later one here, and not from {@code itemVersion}.
     * The description says neither; its examples of {@code commitsBatch} and {@code diffs} do, by the same 17 commits.
     */
    private List<String> between(String earlier, String later) {
        String path = "/commits?searchCriteria.itemVersion.versionType=commit&searchCriteria.itemVersion.version="
                + RestApi.escaped(earlier)
                + "&searchCriteria.compareVersion.versionType=commit&searchCriteria.compareVersion.version="
                + RestApi.escaped(later);
        List<String> commits = new ArrayList<>();
        repository.pages(path, "searchCriteria.", page -> {
            page.forEach(json -> commits.add(json.path("commitId").asText()));
            return true;
        });
        return commits;
    }

    private List<String> parents(String commit) {
        if (parents.size() > MOST_REMEMBERED) {
            parents.clear();
        }
        return parents.computeIfAbsent(commit, id -> {
            List<String> ids = new ArrayList<>();
            repository.get("/commits/" + RestApi.escaped(id)).path("parents").forEach(json -> ids.add(json.asText()));
            return List.copyOf(ids);
        });
    }
}
