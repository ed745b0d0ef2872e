package dev.fairlead.bot.hear;

/**
 * What the sender is answered.
 *
 * @param text a short sentence, without a secret
 */
public record Reply(int status, String text) {
    static final Reply REFUSED = new Reply(403, "the sender is not known");
    static final Reply TOO_LARGE = new Reply(413, "too large for an event");
    static final Reply NO_EVENT = new Reply(400, "this is no event");

    static Reply nothing(String why) {
        return new Reply(200, "nothing to do: " + why);
    }

    static Reply heard(int repositories) {
        return new Reply(
                202, "heard: it concerns " + repositories + (repositories == 1 ? " repository" : " repositories"));
    }
}
