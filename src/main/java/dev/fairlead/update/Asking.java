package dev.fairlead.update;

import dev.fairlead.image.Tag;
import dev.fairlead.update.choose.Choice;
import dev.fairlead.update.choose.Chooser;
import dev.fairlead.update.choose.Question;
import dev.fairlead.update.report.UpdateListener;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Asks many questions at once, a bounded number of them at a time. The chooser keeps the answers. */
final class Asking {
    /**
     * One question.
     *
     * @param held the tags that are in place or proposed
     */
    record Item(Question question, Set<Tag> held) {}

    private final Chooser chooser;
    private final AtOnce threads;
    private final UpdateListener listener;

    Asking(Chooser chooser, int parallel, UpdateListener listener) {
        this.chooser = chooser;
        this.threads = new AtOnce("fairlead-registry", parallel);
        this.listener = listener;
    }

    void ask(List<Item> items) {
        List<Supplier<Choice>> questions = items.stream()
                .<Supplier<Choice>>map(item -> () -> chooser.choose(item.question(), item.held()))
                .toList();
        threads.run(questions, done -> listener.progress("asking registries", done, items.size()));
    }
}
