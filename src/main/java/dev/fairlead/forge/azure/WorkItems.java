package dev.fairlead.forge.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.fairlead.Problem;
import dev.fairlead.forge.rest.RestApi;
import dev.fairlead.forge.rest.Wishes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Links work items of Azure Boards that a pull request's texts name as {@code AB#123} ("Work Items - Update"). */
final class WorkItems {
    private static final Pattern NAMED = Pattern.compile("(?<![\\w/#])AB#([1-9][0-9]{0,8})(?!\\w)");

    private final AzureRepository repository;

    /** Takes changes in the form of JSON Patch (RFC 6902). */
    private final RestApi patches;

    WorkItems(AzureRepository repository, RestApi patches) {
        this.repository = repository;
        this.patches = patches;
    }

    /** The items that texts name, each once. */
    static List<String> named(Optional<String> title, Optional<String> body) {
        List<String> ids = new ArrayList<>();
        Matcher found = NAMED.matcher(title.orElse("") + "\n" + body.orElse(""));
        while (found.find()) {
            if (!ids.contains(found.group(1))) {
                ids.add(found.group(1));
            }
        }
        return ids;
    }

    /** Links what is not linked yet, and tells what cannot be. */
    List<Problem> link(String pullRequest, List<String> items) {
        if (items.isEmpty()) {
            return List.of();
        }
        List<String> linked = repository.list("/pullRequests/" + pullRequest + "/workitems").stream()
                .map(item -> item.path("id").asText())
                .toList();
        Wishes wishes = new Wishes(repository.place() + "#" + pullRequest);
        for (String item : Wishes.missing(items, linked)) {
            wishes.each("work item", List.of(item), any -> patches.send("PATCH", path(item), relation(pullRequest)));
        }
        return wishes.unmet();
    }

    private static String path(String item) {
        return AzureRepository.versioned("/_apis/wit/workitems/" + item, "7.1");
    }

    private JsonNode relation(String pullRequest) {
        AzureRepository.Ids ids = repository.ids();
        ArrayNode patch = RestApi.object().arrayNode();
        patch.addObject()
                .put("op", "add")
                .put("path", "/relations/-")
                .putObject("value")
                .put("rel", "ArtifactLink")
                .put(
                        "url",
                        "vstfs:///Git/PullRequestId/" + ids.project() + "%2F" + ids.repository() + "%2F" + pullRequest)
                .putObject("attributes")
                .put("name", "Pull Request");
        return patch;
    }
}
