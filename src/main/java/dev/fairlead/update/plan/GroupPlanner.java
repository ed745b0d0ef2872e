package dev.fairlead.update.plan;

import dev.fairlead.Problem;
import dev.fairlead.configrepo.FileEntry;
import dev.fairlead.image.Tag;
import dev.fairlead.manifest.field.ImageField;
import dev.fairlead.manifest.overlay.OverlayGap;
import dev.fairlead.update.choose.Chooser;
import dev.fairlead.update.config.DigestStyle;
import dev.fairlead.update.fields.FieldIndex;
import dev.fairlead.update.fields.FoundFile;
import dev.fairlead.update.hold.Holds;
import dev.fairlead.update.hold.Rollbacks;
import dev.fairlead.update.pending.Proposal;
import dev.fairlead.update.pending.Subject;
import dev.fairlead.update.pending.Version;
import dev.fairlead.update.plan.Decision.OverlayStep;
import dev.fairlead.update.plan.FieldStep.Kind;
import dev.fairlead.update.report.ItemReport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Plans a group: the base branch plus what is still pending on the group's branch plus what this run wants. Deciding asks
 * registries; nothing is written.
 */
public final class GroupPlanner {
    private final Candidates candidates;
    private final FieldJudge judge;

    /**
     * A planner for one group.
     *
     * @param holds what people keep out
     * @param rollbacks what people did to a version on the base branch; looked into only where a field would change
     */
    public GroupPlanner(Chooser chooser, Holds holds, Function<Version, Rollbacks> rollbacks, Releases releases) {
        this.candidates = new Candidates(chooser, holds, releases);
        this.judge = new FieldJudge(chooser, rollbacks, releases);
    }

    /**
     * The plan against a state of the repository.
     *
     * @param onto the fields of the base, or of the branch where people have committed to it
     * @param pending what is proposed on the branch
     * @param settled whether the branch was built on this base, so that what is pending was judged against it
     * @param continuing whether the plan continues the branch: what is pending is in these files already
     */
    public GroupPlan plan(
            List<Want> wants, FieldIndex onto, Map<Subject, Proposal> pending, boolean settled, boolean continuing) {
        List<Decision> decisions = wants.stream()
                .map(want -> decide(want, onto, Optional.ofNullable(pending.get(want.subject())), settled, continuing))
                .toList();
        FieldEdits edits = new FieldEdits(decisions);
        edits.apply(touched(decisions, onto));
        List<Problem> explanations = overlays(decisions, onto, edits);
        return result(decisions, edits, explanations, onto, continuing);
    }

    private Decision decide(
            Want want, FieldIndex onto, Optional<Proposal> onBranch, boolean settled, boolean continuing) {
        List<ImageField> fields = want.policy().map(onto::marked).orElseGet(() -> onto.of(want.image())).stream()
                .filter(want::means)
                .toList();
        Candidate candidate = candidates.of(want, tags(want, fields, onto), digests(want, fields), onBranch);
        boolean stays = candidate.proposal().isEmpty() || (continuing && !candidate.fresh());
        if (stays) {
            return new Decision(
                    want,
                    candidate,
                    fields.stream()
                            .map(field -> FieldStep.of(field, Kind.THERE))
                            .toList(),
                    List.of());
        }
        FieldJudge.Verdict verdict = judge.judge(want, candidate, fields, settled);
        boolean released = verdict.released();
        List<OverlayStep> overlays = new ArrayList<>();
        for (OverlayGap gap :
                want.addToOverlays() && changeable(candidate) ? new Overlays(onto).of(want) : List.<OverlayGap>of()) {
            FieldJudge.Verdict entry = judge.judge(want, candidate, gap);
            released |= entry.released();
            overlays.add(new OverlayStep(gap, entry.steps().get(0)));
        }
        Candidate decided = released ? candidate.with(candidate.proposal().get().asReleased()) : candidate;
        return new Decision(want, decided, verdict.steps(), overlays);
    }

    private static boolean changeable(Candidate candidate) {
        return candidate.proposal().isPresent()
                && (candidate.fresh() || candidate.choice().isPresent());
    }

