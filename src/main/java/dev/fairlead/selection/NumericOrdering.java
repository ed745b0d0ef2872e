package dev.fairlead.selection;

import dev.fairlead.registry.TagInfo;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Whole numbers of any length, compared exactly. */
record NumericOrdering(Direction direction) implements Ordering<Digits> {
    @Override
    public @Nullable Digits key(String subject, TagInfo info) {
        return Digits.parse(subject);
    }

    @Override
    public Comparator<? super Digits> order() {
        return direction == Direction.ASCENDING ? Comparator.naturalOrder() : Comparator.reverseOrder();
    }

    @Override
    public String reason(Loss loss, String subject) {
        return "'" + subject + "' is no whole number";
    }

    @Override
    public String superlative() {
        return direction == Direction.ASCENDING ? "highest number" : "lowest number";
    }
}
