package dev.fairlead.pipeline.access;

/** A secret that prints as {@code ***}. */
public record Hidden(String value) {
    @Override
    public String toString() {
        return "***";
    }
}
