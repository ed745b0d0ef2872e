package dev.fairlead.pipeline.sync;

import dev.fairlead.forge.CommitReport;
import dev.fairlead.forge.CommitReports;
import dev.fairlead.forge.Forge;
import dev.fairlead.forge.ForgeTraits;
import dev.fairlead.forge.PullRequest;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A forge with one pull request and what was reported on commits, as far as a {@link SyncCheck} asks. */
final class ReportedForge {
    static final String MERGED = "a".repeat(40);
    static final String LATER = "b".repeat(40);

    private ReportedForge() {}

    /** A forge that tells what was reported on commits, of which the later holds the merged one. */
    static Forge telling(PullRequest.State state, Map<String, List<CommitReport>> reports) {
        CommitReports source = new CommitReports() {
            @Override
            public List<String> commitsHolding(String branch, String commit, int most) {
                return reports.containsKey(LATER) ? List.of(LATER, MERGED) : List.of(MERGED);
            }

            @Override
            public List<CommitReport> reports(String commit) {
                return reports.getOrDefault(commit, List.of());
            }
        };
        return of(pull(state), Optional.of(source));
    }

    /** A forge that knows nothing of what is reported on commits. */
    static Forge silent() {
        return of(pull(PullRequest.State.MERGED), Optional.empty());
    }

    private static Forge of(PullRequest pull, Optional<CommitReports> reports) {
        ForgeTraits traits = new ForgeTraits("Test forge", EnumSet.noneOf(ForgeTraits.Feature.class), 1, 1, Set.of());
        return (Forge) Proxy.newProxyInstance(
                Forge.class.getClassLoader(), new Class<?>[] {Forge.class}, (proxy, method, arguments) -> {
                    return switch (method.getName()) {
                        case "get" ->
                            Optional.of(pull).filter(known -> known.id().equals(arguments[0]));
                        case "capability" -> reports;
                        case "place" -> "https://forge.example/contoso/config";
                        case "traits" -> traits;
                        default -> throw new UnsupportedOperationException(method.getName());
                    };
                });
    }

    private static PullRequest pull(PullRequest.State state) {
        Instant now = Instant.parse("2026-01-02T03:04:05Z");
        boolean merged = state == PullRequest.State.MERGED;
        return new PullRequest(
                "7",
                "https://forge.example/contoso/config/pull/7",
                "Update shop/api",
                "",
                Optional.empty(),
                "fairlead/shop",
                MERGED,
                "main",
                state,
                false,
                "fairlead",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                now,
                now,
                Optional.of(now).filter(closed -> state != PullRequest.State.OPEN),
                Optional.of(MERGED).filter(commit -> merged));
    }
}
