package dev.fairlead.update.hold;

import dev.fairlead.update.config.VersionHold;
import dev.fairlead.update.pending.Proposal;
import dev.fairlead.update.pending.Subject;
import dev.fairlead.update.pending.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The holds that are known without looking into the history: those of the configuration and of closed pull requests. */
public final class Holds {
    /**
     * What a closed pull request proposed.
     *
     * @param proposal what it proposed
     * @param where the pull request's address
     */
    public record Closed(Proposal proposal, String where) {}

    private final List<VersionHold> configured;
    private final Supplier<List<Closed>> closed;
    private final Instant now;

    /** @param closed asked only where a version would be brought somewhere */
    public Holds(List<VersionHold> configured, Supplier<List<Closed>> closed, Instant now) {
        this.configured = List.copyOf(configured);
        this.closed = closed;
        this.now = now;
    }

    /** Why this version is kept out, if it is. */
    public Optional<Hold> of(Subject subject, Version version) {
        return configured(subject, version).or(() -> closed(subject, version));
    }

    /** Why the configuration keeps this version out; {@code --release} does not end it. */
    public Optional<Hold> configured(Subject subject, Version version) {
        return configured.stream()
                .filter(hold -> hold.image().equals(subject.image())
                        && hold.tag().map(version.tag()::equals).orElse(true)
                        && !hold.over(now))
                .findFirst()
                .map(hold -> new Hold(
                        "held by the configuration"
                                + hold.until().map(end -> " until " + end).orElse("") + ": " + hold.why(),
                        "take the item out of 'holds'"));
    }

    private Optional<Hold> closed(Subject subject, Version version) {
        return closed.get().stream()
                .filter(refused -> refused.proposal().subject().image().equals(subject.image())
                        && keepsOut(refused.proposal().version(), version))
                .findFirst()
                .map(refused -> Hold.releasable(
                        "the pull request that proposed " + refused.proposal().version() + " was closed: "
                                + refused.where(),
                        version.of(subject.image()).withoutDigest().toString()));
    }

    /** Whether refusing one version keeps out another: the same one, and one that was pushed before it. */
    static boolean keepsOut(Version refused, Version version) {
        if (refused.tag().equals(version.tag())) {
            return refused.same(version);
        }
        return refused.pushed()
                .flatMap(time -> version.pushed().map(time::isAfter))
                .orElse(false);
    }
}
