package dev.fairlead.manifest.edit;

import dev.fairlead.manifest.field.Refusal;
import dev.fairlead.manifest.locate.Located;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of one field: all of its edits are made, or none.
 *
 * @param located the field
 * @param edits the values that change
 * @param additions the keys that are added
 * @param refusal why nothing is done about what was wanted
 */
public record FieldPlan(
        Located located, List<ValueEdit> edits, List<KeyAddition> additions, Optional<Refusal> refusal) {
    public FieldPlan {
        edits = List.copyOf(edits);
        additions = List.copyOf(additions);
    }

    static FieldPlan nothing(Located located) {
        return new FieldPlan(located, List.of(), List.of(), Optional.empty());
    }

    static FieldPlan refused(Located located, String reason, String remedy) {
        return refused(located, new Refusal(located.field().place(), reason, remedy));
    }

    /** The same field, left alone for this reason. */
    public static FieldPlan refused(Located located, Refusal why) {
        return new FieldPlan(located, List.of(), List.of(), Optional.of(why));
    }

    /** Whether it changes anything. */
    public boolean changes() {
        return !edits.isEmpty() || !additions.isEmpty();
    }
}
