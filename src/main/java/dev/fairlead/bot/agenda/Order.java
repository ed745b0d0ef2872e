package dev.fairlead.bot.agenda;

/**
 * One run that is due.
 *
 * @param repository its name in the configuration
 * @param wanted what it shall look at
 * @param cause why it is due now
 */
public record Order(String repository, Wanted wanted, Cause cause) {
    /** Why a run is due. The names are values of a metric's label: they do not change. */
    public enum Cause {
        /** Its interval is over. */
        SCHEDULE,
        /** A registry or a forge told of a change. */
        EVENT,
        /** The run before it failed. */
        RETRY
    }
}