    private static Set<Tag> tags(Want want, List<ImageField> fields, FieldIndex onto) {
        Set<Tag> tags = fields.stream()
                .flatMap(field -> field.tag().flatMap(Tag::tryParse).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (want.addToOverlays()) {
            new Overlays(onto)
                    .of(want)
                    .forEach(gap -> gap.inBase().tag().flatMap(Tag::tryParse).ifPresent(tags::add));
        }
        return tags;
    }

    private static boolean digests(Want want, List<ImageField> fields) {
        DigestStyle style = want.style().digest();
        boolean follows = want.question()
                .selector()
                .flatMap(selector -> selector.policy().follows())
                .isPresent();
        return follows
                || style == DigestStyle.PIN
                || style == DigestStyle.PIN_ONCE
                || (style == DigestStyle.KEEP
                        && fields.stream().anyMatch(field -> field.digest().isPresent()));
    }

    private static List<FoundFile> touched(List<Decision> decisions, FieldIndex onto) {
        return decisions.stream()
                .flatMap(decision -> decision.steps().stream())
                .filter(step -> step.kind() == Kind.CHANGE)
                .map(step -> step.field().file())
                .distinct()
                .sorted()
                .flatMap(path -> onto.file(path).stream())
                .toList();
    }

    /** Gives overlays their entries, and explains those that get none though nothing else holds the image. */
    private static List<Problem> overlays(List<Decision> decisions, FieldIndex onto, FieldEdits edits) {
        List<Problem> explanations = new ArrayList<>();
        for (Decision decision : decisions) {
            Want want = decision.want();
            decision.overlays().stream()
                    .filter(overlay -> overlay.step().kind() == Kind.CHANGE)
                    .forEach(overlay -> addEntry(decision, overlay.gap(), onto, edits));
            if (!want.addToOverlays() && decision.steps().isEmpty() && changeable(decision.candidate())) {
                new Overlays(onto).of(want).forEach(gap -> explanations.add(explanation(gap)));
            }
        }
        return explanations;
    }

    private static Problem explanation(OverlayGap gap) {
        Problem problem = gap.explanation().problem();
        return new Problem(
                problem.place(),
                problem.cause(),
                "set 'addToOverlays: true' for the entry in fairlead.yaml, or name the base's path to change it for every"
                        + " overlay");
    }

    private static void addEntry(Decision decision, OverlayGap gap, FieldIndex onto, FieldEdits edits) {
        Optional<FileEntry> entry = onto.snapshot().find(gap.overlay());
        entry.ifPresent(file -> edits.addToOverlay(
                decision,
                onto.file(gap.overlay()).orElseGet(() -> onto.read(file)),
                gap.entry(decision.target(gap.inBase()))));
    }

    private static GroupPlan result(
            List<Decision> decisions,
            FieldEdits edits,
            List<Problem> explanations,
            FieldIndex onto,
            boolean continuing) {
        List<ItemReport> items = new ArrayList<>();
        List<Proposal> proposals = new ArrayList<>();
        Map<Subject, List<String>> from = new HashMap<>();
        List<Problem> unchanged = new ArrayList<>(edits.refusals());
        List<String> notes = new ArrayList<>();
        for (Decision decision : decisions) {
            boolean changed = edits.changedBy(decision);
            boolean carried = continuing && !decision.candidate().fresh();
            items.add(decision.report(changed || (carried && decision.proposal().isPresent())));
            if (changed) {
                proposals.add(decision.proposal().orElseThrow().withFiles(edits.marks(decision)));
                unchanged.addAll(decision.refused());
                notes.addAll(decision.heldFields());
                from.put(decision.want().subject(), decision.replaced());
            } else if (carried) {
                decision.proposal().ifPresent(proposals::add);
            }
        }
        unchanged.addAll(explanations);
        unchanged.addAll(unreadable(decisions, onto));
        onto.unread().stream()
                .filter(file -> file.leftOut() && anyWants(decisions, file.path(), file::mentions))
                .forEach(file -> notes.add(file.reason().problem().toString()));
        return new GroupPlan(
                items, proposals, from, edits.edits(), edits.changes(), unchanged, notes, Optional.empty());
    }

    /** Files that cannot be read, and fields whose image is no name, where they mention a wanted image. */
    private static List<Problem> unreadable(List<Decision> decisions, FieldIndex onto) {
        List<Problem> problems = new ArrayList<>();
        onto.unread().stream()
                .filter(file -> !file.leftOut() && anyWants(decisions, file.path(), file::mentions))
                .forEach(file -> problems.add(file.reason().problem()));
        onto.files().stream()
                .flatMap(file -> file.fields().stream())
                .filter(field -> field.name().isEmpty() && field.refusal().isPresent())
                .filter(field -> anyWants(
                        decisions,
                        field.file(),
                        text -> field.parts().stream()
                                .anyMatch(part -> part.value().contains(text))))
                .forEach(field -> problems.add(field.refusal().get().problem()));
        return problems;
    }

    private static boolean anyWants(List<Decision> decisions, String path, Predicate<String> mentions) {
        return decisions.stream()
                .map(Decision::want)
                .anyMatch(want -> want.scope().contains(path)
                        && mentions.test(want.image().repository()));
    }
}
