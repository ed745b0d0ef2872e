package dev.fairlead.manifest.edit;

import dev.fairlead.manifest.field.Part;
import dev.fairlead.manifest.field.Refusal;
import dev.fairlead.manifest.find.Held;
import dev.fairlead.manifest.locate.Located;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Collects the new texts of one field's values. The first text for a value counts; the first refusal ends it all. */
final class Drafts {
    private final Located located;
    private final List<ValueEdit> texts = new ArrayList<>();
    private final List<KeyAddition> additions = new ArrayList<>();
    private @Nullable Refusal refusal;

    Drafts(Located located) {
        this.located = located;
    }

    Located located() {
        return located;
    }

    Optional<Held> part(Part part) {
        return located.found().part(part);
    }

    /** Settles the text of a value, also where it is the old one. */
    void set(Held held, String text) {
        if (!isSet(held)) {
            texts.add(new ValueEdit(held, text));
        }
    }

    boolean isSet(Held held) {
        return texts.stream().anyMatch(edit -> edit.held().equals(held));
    }

    /** Whether the value gets another text than it has. */
    boolean changes(Held held) {
        return texts.stream()
                .anyMatch(edit -> edit.held().equals(held)
                        && !edit.after().equals(held.spot().value()));
    }

    void add(KeyAddition addition) {
        additions.add(addition);
    }

    void refuse(Held held, String reason, String remedy) {
        refuse(new Refusal(held.spot().place(), reason, remedy));
    }

    void refuse(Refusal why) {
        refusal = refusal == null ? why : refusal;
    }

    FieldPlan plan() {
        if (refusal != null) {
            return FieldPlan.refused(located, refusal);
        }
        List<ValueEdit> changing = texts.stream()
                .filter(edit -> !edit.after().equals(edit.held().spot().value()))
                .toList();
        return new FieldPlan(located, changing, additions, Optional.empty());
    }
}
