package dev.fairlead.agent.source.http;

import dev.fairlead.agent.source.SourceException;
import dev.fairlead.agent.source.SourceException.Kind;
import dev.fairlead.registry.wire.Answer;

/** What an answer that is none means, by its status. Its own words are left out: they may repeat what was sent. */
public final class Refusal {
    private Refusal() {}

    public static SourceException of(Answer answer, String place) {
        return of(answer.status(), place, "");
    }

    /**
     * The failure to tell of.
     *
     * @param code the server's own word for it, such as {@code NoSuchBucket}; empty where it has none
     */
    public static SourceException of(int status, String place, String code) {
        String at = place + " (HTTP " + status + (code.isEmpty() ? "" : " " + code) + ")";
        return switch (status) {
            case 401 ->
                new SourceException(
                        Kind.UNAUTHORIZED, at, "the server does not accept who we are", "check the credentials");
            case 403 ->
                new SourceException(
                        Kind.FORBIDDEN,
                        at,
                        "the server does not let us read this",
                        "check the credentials, and give them the right to list and read");
            case 404, 410 ->
                new SourceException(Kind.NOT_FOUND, at, "there is no such thing", "create it, or check the address");
            case 412 -> new SourceException(Kind.CHANGED, at, "it changed while it was read", "it is read again");
            case 429 -> new SourceException(Kind.SERVER, at, "the server asks to slow down", "ask it less often");
            default ->
                status >= 500
                        ? new SourceException(Kind.SERVER, at, "the server fails", "try again later")
                        : new SourceException(
                                Kind.MALFORMED, at, "the server gave an answer of no use", "check the address");
        };
    }
}
