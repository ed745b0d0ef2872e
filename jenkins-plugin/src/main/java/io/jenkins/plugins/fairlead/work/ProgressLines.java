package io.jenkins.plugins.fairlead.work;

import dev.fairlead.update.report.Step;
import dev.fairlead.update.report.UpdateListener;
import hudson.model.TaskListener;
import java.time.Duration;
import java.util.Locale;

/** How work gets on, in the log of the build: a line a step, and within long ones a line now and then. */
final class ProgressLines implements UpdateListener {
    private static final long QUIET = Duration.ofSeconds(10).toNanos();

    private final TaskListener listener;
    private long told = System.nanoTime();

    ProgressLines(TaskListener listener) {
        this.listener = listener;
    }

    @Override
    public void reached(Step step, String group) {
        told = System.nanoTime();
        listener.getLogger()
                .println((group.isEmpty() ? "" : group + ": ")
                        + step.name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }

    @Override
    public void progress(String work, int done, int of) {
        long now = System.nanoTime();
        if (now - told >= QUIET) {
            told = now;
            listener.getLogger().println(work + ": " + done + (of > 0 ? " of " + of : ""));
        }
    }
}
