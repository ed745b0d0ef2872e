package dev.fairlead.update.hold;

import dev.fairlead.update.config.VersionHold;
import dev.fairlead.update.pending.Proposal;
import dev.fairlead.update.pending.Subject;
import dev.fairlead.update.pending.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The holds that are known without looking into the history: those of the configuration and of closed pull requests. Of
 * several pull requests that proposed a version the newest one tells: what was merged or opened after a refusal overrules
 * it.
 */
public final class Holds {
    /**
     * What people answered to a proposal.
     *
     * @param proposal what was proposed
     * @param how what became of the pull request, and its address, as a clause without its subject
     * @param head the commit at its head
     * @param refused whether they closed it or deleted its branch; otherwise it is open or merged
     */
    public record Answer(Proposal proposal, String how, String head, boolean refused) {}

    private final List<VersionHold> configured;
    private final Supplier<List<Answer>> answers;
    private final Optional<String> head;
    private final Instant now;

    /**
     * The holds of a group.
     *
     * @param answers the newest first; asked for only where a version would be brought somewhere
     * @param head what the group's branch holds
     */
    public Holds(List<VersionHold> configured, Supplier<List<Answer>> answers, Optional<String> head, Instant now) {
        this.configured = List.copyOf(configured);
        this.answers = answers;
        this.head = head;
        this.now = now;
    }

    /** Why this version is kept out, if it is. */
    public Optional<Hold> of(Subject subject, Version version) {
        return configured(subject, version).or(() -> refused(subject, version).map(refused -> hold(refused, version)));
    }

    /**
     * Why a version is kept out that was freed when it was proposed: the configuration holds it, or people closed the very
     * pull request that proposed it as freed.
     */
    public Optional<Hold> afterRelease(Subject subject, Version version) {
        return configured(subject, version)
                .or(() -> refused(subject, version)
                        .filter(refused -> head.map(refused.head()::equals).orElse(false))
                        .map(refused -> hold(refused, version)));
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
                        "end it: fairlead hold --end " + subject.image()
                                + hold.tag().map(tag -> " " + tag).orElse("")
                                + ", or take the item out of 'holds'"));
    }

    private Optional<Answer> refused(Subject subject, Version version) {
        return answers.get().stream()
                .filter(answer -> answer.proposal().subject().image().equals(subject.image()))
                .filter(answer -> answer.refused()
                        ? keepsOut(answer.proposal().version(), version)
                        : answer.proposal().version().same(version))
                .findFirst()
                .filter(Answer::refused);
    }

    private static Hold hold(Answer refused, Version version) {
        Proposal proposal = refused.proposal();
        return Hold.releasable(
                "the pull request that proposed " + proposal.version() + " " + refused.how(),
                version.of(proposal.subject().image()).withoutDigest().toString());
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
