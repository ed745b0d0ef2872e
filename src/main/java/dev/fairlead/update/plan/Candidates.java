package dev.fairlead.update.plan;

import dev.fairlead.FairleadException;
import dev.fairlead.Problem;
import dev.fairlead.image.ImageReference;
import dev.fairlead.image.Tag;
import dev.fairlead.selection.CurrentTag;
import dev.fairlead.selection.CurrentTag.Standing;
import dev.fairlead.selection.Loss;
import dev.fairlead.update.choose.Choice;
import dev.fairlead.update.choose.Chooser;
import dev.fairlead.update.choose.Question;
import dev.fairlead.update.config.DigestStyle;
import dev.fairlead.update.hold.Hold;
import dev.fairlead.update.hold.Holds;
import dev.fairlead.update.pending.Proposal;
import dev.fairlead.update.pending.Version;
import dev.fairlead.update.report.ItemResult;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides which version a want goes for: the one that its policy chooses or a build tells, or the one that is proposed
 * already, whichever is newer; and none that people hold.
 */
final class Candidates {
    private final Chooser chooser;
    private final Holds holds;
    private final Releases releases;

    Candidates(Chooser chooser, Holds holds, Releases releases) {
        this.chooser = chooser;
        this.holds = holds;
        this.releases = releases;
    }

    /**
     * Decides.
     *
     * @param current the tags in place
     * @param digests whether a digest has to be written somewhere
     */
    Candidate of(Want want, Set<Tag> current, boolean digests, Optional<Proposal> onBranch) {
        Optional<Hold> held = onBranch.flatMap(known -> hold(want, known));
        Optional<Proposal> pending = held.isPresent()
                ? Optional.empty()
                : stillWanted(want, onBranch).map(known -> releasedIfHeld(want, known));
        if (!want.asked() || want.question().open()) {
            return held.map(hold -> Candidate.held(Optional.empty(), hold)).orElseGet(() -> unasked(want, pending));
        }
        if (want.waits().isPresent()) {
            return held.map(hold -> Candidate.held(Optional.empty(), hold)).orElseGet(() -> waiting(want, pending));
        }
        Set<Tag> known = new HashSet<>(current);
        pending.ifPresent(proposal -> known.add(proposal.version().tag()));
        Choice choice = chooser.choose(want.question(), known);
        if (choice.problem().isPresent()) {
            return Candidate.failed(
                    pending.filter(proposed -> !surelyUnsigned(proposed, choice)),
                    choice.problem().get());
        }
        if (choice.superseded().isPresent()) {
            return Candidate.kept(
                    pending, ItemResult.SUPERSEDED, choice.superseded().get(), "");
        }
        try {
            Candidate candidate = chosen(want, choice, digests, pending);
            if (held.isPresent() && isSame(candidate, onBranch)) {
                return Candidate.held(Optional.empty(), held.get());
            }
            return candidate.fresh() && moves(candidate, current, digests)
                    ? unlessHeld(want, candidate, choice, pending)
                    : candidate;
        } catch (FairleadException e) {
            return Candidate.failed(pending, e.problem());
        }
    }

    /** What is proposed and has lost its signature, or never had one that the rules of now ask for, goes. */
    private static boolean surelyUnsigned(Proposal known, Choice choice) {
        return choice.unproven().stream()
                .anyMatch(lost -> lost.tag().equals(known.version().tag()) && lost.loss() != Loss.NOT_EVALUATED);
    }

    /** What is promoted later; what was proposed before stays. */
    private static Candidate waiting(Want want, Optional<Proposal> pending) {
        return Candidate.kept(pending, ItemResult.WAITING, want.waits().orElseThrow(), "");
    }

    /** What is proposed; nothing that the environment before has gone back from. */
    private Optional<Proposal> stillWanted(Want want, Optional<Proposal> onBranch) {
        boolean promoted = want.asked() && want.question().exact();
        return promoted && !want.style().rollbacks()
                ? onBranch.filter(known -> !wentBack(want, known.version().tag()))
                : onBranch;
    }

    private boolean wentBack(Want want, Tag proposed) {
        Choice choice = chooser.choose(want.question(), Set.of(proposed));
        Optional<Standing> standing = choice.standing(proposed).map(CurrentTag::standing);
        return choice.superseded().isPresent()
                ? standing.equals(Optional.of(Standing.SAME))
                : standing.equals(Optional.of(Standing.ABOVE));
    }

    private static Candidate unasked(Want want, Optional<Proposal> pending) {
        if (pending.isPresent()) {
            return Candidate.kept(pending, ItemResult.PENDING, "proposed by an earlier run", "");
        }
        return want.asked()
                ? Candidate.kept(
                        pending,
                        ItemResult.WAITING,
                        "no policy chooses a version, and no build has told one",
                        "add 'select', or tell the version with --image")
                : Candidate.kept(pending, ItemResult.CURRENT, "not asked about", "");
    }

    private Candidate chosen(Want want, Choice choice, boolean digests, Optional<Proposal> pending) {
        Version version = withDigest(want, choice.version().orElseThrow(), digests);
        Proposal fresh = new Proposal(
                want.subject(), version, want.style().digest(), choice.because(), Optional.empty(), false, List.of());
        return pending.map(known -> against(want, known, fresh, choice))
                .orElseGet(() -> Candidate.fresh(fresh, choice));
    }

