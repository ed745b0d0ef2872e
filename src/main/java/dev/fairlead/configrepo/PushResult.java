package dev.fairlead.configrepo;

import java.util.List;
import java.util.Optional;

/**
 * How a push ended, ref by ref.
 *
 * @param refs one outcome for each asked update, in their order
 */
public record PushResult(List<RefOutcome> refs) {
    /** The ways in which an update of a ref ends. */
    public enum Status {
        /** The remote holds the new value. */
        LANDED,
        /** Somebody else moved the ref first: plan again from the new head. */
        LOST_RACE,
        /** The remote refused: branch protection, a hook, permission. Trying again does not help. */
        REJECTED,
        /** Not changed because another ref of the same push was not. */
        NOT_TRIED
    }

    /**
     * How one ref fared.
     *
     * @param ref the full name
     * @param status how it ended
     * @param reason the remote's words without secrets; empty when it landed
     */
    public record RefOutcome(String ref, Status status, String reason) {}

    public PushResult {
        refs = List.copyOf(refs);
    }

    /** Did every ref land? */
    public boolean landed() {
        return refs.stream().allMatch(ref -> ref.status() == Status.LANDED);
    }

    /** Was nothing refused, and at least one ref moved by somebody else first? */
    public boolean lostRace() {
        return rejection().isEmpty() && refs.stream().anyMatch(ref -> ref.status() == Status.LOST_RACE);
    }

    /** The first refusal, if there was one. */
    public Optional<RefOutcome> rejection() {
        return refs.stream().filter(ref -> ref.status() == Status.REJECTED).findFirst();
    }

    /** The outcome of one ref. */
    public Optional<RefOutcome> of(String ref) {
        return refs.stream().filter(outcome -> outcome.ref().equals(ref)).findFirst();
    }
}
