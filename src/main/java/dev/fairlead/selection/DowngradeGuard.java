package dev.fairlead.selection;

import dev.fairlead.Problem;
import dev.fairlead.image.ImageReference;
import dev.fairlead.image.Tag;
import java.util.Optional;

/**
 * Never downgrade: judges the step from the image that a manifest holds to the one that was chosen. The current tag is
 * trusted more than the listing: it was asked for by name.
 */
public final class DowngradeGuard {
    private DowngradeGuard() {}

    /**
     * The verdict on one step.
     *
     * @param selection made with a request that holds the current tag
     * @param current what the manifest holds
     * @param rollbacksMeant whether the configuration says that going back is meant
     * @throws IllegalArgumentException if the selection was not asked about the current tag
     */
    public static GuardVerdict judge(Selection selection, ImageReference current, boolean rollbacksMeant) {
        Optional<CurrentTag> asked = current.tag().map(tag -> asked(selection, tag));
        Optional<GuardVerdict> partial = asked.filter(CurrentTag::showsPartialListing)
                .map(held -> refused(GuardVerdict.Outcome.PARTIAL, partialListing(current)));
        if (partial.isPresent()) {
            return partial.get();
        }
        if (selection.chosen().isEmpty()) {
            return refused(
                    GuardVerdict.Outcome.NOTHING,
                    selection
                            .nothing()
                            .orElseThrow(() -> new IllegalArgumentException("a selection without tag or reason")));
        }
        Chosen chosen = selection.chosen().get();
        return asked.map(held -> step(current, held, chosen, rollbacksMeant))
                .orElseGet(() -> allowed(GuardVerdict.Outcome.NEWER, "the manifest names no tag to go back from"));
    }

    private static CurrentTag asked(Selection selection, Tag tag) {
        CurrentTag held = selection.current().get(tag);
        if (held == null) {
            throw new IllegalArgumentException("the selection was not asked about the current tag " + tag);
        }
        return held;
    }

    private static GuardVerdict step(ImageReference current, CurrentTag held, Chosen chosen, boolean rollbacksMeant) {
        if (held.standing() == CurrentTag.Standing.SAME) {
            return sameTag(current, chosen);
        }
        if (held.found().isEmpty()) {
            return back(GuardVerdict.Outcome.GONE, gone(current, held, chosen), rollbacksMeant);
        }
        return switch (held.standing()) {
            case ABOVE -> back(GuardVerdict.Outcome.LOWER, lower(current, held, chosen), rollbacksMeant);
            case UNKNOWN -> back(GuardVerdict.Outcome.UNKNOWN, unknown(current, held, chosen), rollbacksMeant);
            default -> allowed(GuardVerdict.Outcome.NEWER, held.explanation());
        };
    }

    private static GuardVerdict sameTag(ImageReference current, Chosen chosen) {
        boolean pinned = current.digest().isPresent() && chosen.digest().isPresent();
        if (pinned && !current.digest().equals(chosen.digest())) {
            return allowed(
                    GuardVerdict.Outcome.MOVED,
                    chosen.tag() + " points at " + chosen.digest().get() + " now");
        }
        return allowed(GuardVerdict.Outcome.SAME, "the manifest holds the chosen tag");
    }

    private static GuardVerdict back(GuardVerdict.Outcome refusal, Problem problem, boolean rollbacksMeant) {
        return rollbacksMeant
                ? allowed(GuardVerdict.Outcome.ROLLBACK, problem.cause() + ", and rollbacks are meant")
                : refused(refusal, problem);
    }

    private static Problem partialListing(ImageReference current) {
        return new Problem(
                current.toString(),
                "the registry has this tag and its list of tags lacks it, so the list was partial and no newest tag can be"
                        + " told from it",
                "run again; if it stays, look at the registry's replication");
    }

    private static Problem gone(ImageReference current, CurrentTag held, Chosen chosen) {
        return new Problem(
                current.toString(),
                "this tag is gone from the registry, so going to " + chosen.tag() + " may be a step back ("
                        + held.explanation() + ")",
                "push it again, or allow rollbacks for this image if the step is meant");
    }

    private static Problem lower(ImageReference current, CurrentTag held, Chosen chosen) {
        return new Problem(
                current.toString(),
                "going to " + chosen.tag() + " would be a downgrade: " + held.explanation(),
                "correct the policy, or allow rollbacks for this image if the step is meant");
    }

    private static Problem unknown(ImageReference current, CurrentTag held, Chosen chosen) {
        return new Problem(
                current.toString(),
                "whether " + chosen.tag() + " is newer cannot be told: " + held.explanation(),
                "set the first tag of the new series by hand, or allow rollbacks for this image");
    }

    private static GuardVerdict allowed(GuardVerdict.Outcome outcome, String explanation) {
        return new GuardVerdict(outcome, explanation, Optional.empty());
    }

    private static GuardVerdict refused(GuardVerdict.Outcome outcome, Problem problem) {
        return new GuardVerdict(outcome, problem.cause(), Optional.of(problem));
    }
}
