package dev.fairlead.bot.http;

/** An event reached a replica that does not work. */
public final class NotLeadingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotLeadingException() {
        super("another replica works", null, false, false);
    }
}
