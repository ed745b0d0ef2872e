package dev.fairlead.forge.gitlab;

import java.util.regex.Pattern;

/**
 * Lines that GitLab would carry out instead of keeping them ("GitLab quick actions": {@code /close}, {@code /merge}…,
 * at a line's beginning in a description or note). Release notes and file names get into our texts, and must not act as
 * us: a backslash before the slash shows the same and does nothing.
 */
final class QuickActions {
    private static final Pattern ACTION = Pattern.compile("(?m)^(?=\\\\*/[A-Za-z_]+(?:\\s|$))");
    private static final Pattern QUOTED = Pattern.compile("(?m)^\\\\(?=\\\\*/[A-Za-z_]+(?:\\s|$))");
    private static final Pattern END = Pattern.compile("\\s+$");

    private QuickActions() {}

    /** The text as it is sent: nothing acts, and there is no white space at its end, which GitLab takes away. */
    static String quoted(String text) {
        return ACTION.matcher(trimmed(text)).replaceAll("\\\\");
    }

    /** The text as it was before. */
    static String unquoted(String text) {
        return QUOTED.matcher(text).replaceAll("");
    }

    /** As GitLab keeps it. */
    static String trimmed(String text) {
        return END.matcher(text).replaceFirst("");
    }
}
