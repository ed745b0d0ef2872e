package dev.fairlead.update.plan;

/**
 * What a pull request tells that brings no versions of a policy: a hold, a rollback.
 *
 * @param body Markdown: what, and why
 * @param footer Markdown: what closing or merging it means
 */
public record Story(String body, String footer) {
    /** Text of people in Markdown: it is no markup, ends no table cell and mentions nobody. */
    public static String plain(String text) {
        return text.replaceAll("\\s+", " ")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replaceAll("(?<![\\w./:-])@(?=[A-Za-z])", "@\u200b");
    }
}
