package dev.fairlead.update.source;

import dev.fairlead.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * What was found.
 *
 * @param images images with their policies
 * @param refused what is written there and cannot be taken over as it is meant
 * @param notes what else a person should know
 */
public record Sourced(List<SourcedImage> images, List<Problem> refused, List<String> notes) {
    public Sourced {
        images = List.copyOf(images);
        refused = List.copyOf(refused);
        notes = List.copyOf(notes);
    }

    /** Nothing found. */
    public static final Sourced NOTHING = new Sourced(List.of(), List.of(), List.of());

    /** Both together. */
    public Sourced and(Sourced other) {
        return new Sourced(
                together(images, other.images), together(refused, other.refused), together(notes, other.notes));
    }

    private static <T> List<T> together(List<T> a, List<T> b) {
        List<T> all = new ArrayList<>(a);
        all.addAll(b);
        return all;
    }
}
