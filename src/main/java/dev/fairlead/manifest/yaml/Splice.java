package dev.fairlead.manifest.yaml;

/**
 * A wanted change of one scalar: a range of its decoded value gets another text. The bytes of the rest of the value stay, escapes included,
 * unless the new value has to be quoted where the old one was not.
 *
 * @param target the scalar
 * @param from where the range begins in {@link Scalar#value()}, in UTF-16 units
 * @param to where the range ends
 * @param text what stands there afterwards, decoded
 * @param shared whether a change in every place that repeats the scalar by an alias or a merge key is meant
 */
public record Splice(Scalar target, int from, int to, String text, boolean shared) implements Edit {
    public Splice {
        if (from < 0 || from > to || to > target.value().length()) {
            throw new IllegalArgumentException("no range of the value: " + from + " to " + to);
        }
    }

    /** Replaces the value. */
    public static Splice whole(Scalar target, String text) {
        return new Splice(target, 0, target.value().length(), text, false);
    }

    /** Replaces a range of the value. */
    public static Splice part(Scalar target, int from, int to, String text) {
        return new Splice(target, from, to, text, false);
    }

    /** The same, also where aliases repeat the scalar. */
    public Splice everywhere() {
        return new Splice(target, from, to, text, true);
    }
}
