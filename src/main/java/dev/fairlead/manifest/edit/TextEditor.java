package dev.fairlead.manifest.edit;

import dev.fairlead.manifest.find.TextSpot;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Carries out plans in a text file: the ranges of the values change, and every other byte stays. */
public final class TextEditor {
    private TextEditor() {}

    private record Cut(TextSpot spot, String after, FieldPlan plan) {}

    /** Carries out the plans that change something; of two that overlap the later one is refused. */
    public static EditedFile edit(String text, List<FieldPlan> plans) {
        List<Cut> cuts = plans.stream()
                .flatMap(plan -> plan.edits().stream()
                        .map(edit -> new Cut((TextSpot) edit.held().spot(), edit.after(), plan)))
                .sorted(Comparator.comparingInt(cut -> cut.spot().from()))
                .toList();
        List<FieldPlan> refused = overlapping(cuts);
        StringBuilder changed = new StringBuilder(text);
        for (int i = cuts.size() - 1; i >= 0; i--) {
            Cut cut = cuts.get(i);
            if (!refused.contains(cut.plan())) {
                changed.replace(cut.spot().from(), cut.spot().to(), cut.after());
            }
        }
        List<FieldPlan> done =
                plans.stream().filter(plan -> !refused.contains(plan)).toList();
        return new EditedFile(
                changed.toString().getBytes(StandardCharsets.UTF_8),
                done,
                refused.stream()
                        .map(plan -> FieldPlan.refused(
                                plan.located(),
                                "two patterns match the same text, and both would change it",
                                "make the patterns exclude one another"))
                        .toList(),
                Optional.empty());
    }

    private static List<FieldPlan> overlapping(List<Cut> cuts) {
        List<FieldPlan> refused = new ArrayList<>();
        int end = -1;
        for (Cut cut : cuts) {
            if (cut.spot().from() < end) {
                refused.add(cut.plan());
            } else {
                end = cut.spot().to();
            }
        }
        return refused;
    }
}
