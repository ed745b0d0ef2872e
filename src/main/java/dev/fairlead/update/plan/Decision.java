package dev.fairlead.update.plan;

import dev.fairlead.Problem;
import dev.fairlead.image.ImageReference;
import dev.fairlead.manifest.field.ImageField;
import dev.fairlead.manifest.overlay.OverlayGap;
import dev.fairlead.update.choose.Choice;
import dev.fairlead.update.pending.Proposal;
import dev.fairlead.update.plan.FieldStep.Kind;
import dev.fairlead.update.report.ItemReport;
import dev.fairlead.update.report.ItemResult;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is decided of one want: its candidate, and the step of each of its fields and of the overlays without one. */
final class Decision {
    /**
     * An overlay that takes the image from its base.
     *
     * @param gap the overlay and the base's field
     * @param step whether it gets an entry of its own
     */
    record OverlayStep(OverlayGap gap, FieldStep step) {}

    private final Want want;
    private final Candidate candidate;
    private final List<FieldStep> steps;
    private final List<OverlayStep> overlays;
    private final Set<ImageField> changing;

    Decision(Want want, Candidate candidate, List<FieldStep> steps, List<OverlayStep> overlays) {
        this.want = want;
        this.candidate = candidate;
        this.steps = List.copyOf(steps);
        this.overlays = List.copyOf(overlays);
        this.changing = steps.stream()
                .filter(step -> step.kind() == Kind.CHANGE)
                .map(FieldStep::field)
                .collect(Collectors.toSet());
    }

    Want want() {
        return want;
    }

    Candidate candidate() {
        return candidate;
    }

    List<FieldStep> steps() {
        return steps;
    }

    List<OverlayStep> overlays() {
        return overlays;
    }

    private Stream<FieldStep> all() {
        return Stream.concat(steps.stream(), overlays.stream().map(OverlayStep::step));
    }

    /** The version that its fields are brought to. */
    Optional<Proposal> proposal() {
        return candidate.proposal();
    }

    boolean changes(ImageField field) {
        return changing.contains(field);
    }

    boolean any(Kind kind) {
        return all().anyMatch(step -> step.kind() == kind);
    }

    /** The versions that are replaced, each once. */
    List<String> replaced() {
        return all().filter(step -> step.kind() == Kind.CHANGE)
                .flatMap(step -> step.field().tag().or(() -> step.field().digest()).stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** What this field shall hold. */
    ImageReference target(ImageField field) {
        Proposal proposal = proposal().orElseThrow();
        ImageReference held = FieldStep.held(field, want.image()).orElseThrow();
        return new ImageReference(
                field.name().orElse(want.image()),
                Optional.of(proposal.version().tag()),
                FieldJudge.digest(held, proposal, want.style().digest()));
    }

    /** Fields that are refused, each with its reason. */
    List<Problem> refused() {
        return all().filter(step -> step.kind() == Kind.REFUSED)
                .flatMap(step -> step.problem().stream())
                .toList();
    }

    /** Fields in which people went back, told as notes, since nothing has to be done about them. */
    List<String> heldFields() {
        return all().filter(step -> step.kind() == Kind.HELD)
                .flatMap(step -> step.problem().stream())
                .map(Problem::toString)
                .toList();
    }

    /**
     * What is told of it.
     *
     * @param changed whether anything of it changes in the plan
     */
    ItemReport report(boolean changed) {
        ItemResult result = candidate.told().filter(told -> !fallsBack(told)).orElseGet(() -> result(changed));
        Optional<Problem> first = candidate.told().isPresent() || changed
                ? Optional.empty()
                : all().flatMap(step -> step.problem().stream()).findFirst();
        return new ItemReport(
                want.subject().entry(),
                want.image().toString(),
                want.policy().map(Object::toString),
                result,
                all().flatMap(step -> step.field().tag().stream())
                        .distinct()
                        .sorted()
                        .toList(),
                proposal().map(known -> known.version().toString()),
                why(result, first),
                first.map(Problem::remedy).orElse(candidate.remedy()),
                leftOut());
    }

    private List<String> leftOut() {
        return candidate.choice().map(Choice::unproven).orElse(List.of()).stream()
                .map(lost -> lost.tag() + ": " + lost.reason())
                .toList();
    }

    /** What is kept from an earlier run may have reached the base meanwhile, and is not pending then. */
    private boolean fallsBack(ItemResult told) {
        return told == ItemResult.PENDING && !any(Kind.CHANGE);
    }

    private ItemResult result(boolean changed) {
        if (changed) {
            return candidate.fresh() ? ItemResult.UPDATE : ItemResult.PENDING;
        }
        if (steps.isEmpty() && overlays.isEmpty()) {
            return ItemResult.NO_FIELD;
        }
        if (any(Kind.REFUSED) || any(Kind.CHANGE)) {
            return ItemResult.REFUSED;
        }
        return any(Kind.HELD) ? ItemResult.HELD : any(Kind.NEWER) ? ItemResult.SUPERSEDED : ItemResult.CURRENT;
    }

    private String why(ItemResult result, Optional<Problem> first) {
        return switch (result) {
            case NO_FIELD -> "no field in " + want.scope() + " holds this image";
            case CURRENT -> candidate.told().isPresent() ? candidate.why() : "every field holds it already";
            default -> first.map(Problem::cause).orElse(candidate.why());
        };
    }
}
