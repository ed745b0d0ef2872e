package dev.fairlead.update.plan;

import dev.fairlead.Problem;
import dev.fairlead.image.ImageReference;
import dev.fairlead.image.Tag;
import dev.fairlead.manifest.field.ImageField;
import dev.fairlead.manifest.overlay.OverlayGap;
import dev.fairlead.registry.TagInfo;
import dev.fairlead.selection.GuardVerdict;
import dev.fairlead.update.choose.Choice;
import dev.fairlead.update.choose.Chooser;
import dev.fairlead.update.config.DigestStyle;
import dev.fairlead.update.hold.Hold;
import dev.fairlead.update.hold.Rollbacks;
import dev.fairlead.update.pending.Proposal;
import dev.fairlead.update.pending.Version;
import dev.fairlead.update.plan.FieldStep.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Decides field by field whether it may be brought to a version: never to an older one, and not where people went back. */
final class FieldJudge {
    /**
     * What came of a want's fields.
     *
     * @param released whether a hold was freed on the way
     */
    record Verdict(List<FieldStep> steps, boolean released) {}

    private final Chooser chooser;
    private final Function<Version, Rollbacks> rollbacks;
    private final Releases releases;

    FieldJudge(Chooser chooser, Function<Version, Rollbacks> rollbacks, Releases releases) {
        this.chooser = chooser;
        this.rollbacks = rollbacks;
        this.releases = releases;
    }

    /**
     * Judges.
     *
     * @param settled whether the base is the one on which the candidate was judged before, so that nothing changed
     */
    Verdict judge(Want want, Candidate candidate, List<ImageField> fields, boolean settled) {
        return judge(want, candidate, fields, settled, ImageField::file);
    }

    /** Judges the entry of an overlay that would stand for a field of its base. */
    Verdict judge(Want want, Candidate candidate, OverlayGap gap) {
        return judge(want, candidate, List.of(gap.inBase()), false, inBase -> gap.overlay());
    }

    private Verdict judge(
            Want want,
            Candidate candidate,
            List<ImageField> fields,
            boolean settled,
            Function<ImageField, String> file) {
        Proposal proposal = candidate.proposal().orElseThrow();
        Set<Tag> tags = fields.stream()
                .flatMap(field -> field.tag().flatMap(Tag::tryParse).stream())
                .collect(Collectors.toSet());
        boolean known = settled && !candidate.fresh();
        Optional<Choice> choice = known ? Optional.empty() : choice(want, candidate, tags);
        List<FieldStep> steps = new ArrayList<>();
        boolean released = false;
        for (ImageField field : fields) {
            FieldStep step = step(want, candidate, field, choice);
            if (step.kind() == Kind.CHANGE && !known && !proposal.released()) {
                Optional<Hold> hold = rollbacks
                        .apply(sinceItAppeared(proposal.version(), candidate))
                        .of(want.image(), proposal.version(), field, file.apply(field), want.settings());
                boolean freed = hold.isPresent()
                        && releases.free(want.image(), proposal.version().tag());
                released |= freed;
                step = hold.isPresent() && !freed ? held(field, hold.get()) : step;
            }
            steps.add(step);
        }
        return new Verdict(steps, released);
    }

    /**
     * The version with the earliest time of its tag: people may have gone back from it before the registry's last change
     * of it, which may be no push but a lock.
     */
    private static Version sinceItAppeared(Version version, Candidate candidate) {
        Optional<Instant> appeared = candidate
                .choice()
                .flatMap(Choice::chosen)
                .filter(info -> info.tag().equals(version.tag()))
                .flatMap(TagInfo::created)
                .filter(created -> version.pushed().map(created::isBefore).orElse(false));
        return appeared.isEmpty() ? version : new Version(version.tag(), version.digest(), appeared);
    }

    private static FieldStep held(ImageField field, Hold hold) {
        return FieldStep.because(field, Kind.HELD, new Problem(field.place().toString(), hold.why(), hold.remedy()));
    }

    /** What the step is judged by. What another run proposed is judged anew, since the base may have moved on. */
    private Optional<Choice> choice(Want want, Candidate candidate, Set<Tag> tags) {
        if (candidate.choice().isPresent()) {
            return candidate.choice();
        }
        ImageReference told = ImageReference.of(want.image())
                .withTag(candidate.proposal().orElseThrow().version().tag());
        Choice judged = chooser.choose(want.question().telling(told), tags);
        // What cannot be asked now was judged when it was proposed, and a person reviews it.
        return judged.problem().isPresent() ? Optional.empty() : Optional.of(judged);
    }

