package dev.fairlead.update.propose;

import dev.fairlead.update.report.Step;
import dev.fairlead.update.report.UpdateListener;

/** Tells a listener of one group's steps. */
public record GroupSteps(UpdateListener listener, String group) {
    public void reached(Step step) {
        listener.reached(step, group);
    }
}
