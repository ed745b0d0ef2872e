package io.jenkins.plugins.fairlead.badge;

/** The looks of a badge. */
enum BadgeStyle {
    FLAT("flat"),
    FLAT_SQUARE("flat-square");

    private final String text;

    BadgeStyle(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    /** The style of this name; flat where there is none. */
    static BadgeStyle named(String name) {
        return FLAT_SQUARE.text.equals(name) ? FLAT_SQUARE : FLAT;
    }
}
