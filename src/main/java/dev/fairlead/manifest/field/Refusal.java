package dev.fairlead.manifest.field;

import dev.fairlead.Problem;

/**
 * Why something in a file was not read or not changed.
 *
 * @param place the field, or the file as a whole
 * @param reason what stands against it, as a clause without a full stop
 * @param remedy what a person can do about it; empty where nothing can be done
 */
public record Refusal(Place place, String reason, String remedy) {

    /** The same as a {@link Problem}. */
    public Problem problem() {
        return new Problem(place.toString(), reason, remedy);
    }

    /** {@code place: reason; remedy}. */
    @Override
    public String toString() {
        return problem().toString();
    }
}
