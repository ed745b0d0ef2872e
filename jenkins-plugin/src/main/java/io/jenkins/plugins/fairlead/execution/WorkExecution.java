package io.jenkins.plugins.fairlead.execution;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.fairlead.access.Settings;
import io.jenkins.plugins.fairlead.connect.Place;
import io.jenkins.plugins.fairlead.work.EngineWork;
import io.jenkins.plugins.fairlead.work.Running;
import java.io.IOException;
import java.io.Serializable;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import jenkins.model.Jenkins;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.springframework.security.core.Authentication;

/**
 * Work of a few minutes at most. It ends when it is done, when it is stopped (at once: the work itself is interrupted, and
 * nobody waits for it), and when its time is over. It does not outlive Jenkins: the engine changes a repository whole or not at
 * all, so that running the step again is right.
 *
 * @param <T> what it gives
 */
abstract class WorkExecution<T extends Serializable> extends StepExecution {
    private static final long serialVersionUID = 1L;

    private final int minutes;
    private transient volatile AtomicBoolean over;
    private transient volatile Running<T> running;
    private transient volatile ScheduledFuture<?> limit;

    /** @param minutes how long it may take; 0 for what the settings say */
    WorkExecution(StepContext context, int minutes) {
        super(context);
        this.minutes = minutes;
    }

    /** Finds out what is to be done, and as whom. */
    abstract EngineWork<T> prepare(Run<?, ?> run, Place place, TaskListener listener)
            throws IOException, InterruptedException;

    /** Keeps what was done. */
    void keep(Run<?, ?> run, TaskListener listener, T result) throws IOException {
        // nothing is kept of most work
    }

    @Override
    public final boolean start() throws Exception {
        over = new AtomicBoolean();
        Authentication user = Jenkins.getAuthentication2();
        int allowed = minutes > 0 ? minutes : Settings.current().limits().minutes();
        limit = Timer.get().schedule(() -> timeOut(allowed), allowed, TimeUnit.MINUTES);
        running = Running.start(() -> prepared(user), new End());
        return false;
    }

    private Running.Prepared<T> prepared(Authentication user) throws IOException, InterruptedException {
        try (ACLContext ignored = ACL.as2(user)) {
            StepContext context = getContext();
            Place place = Place.of(context.get(FilePath.class), context.get(EnvVars.class));
            return new Running.Prepared<>(
                    place, prepare(context.get(Run.class), place, context.get(TaskListener.class)));
        }
    }

    private final class End implements Running.Outcome<T> {
        @Override
        public void done(T result) throws IOException, InterruptedException {
            if (over.compareAndSet(false, true)) {
                limit.cancel(false);
                try {
                    keep(getContext().get(Run.class), getContext().get(TaskListener.class), result);
                } catch (IOException | InterruptedException e) {
                    getContext().onFailure(e);
                    return;
                }
                getContext().onSuccess(result);
            }
        }

        @Override
        public void failed(Throwable cause) {
            end(cause);
        }
    }

    private void timeOut(int allowed) {
        end(new AbortException("the step was not done within " + allowed + (allowed == 1 ? " minute" : " minutes")
                + "; what it was at is in the log; raise 'timeout'"));
    }

    private void end(Throwable cause) {
        AtomicBoolean once = over;
        if (once == null) {
            getContext().onFailure(cause); // stopped before it was resumed
        } else if (once.compareAndSet(false, true)) {
            limit.cancel(false);
            getContext().onFailure(cause);
            Running<T> work = running;
            if (work != null) {
                work.cancel();
            }
        }
    }

    @Override
    public void stop(Throwable cause) throws Exception {
        end(cause);
    }

    @Override
    public void onResume() {
        getContext()
                .onFailure(new AbortException(
                        "Jenkins was restarted while the step worked; nothing is half done; run the build again"));
    }

    @Override
    public String getStatus() {
        return over == null
                ? "interrupted by a restart of Jenkins"
                : over.get() ? "done" : "working, or waiting for its turn";
    }
}
