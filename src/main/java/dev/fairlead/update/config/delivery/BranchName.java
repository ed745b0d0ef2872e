package dev.fairlead.update.config.delivery;

import java.util.regex.Pattern;

/** The rules of git-check-ref-format(1) for the name of a branch. */
public final class BranchName {
    private static final Pattern FORBIDDEN = Pattern.compile(
            "[\\x00-\\x20\\x7f~^:?*\\[\\\\]|\\.\\.|@\\{|//|/\\.|^[./-]|[./]$|\\.lock(?:/|$)|^@$|^HEAD$|^refs/");

    private BranchName() {}

    /**
     * The text itself, if it can be a branch's short name.
     *
     * @throws IllegalArgumentException if it cannot, with the reason as its message
     */
    public static String of(String text) {
        if (text.isEmpty() || FORBIDDEN.matcher(text).find()) {
            throw new IllegalArgumentException("'" + text + "' cannot be the name of a branch");
        }
        return text;
    }
}
