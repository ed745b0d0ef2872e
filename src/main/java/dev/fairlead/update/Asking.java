package dev.fairlead.update;

import dev.fairlead.FairleadException;
import dev.fairlead.Problem;
import dev.fairlead.image.Tag;
import dev.fairlead.update.choose.Chooser;
import dev.fairlead.update.choose.Question;
import dev.fairlead.update.report.UpdateListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Asks many questions at once, a bounded number of them at a time. The chooser keeps the answers. */
final class Asking {
    /**
     * One question.
     *
     * @param held the tags that are in place or proposed
     */
    record Item(Question question, Set<Tag> held) {}

    private final Chooser chooser;
    private final int parallel;
    private final UpdateListener listener;

    Asking(Chooser chooser, int parallel, UpdateListener listener) {
        this.chooser = chooser;
        this.parallel = parallel;
        this.listener = listener;
    }

    void ask(List<Item> items) {
        if (items.size() <= 1) {
            items.forEach(item -> chooser.choose(item.question(), item.held()));
            return;
        }
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(parallel, items.size()), task -> {
            Thread thread = new Thread(task, "fairlead-registry");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<?>> asked = new ArrayList<>();
            items.forEach(item -> asked.add(threads.submit(() -> chooser.choose(item.question(), item.held()))));
            for (int done = 0; done < asked.size(); done++) {
                asked.get(done).get();
                listener.progress("asking registries", done + 1, asked.size());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FairleadException(new Problem("", "the run was interrupted", "run again"), e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
