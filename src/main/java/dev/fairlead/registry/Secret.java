package dev.fairlead.registry;

/**
 * A text that must not be seen. It prints as {@code ***}, so that it gets into no log and no message by accident.
 *
 * @param value the text itself
 */
public record Secret(String value) {

    @Override
    public String toString() {
        return "***";
    }
}
