package dev.fairlead.forge.bitbucket.datacenter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.forge.AutoMerge.Outcome;
import dev.fairlead.forge.BoundedText;
import dev.fairlead.forge.ForgeException;
import dev.fairlead.forge.ForgeException.Kind;
import dev.fairlead.forge.MergeMethod;
import dev.fairlead.forge.MergeRequest;
import dev.fairlead.forge.PullRequest.State;
import dev.fairlead.forge.rest.Refusal;
import dev.fairlead.forge.rest.RestApi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Merging now ("Merge pull request") or by Bitbucket itself later ({@code autoMerge} of the same, since 8.15). */
final class DataCenterMerging {
    private static final int TRIES = 6;
    private static final int LONGEST_VETO = 300;
    private static final Duration A_MOMENT = Duration.ofMillis(100);

    private final DataCenterRepository repository;
    private final DataCenterPulls pulls;

    DataCenterMerging(DataCenterRepository repository, DataCenterPulls pulls) {
        this.repository = repository;
        this.pulls = pulls;
    }

    DataCenterPull merge(String id, MergeRequest how) {
        for (int attempt = 1; ; attempt++) {
            DataCenterPull pull = pulls.require(id);
            if (pull.state() == State.MERGED) {
                return pull;
            }
            how.requireMergeable(pulls.view(pull), repository.place());
            requireMergeable(pull, attempt);
            try {
                send(pull, how, false);
            } catch (Refusal e) {
                boolean again = e.kind() == Kind.STALE && attempt < TRIES;
                if (!again || !repository.connection().pause(A_MOMENT.multipliedBy(attempt))) {
                    throw judged(pull, e);
                }
            }
        }
    }

    /** "Test if pull request can be merged". */
    private void requireMergeable(DataCenterPull pull, int attempt) {
        JsonNode verdict = verdict(pull);
        if (conflicts(verdict)) {
            throw conflict(pull);
        }
        List<String> vetoes = vetoes(verdict);
        if (!vetoes.isEmpty()) {
            throw repository.problem(
                    Kind.NOT_MERGEABLE, "#" + pull.id(), String.join("; ", vetoes), "meet the checks, then merge");
        }
        if (attempt > TRIES) {
            throw repository.problem(
                    Kind.SERVER, "#" + pull.id(), "Bitbucket took the merge and did not do it", "look at it there");
        }
    }

    private JsonNode verdict(DataCenterPull pull) {
        return repository.get("/pull-requests/" + pull.id() + "/merge");
    }

    private static boolean conflicts(JsonNode verdict) {
        return verdict.path("conflicted").asBoolean()
                || verdict.path("outcome").asText().equals("CONFLICTED");
    }

    private static List<String> vetoes(JsonNode verdict) {
        List<String> vetoes = new ArrayList<>();
        verdict.path("vetoes").forEach(veto -> {
            String detail = veto.path("detailedMessage").asText("");
            String said = detail.isEmpty() ? veto.path("summaryMessage").asText("a check forbids it") : detail;
            vetoes.add(BoundedText.clause(said, LONGEST_VETO));
        });
        return vetoes;
    }

    private ForgeException conflict(DataCenterPull pull) {
        String base = pull.json().path("toRef").path("displayId").asText();
        return repository.problem(
                Kind.CONFLICT,
                "#" + pull.id(),
                base + " and " + pull.head() + " changed the same place",
                "merge " + base + " into " + pull.head() + " by hand and push it, or have the update made again from "
                        + base);
    }

    private ForgeException judged(DataCenterPull pull, Refusal e) {
        return conflicts(verdict(pull)) ? conflict(pull) : e;
    }

    private void send(DataCenterPull pull, MergeRequest how, boolean later) {
        ObjectNode body =
                RestApi.object().put("version", pull.version()).put("strategyId", strategy(pull, how.method()));
        how.title().ifPresent(title -> {
            String rest = how.message().orElse("");
            body.put("message", rest.isEmpty() ? title : title + "\n\n" + rest).put("autoSubject", false);
        });
        if (later) {
            body.put("autoMerge", true);
        }
        repository.send("POST", "/pull-requests/" + pull.id() + "/merge?version=" + pull.version(), body);
    }

    /** The repository's own way to do it ("Get pull request settings"). */
    private String strategy(DataCenterPull pull, MergeMethod method) {
        Set<String> enabled = new HashSet<>();
        repository
                .get("/settings/pull-requests")
                .path("mergeConfig")
                .path("strategies")
                .forEach(strategy -> {
                    if (strategy.path("enabled").asBoolean(true)) {
                        enabled.add(strategy.path("id").asText());
                    }
                });
        List<String> ways = switch (method) {
            case MERGE -> List.of("no-ff", "rebase-no-ff");
            case SQUASH -> List.of("squash", "squash-ff-only");
            case REBASE -> List.of("rebase-ff-only");
        };
        Optional<String> way = ways.stream().filter(enabled::contains).findFirst();
        return way.orElseThrow(() -> repository.problem(
                Kind.NOT_MERGEABLE,
                "#" + pull.id(),
                "the repository does not allow to merge by " + method.name().toLowerCase(Locale.ROOT),
                "choose another method, or allow it in the repository's settings, Merge strategies"));
    }

    Outcome enable(String id, MergeRequest how) {
        DataCenterPull pull = pulls.require(id);
        if (pull.state() != State.OPEN) {
            throw repository.problem(Kind.NOT_MERGEABLE, "#" + id, "it is not open", "open a new one");
        }
        how.requireMergeable(pulls.view(pull), repository.place());
        JsonNode verdict = verdict(pull);
        if (conflicts(verdict)) {
            throw conflict(pull);
        }
        if (verdict.path("canMerge").asBoolean()) {
            return Outcome.READY;
        }
        if (asked(id).filter(head -> head.equals(pull.headCommit())).isPresent()) {
            return Outcome.ENABLED;
        }
        try {
            send(pull, how, true);
            return Outcome.ENABLED;
        } catch (Refusal e) {
            throw e.status() == 403
                    ? repository.problem(
                            Kind.NOT_MERGEABLE,
                            "#" + id,
                            "the repository does not allow auto-merge",
                            "allow it in the repository's settings, Auto-merge (Bitbucket 8.15 and later)")
                    : e;
        }
    }

    /** "Get auto-merge request for pull request": of which commit. */
    private Optional<String> asked(String id) {
        return repository
                .find("/pull-requests/" + id + "/auto-merge")
                .map(json -> json.path("fromHash").asText(""))
                .filter(hash -> !hash.isEmpty());
    }

    /** "Cancel auto-merge for pull request". */
    void disable(String id) {
        if (pulls.require(id).state() == State.OPEN && asked(id).isPresent()) {
            DataCenterRepository.present(() -> repository.send("DELETE", "/pull-requests/" + id + "/auto-merge", null));
        }
    }
}
