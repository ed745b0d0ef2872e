package dev.fairlead.manifest.edit;

import dev.fairlead.manifest.field.Place;
import dev.fairlead.manifest.field.Refusal;
import dev.fairlead.manifest.find.Held;
import dev.fairlead.manifest.find.YamlSpot;
import dev.fairlead.manifest.yaml.Addition;
import dev.fairlead.manifest.yaml.Content;
import dev.fairlead.manifest.yaml.Edit;
import dev.fairlead.manifest.yaml.Edited;
import dev.fairlead.manifest.yaml.Node;
import dev.fairlead.manifest.yaml.Scalar;
import dev.fairlead.manifest.yaml.Splice;
import dev.fairlead.manifest.yaml.YamlFile;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Carries out plans in YAML and JSON. A field changes whole or not at all: where one of its edits is refused, the others
 * are taken back and the rest is tried again.
 */
public final class YamlEditor {
    private final YamlFile file;
    private final List<FieldPlan> all;
    private final List<FieldPlan> refused = new ArrayList<>();
    private List<FieldPlan> open;

    private YamlEditor(YamlFile file, List<FieldPlan> all) {
        this.file = file;
        this.all = all;
        this.open = all.stream().filter(FieldPlan::changes).toList();
    }

    /**
     * Carries out plans.
     *
     * @param before the bytes of the file
     * @param plans the plans for all fields of the file: a value that several of them share changes for all or for none
     */
    public static EditedFile edit(YamlFile file, byte[] before, List<FieldPlan> plans) {
        return new YamlEditor(file, plans).run(before);
    }

    private EditedFile run(byte[] before) {
        refuse(divided());
        while (!open.isEmpty()) {
            Map<Edit, FieldPlan> edits = edits();
            Edited edited = file.edit(List.copyOf(edits.keySet()));
            if (edited.refusals().isEmpty()) {
                return new EditedFile(edited.bytes(), open, refused, edited.reread());
            }
            IdentityHashMap<FieldPlan, Refusal> why = new IdentityHashMap<>();
            edited.refusals().forEach(one -> why.putIfAbsent(plan(edits, one.edit()), refusal(one)));
            refuse(why);
            refuse(divided());
        }
        return new EditedFile(before, List.of(), refused, Optional.empty());
    }

    private static FieldPlan plan(Map<Edit, FieldPlan> edits, Edit edit) {
        return Optional.ofNullable(edits.get(edit)).orElseThrow();
    }

    private static Refusal refusal(Edited.Refusal one) {
        Node target = one.edit().target();
        Place place = new Place(target.document().file().name(), target.line(), target.column());
        return new Refusal(place, one.problem().cause(), one.problem().remedy());
    }

    private void refuse(IdentityHashMap<FieldPlan, Refusal> why) {
        why.forEach((plan, reason) -> refused.add(FieldPlan.refused(plan.located(), reason)));
        open = open.stream().filter(plan -> !why.containsKey(plan)).toList();
    }

    /** Each edit once, with a plan that wants it: fields that share a scalar want the same of it by now. */
    private Map<Edit, FieldPlan> edits() {
        Map<Edit, FieldPlan> edits = new LinkedHashMap<>();
        for (FieldPlan plan : open) {
            plan.edits().forEach(change -> edits.putIfAbsent(splice(change), plan));
            if (!plan.additions().isEmpty()) {
                edits.put(addition(plan.additions()), plan);
            }
        }
        return edits;
    }

    /** The keys that one field gets, all in its one entry. */
    private static Addition addition(List<KeyAddition> additions) {
        List<Content.Field> fields = additions.stream()
                .map(addition -> Content.field(addition.key(), addition.value()))
                .toList();
        return new Addition(additions.get(0).entry(), new Content.Fields(fields));
    }

    /** The splice of the part of a value that differs: a name that stays keeps its bytes, however it is escaped. */
    private static Splice splice(ValueEdit change) {
        YamlSpot spot = (YamlSpot) change.held().spot();
        String before = spot.value();
        int kept = before.isEmpty() ? 0 : keptPrefix(before, change.after());
        Splice splice = before.isEmpty()
                ? Splice.whole(spot.scalar(), change.after())
                : Splice.part(
                        spot.scalar(),
                        spot.from() + kept,
                        spot.to(),
                        change.after().substring(kept));
        return spot.shared() ? splice.everywhere() : splice;
    }

    private static int keptPrefix(String before, String after) {
        int same = 0;
        while (same < before.length() && same < after.length() && before.charAt(same) == after.charAt(same)) {
            same++;
        }
        int boundary = Math.max(before.lastIndexOf(':', same - 1), before.lastIndexOf('@', same - 1));
        return same == before.length() ? same : boundary + 1;
    }

    /** The plans whose values other fields share that are to stay, or to become something else. */
    private IdentityHashMap<FieldPlan, Refusal> divided() {
        IdentityHashMap<FieldPlan, Refusal> why = new IdentityHashMap<>();
        for (FieldPlan plan : open) {
            for (ValueEdit change : plan.edits()) {
                YamlSpot spot = (YamlSpot) change.held().spot();
                sharers(spot.scalar())
                        .filter(other -> !wants(other, spot.scalar(), change.after()))
                        .findFirst()
                        .ifPresent(other -> why.put(
                                plan,
                                new Refusal(
                                        spot.place(),
                                        "aliases repeat it, and the image at "
                                                + other.located().field().where() + " is not to change with it",
                                        "write the value out where it differs")));
            }
        }
        return why;
    }

    private Stream<FieldPlan> sharers(Scalar scalar) {
        return all.stream()
                .filter(plan -> plan.located().found().parts().stream().anyMatch(held -> isAt(held, scalar)));
    }

    private boolean wants(FieldPlan plan, Scalar scalar, String after) {
        return open.contains(plan)
                && plan.edits().stream()
                        .anyMatch(edit ->
                                isAt(edit.held(), scalar) && edit.after().equals(after));
    }

    private static boolean isAt(Held held, Scalar scalar) {
        return held.spot() instanceof YamlSpot spot && spot.scalar() == scalar;
    }
}