    private static boolean isSame(Candidate candidate, Optional<Proposal> onBranch) {
        Version version = candidate.proposal().orElseThrow().version();
        return onBranch.map(known -> known.version().same(version)).orElse(false);
    }

    /** Whether the version is another one than what is in place. */
    private static boolean moves(Candidate candidate, Set<Tag> current, boolean digests) {
        Tag tag = candidate.proposal().orElseThrow().version().tag();
        return digests || current.isEmpty() || current.stream().anyMatch(held -> !held.equals(tag));
    }

    private Candidate unlessHeld(Want want, Candidate candidate, Choice choice, Optional<Proposal> pending) {
        Proposal fresh = candidate.proposal().orElseThrow();
        if (holds.of(want.subject(), fresh.version()).isEmpty()) {
            return candidate;
        }
        return hold(want, fresh)
                .map(kept -> Candidate.held(pending, kept))
                .orElseGet(() -> Candidate.fresh(fresh.asReleased(), choice));
    }

    /** The hold of a version, unless it was freed, now or when it was proposed. */
    private Optional<Hold> hold(Want want, Proposal proposal) {
        Version version = proposal.version();
        if (releases.free(want.image(), version.tag())) {
            return holds.configured(want.subject(), version);
        }
        return proposal.released() ? holds.afterRelease(want.subject(), version) : holds.of(want.subject(), version);
    }

    /** What is on the branch, marked as released where it is so only by this run: later ones have to know. */
    private Proposal releasedIfHeld(Want want, Proposal known) {
        boolean freed = !known.released()
                && releases.free(want.image(), known.version().tag())
                && holds.of(want.subject(), known.version()).isPresent();
        return freed ? known.asReleased() : known;
    }

    /** A digest that nobody writes is not part of the version: a tag that moves would change nothing. */
    private Version withDigest(Want want, Version version, boolean digests) {
        if (!digests || want.style().digest() == DigestStyle.DROP) {
            return new Version(version.tag(), Optional.empty(), version.pushed());
        }
        return new Version(version.tag(), Optional.of(chooser.digest(want.image(), version)), version.pushed());
    }

    /** Of two versions the newer: by the policy's order, and where that does not tell, the one pushed later. */
    private Candidate against(Want want, Proposal known, Proposal fresh, Choice choice) {
        Version version = fresh.version();
        if (known.version().same(version)) {
            boolean lacksDigest =
                    version.digest().isPresent() && known.version().digest().isEmpty();
            return lacksDigest ? Candidate.fresh(fresh, choice) : Candidate.again(known, choice);
        }
        if (known.version().tag().equals(version.tag())) {
            return moved(want, known, fresh, choice);
        }
        Optional<CurrentTag> standing = choice.standing(known.version().tag());
        if (standing.map(CurrentTag::showsPartialListing).orElse(false)) {
            return Candidate.failed(
                    Optional.of(known),
                    new Problem(
                            known.version().of(want.image()).toString(),
                            "the registry has this proposed tag and its list of tags lacks it, so the list was partial",
                            "run again; if it stays, look at the registry's replication"));
        }
        boolean above = standing.map(tag -> tag.found().isPresent() && tag.standing() == Standing.ABOVE)
                .orElse(false);
        boolean loses = above || losesTie(want, known.version(), version, standing);
        if (loses && !want.style().rollbacks() && accepted(want, known)) {
            return Candidate.kept(
                    Optional.of(known),
                    ItemResult.SUPERSEDED,
                    known.version() + " is proposed already, and newer: "
                            + standing.map(CurrentTag::explanation).orElse(""),
                    "");
        }
        return Candidate.fresh(fresh, choice);
    }

    /** Of two that were pushed in one moment the same one wins in whichever order they are told: the one with the greater name. */
    private static boolean losesTie(Want want, Version known, Version fresh, Optional<CurrentTag> standing) {
        boolean told = want.question().selector().isEmpty();
        boolean level = standing.map(tag -> tag.found().isPresent() && tag.standing() == Standing.LEVEL)
                .orElse(false);
        return told
                && level
                && known.pushed().isPresent()
                && known.pushed().equals(fresh.pushed())
                && known.tag().value().compareTo(fresh.tag().value()) > 0;
    }

    /** Whether the tag of both points at the known one's digest now. */
    private boolean pointsAt(Want want, Proposal known, Proposal fresh) {
        Version bare = new Version(fresh.version().tag(), Optional.empty(), Optional.empty());
        return known.version().digest().equals(Optional.of(chooser.digest(want.image(), bare)));
    }

    /** Of two digests of one tag the one pushed later, and where no time tells, the one that the tag points at now. */
    private Candidate moved(Want want, Proposal known, Proposal fresh, Choice choice) {
        var before = known.version().pushed();
        var after = fresh.version().pushed();
        boolean timed = before.isPresent() && after.isPresent() && !before.equals(after);
        boolean keeps = timed ? before.get().isAfter(after.get()) : pointsAt(want, known, fresh);
        return keeps
                ? Candidate.kept(Optional.of(known), ItemResult.SUPERSEDED, "the proposed digest was pushed later", "")
                : Candidate.fresh(fresh, choice);
    }

    /** Whether the policy as it is now would accept what is proposed: it may have been changed since. */
    private boolean accepted(Want want, Proposal known) {
        if (want.question().selector().isEmpty()) {
            return true;
        }
        ImageReference told =
                ImageReference.of(want.image()).withTag(known.version().tag());
        Question question = want.question().telling(told);
        return chooser.choose(question, Set.of()).problem().isEmpty();
    }
}
