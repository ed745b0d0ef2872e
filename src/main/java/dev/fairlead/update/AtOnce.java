package dev.fairlead.update;

import dev.fairlead.FairleadException;
import dev.fairlead.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Does tasks that wait for others at the same time, a bounded number of them; the first that fails ends the rest. */
final class AtOnce {
    private final String threads;
    private final int most;

    /**
     * @param threads their name, as a dump of threads shows it
     * @param most how many, one or more
     */
    AtOnce(String threads, int most) {
        this.threads = threads;
        this.most = most;
    }

    /**
     * Every task's result, in the order of the tasks. One task alone is done by the caller's own thread.
     *
     * @param done is told, after each task, how many are done
     */
    <T> List<T> run(List<? extends Supplier<T>> tasks, IntConsumer done) {
        if (tasks.size() <= 1) {
            return tasks.stream().<T>map(Supplier::get).toList();
        }
        ExecutorService pool =
                Executors.newFixedThreadPool(Math.min(most, tasks.size()), threads(MDC.getCopyOfContextMap()));
        try {
            return results(tasks.stream().map(task -> pool.submit(task::get)).toList(), done);
        } finally {
            pool.shutdownNow();
        }
    }

    /** @param context what the caller's lines of the log say of themselves, such as the id of a run: the tasks' lines say it too */
    private ThreadFactory threads(@Nullable Map<String, String> context) {
        return task -> {
            Thread thread = new Thread(
                    () -> {
                        if (context != null) {
                            MDC.setContextMap(context);
                        }
                        task.run();
                    },
                    threads);
            thread.setDaemon(true);
            return thread;
        };
    }

    private static <T> List<T> results(List<Future<T>> running, IntConsumer done) {
        List<T> results = new ArrayList<>();
        try {
            for (Future<T> one : running) {
                results.add(one.get());
                done.accept(results.size());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FairleadException(new Problem("", "the run was interrupted", "run again"), e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }
}
