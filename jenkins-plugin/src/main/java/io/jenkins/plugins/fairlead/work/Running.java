package io.jenkins.plugins.fairlead.work;

import io.jenkins.plugins.fairlead.connect.Place;
import java.io.IOException;
import java.io.Serializable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import jenkins.util.Timer;

/**
 * Work that is under way. No thread of the controller waits for work on an agent: it is asked from time to time whether it is
 * done, less often the longer it takes.
 *
 * @param <T> what it gives
 */
public final class Running<T extends Serializable> {
    private static final long FIRST_PAUSE = 50;
    private static final long LONGEST_PAUSE = 1_000;

    private final Outcome<T> outcome;
    private volatile Future<?> task;
    private volatile boolean cancelled;

    /** What is done, and where. */
    public record Prepared<T extends Serializable>(Place place, EngineWork<T> work) {}

    /** Finds out what is done, which may take a while. */
    public interface Preparation<T extends Serializable> {
        Prepared<T> prepare() throws IOException, InterruptedException;
    }

    /** Hears the end, once. */
    public interface Outcome<T> {
        /** It is done. A failure here is the work's, too. */
        void done(T result) throws IOException, InterruptedException;

        void failed(Throwable cause);
    }

    private Running(Outcome<T> outcome) {
        this.outcome = outcome;
    }

    /** Starts it, and comes back at once. */
    public static <T extends Serializable> Running<T> start(Preparation<T> preparation, Outcome<T> outcome) {
        Running<T> running = new Running<>(outcome);
        running.next(WorkThreads.shortly(() -> running.begin(preparation)));
        return running;
    }

    private void begin(Preparation<T> preparation) {
        try {
            Prepared<T> prepared = preparation.prepare();
            if (prepared.place().isRemote()) {
                Future<T> remote = prepared.place().getWorkspace().actAsync(prepared.work());
                next(remote);
                look(remote, FIRST_PAUSE);
            } else {
                next(WorkThreads.onController(() -> here(prepared)));
            }
        } catch (IOException | InterruptedException | RuntimeException | LinkageError e) {
            outcome.failed(e);
        }
    }

    private void here(Prepared<T> prepared) {
        try {
            outcome.done(prepared.work().runAt(prepared.place()));
        } catch (IOException | InterruptedException | RuntimeException | LinkageError e) {
            outcome.failed(e);
        }
    }

    private void look(Future<T> remote, long pause) {
        Timer.get()
                .schedule(
                        () -> {
                            if (remote.isDone()) {
                                next(WorkThreads.shortly(() -> take(remote)));
                            } else {
                                look(remote, Math.min(pause * 2, LONGEST_PAUSE));
                            }
                        },
                        pause,
                        TimeUnit.MILLISECONDS);
    }

    private void take(Future<T> remote) {
        try {
            outcome.done(remote.get());
        } catch (ExecutionException e) {
            outcome.failed(e.getCause());
        } catch (IOException | InterruptedException | RuntimeException | LinkageError e) {
            outcome.failed(e);
        }
    }

    private void next(Future<?> part) {
        task = part;
        if (cancelled) {
            part.cancel(true);
        }
    }

    /** Ends it where it is. */
    public void cancel() {
        cancelled = true;
        Future<?> part = task;
        if (part != null) {
            part.cancel(true);
        }
    }
}
