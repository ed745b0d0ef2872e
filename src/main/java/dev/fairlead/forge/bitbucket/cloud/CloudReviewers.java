package dev.fairlead.forge.bitbucket.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.forge.rest.Refusal;
import dev.fairlead.forge.rest.Wishes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reviewers, whom Bitbucket knows by ids: who cannot be had is told and does not stop the rest. */
final class CloudReviewers {
    private final CloudRepository repository;
    private final CloudPulls pulls;

    CloudReviewers(CloudRepository repository, CloudPulls pulls) {
        this.repository = repository;
        this.pulls = pulls;
    }

    /**
     * Asks those who were never asked.
     *
     * @param names nicknames, account ids or {@code {UUID}}s
     * @param more ids of others
     */
    void ask(CloudPull pull, List<String> names, List<String> more, Wishes wishes) {
        Set<String> there = new HashSet<>();
        pull.reviewers().forEach(user -> there.addAll(called(user)));
        there.addAll(called(pull.json().path("author")));
        List<String> missing = names.stream()
                .distinct()
                .filter(name -> !there.contains(lower(name)))
                .toList();
        Map<String, String> ids = new LinkedHashMap<>();
        more.stream().filter(id -> !there.contains(lower(id))).forEach(id -> ids.put(id, id));
        if (missing.isEmpty() && ids.isEmpty()) {
            return;
        }
        resolve(missing, ids, wishes);
        ids.values().removeAll(takenOff(pull));
        List<String> asked = new ArrayList<>();
        wishes.each("reviewer", List.copyOf(ids.keySet()), some -> {
            List<String> all = new ArrayList<>(asked);
            some.forEach(name -> all.add(ids.getOrDefault(name, name)));
            pulls.ask(pull, all);
            asked.clear();
            asked.addAll(all);
        });
    }

    private void resolve(List<String> names, Map<String, String> ids, Wishes wishes) {
        Map<String, String> members = new LinkedHashMap<>();
        if (names.stream().anyMatch(name -> !isId(name))) {
            try {
                repository
                        .members()
                        .forEach(member -> called(member.path("user"))
                                .forEach(name -> members.putIfAbsent(
                                        name, member.path("user").path("uuid").asText())));
            } catch (Refusal e) {
                if (e.retryable()) {
                    throw e;
                }
                names.stream()
                        .filter(name -> !isId(name))
                        .forEach(name -> wishes.refused(
                                "reviewer", name, "whom this is cannot be looked up, give the {UUID} instead"));
            }
        }
        for (String name : names) {
            Optional<String> id = isId(name) ? Optional.of(name) : Optional.ofNullable(members.get(lower(name)));
            if (id.isPresent()) {
                ids.put(name, id.get());
            } else if (!members.isEmpty()) {
                wishes.refused("reviewer", name, "the workspace has no such member");
            }
        }
    }

    private static boolean isId(String name) {
        return name.startsWith("{") && name.endsWith("}");
    }

    private static List<String> called(JsonNode user) {
        List<String> names = new ArrayList<>();
        for (String field : List.of("nickname", "account_id", "uuid", "display_name")) {
            names.add(lower(user.path(field).asText("")));
        }
        return names;
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** "List a pull request activity log": who was a reviewer and is not any more. */
    private Set<String> takenOff(CloudPull pull) {
        Set<String> ids = new HashSet<>();
        for (JsonNode activity : repository.all("/pullrequests/" + pull.id() + "/activity?pagelen=50")) {
            activity.path("update")
                    .path("reviewers")
                    .forEach(user -> ids.add(user.path("uuid").asText()));
        }
        pull.reviewers().forEach(user -> ids.remove(user.path("uuid").asText()));
        return ids;
    }

    /**
     * "List effective default reviewers": whom the web page asks of itself for a new pull request and the API does not.
     * Nobody where they may not be read.
     */
    List<String> byDefault() {
        try {
            List<String> ids = new ArrayList<>();
            repository
                    .all("/effective-default-reviewers?pagelen=100")
                    .forEach(one -> ids.add(one.path("user").path("uuid").asText()));
            return ids;
        } catch (Refusal e) {
            if (e.retryable()) {
                throw e;
            }
            return List.of();
        }
    }
}
