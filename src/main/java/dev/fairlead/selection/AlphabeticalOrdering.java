package dev.fairlead.selection;

import dev.fairlead.registry.TagInfo;
import java.util.Comparator;

/** The order of ASCII characters, one by one: {@code B} before {@code a}, {@code 1.0.63} before {@code 1.0.9}. */
record AlphabeticalOrdering(Direction direction) implements Ordering<String> {
    @Override
    public String key(String subject, TagInfo info) {
        return subject;
    }

    @Override
    public Comparator<? super String> order() {
        return direction == Direction.ASCENDING ? Comparator.naturalOrder() : Comparator.reverseOrder();
    }

    @Override
    public String reason(Loss loss, String subject) {
        return "'" + subject + "' has no place in the alphabet";
    }

    @Override
    public String superlative() {
        return (direction == Direction.ASCENDING ? "last" : "first") + " in alphabetical order";
    }
}
