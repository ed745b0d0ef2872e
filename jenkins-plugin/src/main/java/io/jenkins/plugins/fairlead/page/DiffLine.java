package io.jenkins.plugins.fairlead.page;

/** A line of a unified diff. */
public final class DiffLine {
    private final String text;

    DiffLine(String text) {
        this.text = text;
    }

    public String getText() {
        return text;
    }

    /** The name of the style that it is shown in. */
    public String getKind() {
        if (text.startsWith("+++ ") || text.startsWith("--- ") || text.startsWith("diff ")) {
            return "file";
        }
        if (text.startsWith("@@")) {
            return "place";
        }
        if (text.startsWith("+")) {
            return "added";
        }
        return text.startsWith("-") ? "removed" : "same";
    }
}
