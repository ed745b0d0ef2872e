package dev.fairlead.registry.wire;

import java.io.IOException;
import java.time.Duration;

/** Sends one request and waits for its whole answer, whatever its status. */
@FunctionalInterface
public interface Wire {

    /**
     * Asks once.
     *
     * @param timeout how long the whole answer may take, from connecting to the last byte
     * @throws IOException if no whole answer came
     */
    Answer send(Ask ask, Duration timeout) throws IOException, InterruptedException;
}
