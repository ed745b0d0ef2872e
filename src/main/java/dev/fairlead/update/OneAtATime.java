package dev.fairlead.update;

import dev.fairlead.update.report.Step;
import dev.fairlead.update.report.UpdateListener;

/**
 * Passes calls from several threads on, one at a time.
 *
 * @param listener who hears them
 */
record OneAtATime(UpdateListener listener) implements UpdateListener {
    @Override
    public synchronized void reached(Step step, String group) {
        listener.reached(step, group);
    }

    @Override
    public synchronized void progress(String work, int done, int of) {
        listener.progress(work, done, of);
    }
}