    private FieldStep step(Want want, Candidate candidate, ImageField field, Optional<Choice> choice) {
        Proposal proposal = candidate.proposal().orElseThrow();
        Optional<ImageReference> held = FieldStep.held(field, want.image());
        if (held.isEmpty()) {
            return FieldStep.because(
                    field,
                    Kind.REFUSED,
                    new Problem(
                            field.place().toString(),
                            "the field holds '" + field.tag().orElse("") + "', which is no tag, so that nothing tells"
                                    + " whether the step goes back",
                            "write a tag there first"));
        }
        if (isThere(held.get(), proposal, want.style().digest())) {
            return FieldStep.of(field, Kind.THERE);
        }
        if (field.refusal().isPresent()) {
            return FieldStep.because(field, Kind.REFUSED, field.refusal().get().problem());
        }
        if (choice.isEmpty()) {
            return FieldStep.of(field, Kind.CHANGE);
        }
        if (choice.get().superseded().isPresent()) {
            return FieldStep.because(
                    field,
                    Kind.NEWER,
                    new Problem(
                            field.place().toString(), choice.get().superseded().get(), ""));
        }
        return pinnedWithoutTag(held.get()) && !want.style().rollbacks() && !follows(want)
                ? withoutTag(want, proposal, field, held.get())
                : judged(
                        want, field, choice.get().judge(held.get(), want.style().rollbacks()));
    }

    private static boolean pinnedWithoutTag(ImageReference held) {
        return held.tag().isEmpty() && held.digest().isPresent();
    }

    private static boolean follows(Want want) {
        return want.question()
                .selector()
                .flatMap(selector -> selector.policy().follows())
                .isPresent();
    }

    /** A digest alone says nothing of its version; what a build tells is held against the time of the image in place. */
    private FieldStep withoutTag(Want want, Proposal proposal, ImageField field, ImageReference held) {
        if (want.question().selector().isPresent()) {
            return FieldStep.because(
                    field,
                    Kind.REFUSED,
                    new Problem(
                            field.place().toString(),
                            "the field holds a digest and no tag, so that nothing tells whether the step goes back",
                            "write the tag beside it, or allow rollbacks for this image"));
        }
        Optional<Instant> before =
                chooser.built(want.image(), held.digest().orElseThrow().toString());
        Optional<Instant> after =
                chooser.built(want.image(), proposal.version().tag().value());
        boolean newer = before.isPresent() && after.isPresent() && before.get().isAfter(after.get());
        return newer
                ? FieldStep.because(
                        field,
                        Kind.NEWER,
                        new Problem(
                                field.place().toString(),
                                "the image in place was built at " + before.get() + ", " + proposal.version() + " at "
                                        + after.get(),
                                ""))
                : FieldStep.of(field, Kind.CHANGE);
    }

    private static FieldStep judged(Want want, ImageField field, GuardVerdict verdict) {
        if (verdict.allowed()) {
            return FieldStep.of(field, Kind.CHANGE);
        }
        Problem problem = verdict.problem().orElseThrow();
        boolean toldWithoutPolicy =
                want.question().selector().isEmpty() || want.question().exact();
        boolean newer = toldWithoutPolicy && verdict.outcome() == GuardVerdict.Outcome.LOWER;
        return FieldStep.because(
                field,
                newer ? Kind.NEWER : Kind.REFUSED,
                new Problem(field.place().toString(), problem.cause(), problem.remedy()));
    }

    /** Whether the field holds the version, with the digest that the style asks for. */
    static boolean isThere(ImageReference held, Proposal proposal, DigestStyle style) {
        if (pinnedWithoutTag(held) && style != DigestStyle.DROP) {
            return held.digest().equals(proposal.version().digest());
        }
        if (!held.tag().equals(Optional.of(proposal.version().tag()))) {
            return false;
        }
        return held.digest().equals(digest(held, proposal, style));
    }

    /** The digest that a field shall hold. */
    static Optional<dev.fairlead.image.Digest> digest(ImageReference held, Proposal proposal, DigestStyle style) {
        boolean sameTag = held.tag().equals(Optional.of(proposal.version().tag()));
        return switch (style) {
            case KEEP -> held.digest().isPresent() ? proposal.version().digest() : Optional.empty();
            case PIN -> proposal.version().digest();
            case PIN_ONCE ->
                sameTag && held.digest().isPresent()
                        ? held.digest()
                        : proposal.version().digest();
            case DROP -> Optional.empty();
        };
    }
}
