package io.jenkins.plugins.fairlead.config;

import hudson.util.FormValidation;
import io.jenkins.plugins.fairlead.connect.EngineThreads;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Tries something that servers answer, for a person who waits: a server that is not there is given up on soon. */
final class Tried {
    private static final int SECONDS = 30;
    private static final ThreadFactory THREADS = EngineThreads.named("Fairlead settings are verified");

    private Tried() {}

    /** The answer of the work, or what was wrong with it. */
    static FormValidation within(Callable<String> work) {
        return within(work, SECONDS);
    }

    static FormValidation within(Callable<String> work, int seconds) {
        FutureTask<String> task = new FutureTask<>(work);
        THREADS.newThread(task).start();
        try {
            return FormValidation.ok(task.get(seconds, TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            return FormValidation.error(e.getCause().getMessage());
        } catch (TimeoutException e) {
            return FormValidation.error(Messages.Tried_noAnswer(seconds));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FormValidation.error(Messages.Tried_noAnswer(seconds));
        } finally {
            task.cancel(true);
        }
    }
}
