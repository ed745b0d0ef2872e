package dev.fairlead.bot.lead;

import java.net.URI;
import java.util.Optional;

/** Whether this replica is the one that works. The others hear events and pass them on. */
public interface Leadership extends AutoCloseable {
    /** Hears that this replica shall work, or shall no longer. Called by any thread, one call at a time. */
    interface Listener {
        void gained();

        /** Nothing of what this replica does may outlast this call by more than a moment. */
        void lost();
    }

    /** Begins; the listener hears of every change from now on. */
    void start(Listener listener);

    boolean leads();

    /** Where the one that works hears events; empty where that is this one, or is not known. */
    Optional<URI> leader();

    /** Gives the work up, so that another replica can take it at once. */
    @Override
    void close();

    /** The only replica there is. */
    static Leadership alone() {
        return new Alone();
    }
}
