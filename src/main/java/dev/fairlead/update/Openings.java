package dev.fairlead.update;

import dev.fairlead.forge.Forge;
import dev.fairlead.forge.PullRequest;
import dev.fairlead.forge.PullRequestQuery;
import dev.fairlead.update.config.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counts the pull requests that people get to see. It serves several threads. */
final class Openings {
    /** Who limits has no thousands open. */
    private static final int MOST = 1000;

    /** Nor are more than these opened within an hour. */
    private static final int RECENT = 200;

    private static final Duration HOUR = Duration.ofHours(1);

    private final Limits limits;
    private final Optional<Forge> forge;
    private final Instant now;
    private final Set<String> granted = new HashSet<>();
    private @Nullable Counts before;

    /** What there was when the run began. */
    private record Counts(long open, long lastHour) {}

    Openings(Limits limits, Optional<Forge> forge, Instant now) {
        this.limits = limits;
        this.forge = forge;
        this.now = now;
    }

    /** Whether anything is counted, so that the groups' order decides who is first. */
    boolean limited() {
        return limits.any();
    }

    /** Why a group may open no pull request now; where it may, it is counted. */
    synchronized Optional<String> refuse(String group) {
        if (!limits.any() || granted.contains(group)) {
            return Optional.empty();
        }
        Optional<String> reached = reached();
        if (reached.isEmpty()) {
            granted.add(group);
        }
        return reached;
    }

    private Optional<String> reached() {
        Counts known = counts();
        int now = granted.size();
        return reached(limits.perRun(), now, "'limits.perRun'", "opened by this run")
                .or(() -> reached(limits.open(), known.open() + now, "'limits.open'", "open"))
                .or(() ->
                        reached(limits.perHour(), known.lastHour() + now, "'limits.perHour'", "opened within an hour"));
    }

    private static Optional<String> reached(Optional<Integer> limit, long count, String key, String what) {
        return limit.filter(most -> count >= most)
                .map(most -> "waits: " + count + (count == 1 ? " pull request is " : " pull requests are ") + what
                        + ", and " + key + " is " + most);
    }

    private Counts counts() {
        Counts known = before;
        if (known == null) {
            known = new Counts(
                    limits.open().isPresent()
                            ? ours(PullRequestQuery.open().atMost(MOST)).size()
                            : 0,
                    limits.perHour().isPresent() ? lastHour() : 0);
            before = known;
        }
        return known;
    }

    private long lastHour() {
        Instant start = now.minus(HOUR);
        return ours(PullRequestQuery.all().atMost(RECENT)).stream()
                .filter(pull -> pull.createdAt().isAfter(start))
                .count();
    }

    private List<PullRequest> ours(PullRequestQuery query) {
        return forge.map(known -> known.find(query)).orElse(List.of()).stream()
                .filter(pull -> pull.marker().isPresent())
                .toList();
    }
}
