package dev.fairlead.manifest;

import dev.fairlead.manifest.edit.EditedFile;
import dev.fairlead.manifest.edit.FieldPlan;
import dev.fairlead.manifest.edit.KeyAddition;
import dev.fairlead.manifest.edit.Planner;
import dev.fairlead.manifest.edit.TextEditor;
import dev.fairlead.manifest.edit.ValueEdit;
import dev.fairlead.manifest.edit.YamlEditor;
import dev.fairlead.manifest.field.Place;
import dev.fairlead.manifest.field.Refusal;
import dev.fairlead.manifest.find.Held;
import dev.fairlead.manifest.locate.Located;
import dev.fairlead.manifest.locate.LocatedFile;
import dev.fairlead.manifest.locate.LocatedFile.Content;
import dev.fairlead.manifest.locate.Locator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Rewrites one file: finds its fields, plans and makes the edits, and finds the fields again to confirm that each holds
 * what was wanted and that no other changed.
 */
final class FileRewriter {
    private final Locator locator;
    private final String path;
    private final byte[] before;

    FileRewriter(Locator locator, String path, byte[] before) {
        this.locator = locator;
        this.path = path;
        this.before = before;
    }

    Rewrite rewrite(Wanted wanted) {
        LocatedFile located = locator.locateToEdit(path, before);
        if (located.content().isEmpty()) {
            return new Rewrite(path, before, before, List.of(), located.unread());
        }
        List<FieldPlan> plans = located.fields().stream()
                .map(one -> Planner.plan(
                        one,
                        wanted.forImage(one.field()),
                        policy -> wanted.forPolicy(one.field(), policy),
                        wanted.unpins()))
                .toList();
        EditedFile edited = edit(located.content().get(), plans);
        List<Refusal> refusals = Stream.of(plans, edited.refused())
                .flatMap(List::stream)
                .flatMap(plan -> plan.refusal().stream())
                .distinct()
                .sorted(Comparator.comparingInt(why -> why.place().line()))
                .toList();
        return edited.done().isEmpty()
                ? new Rewrite(path, before, before, List.of(), refusals)
                : confirmed(located, edited, refusals);
    }

    private EditedFile edit(Content content, List<FieldPlan> plans) {
        return content instanceof Content.Yaml yaml
                ? YamlEditor.edit(yaml.file(), before, plans)
                : TextEditor.edit(
                        ((Content.Text) content).text(),
                        plans.stream().filter(FieldPlan::changes).toList());
    }

    private Rewrite confirmed(LocatedFile located, EditedFile edited, List<Refusal> refusals) {
        List<Located> now =
                locator.locateEdited(path, edited.bytes(), edited.reread()).fields();
        boolean same = now.size() == located.fields().size();
        for (int i = 0; same && i < now.size(); i++) {
            same = values(now.get(i)).equals(expected(located.fields().get(i), edited.done()));
        }
        if (same) {
            return new Rewrite(path, before, edited.bytes(), changes(edited.done()), refusals);
        }
        List<Refusal> all = new ArrayList<>(refusals);
        all.add(new Refusal(
                Place.of(path),
                "read again after the edit, its image fields are not those that were wanted",
                "report this file; it was not changed"));
        return new Rewrite(path, before, before, List.of(), all);
    }

    private static List<String> values(Located located) {
        return located.found().parts().stream()
                .map(held -> held.part() + " " + held.spot().value())
                .sorted()
                .toList();
    }

    private static List<String> expected(Located located, List<FieldPlan> done) {
        List<FieldPlan> own =
                done.stream().filter(plan -> plan.located().equals(located)).toList();
        Stream<String> kept = located.found().parts().stream().map(held -> held.part() + " " + after(held, own));
        Stream<String> added = own.stream()
                .flatMap(plan -> plan.additions().stream())
                .map(addition -> addition.part() + " " + addition.value());
        return Stream.concat(kept, added).sorted().toList();
    }

    private static String after(Held held, List<FieldPlan> plans) {
        return plans.stream()
                .flatMap(plan -> plan.edits().stream())
                .filter(edit -> edit.held().equals(held))
                .map(ValueEdit::after)
                .findFirst()
                .orElse(held.spot().value());
    }

    private static List<Change> changes(List<FieldPlan> done) {
        List<Change> changes = new ArrayList<>();
        for (FieldPlan plan : done) {
            for (ValueEdit edit : plan.edits()) {
                Held held = edit.held();
                changes.add(new Change(
                        plan.located().field(),
                        held.part(),
                        held.spot().place(),
                        held.spot().value(),
                        edit.after()));
            }
            for (KeyAddition addition : plan.additions()) {
                Place place = plan.located().field().place();
                changes.add(new Change(plan.located().field(), addition.part(), place, "", addition.value()));
            }
        }
        return changes;
    }
}
