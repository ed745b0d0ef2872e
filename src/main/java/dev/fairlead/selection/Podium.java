package dev.fairlead.selection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** The best few of any number of entries, in constant memory. */
final class Podium<K> {
    private final int places;
    private final Comparator<Entry<K>> order;
    private final PriorityQueue<Entry<K>> lowestFirst;
    private long offered;

    Podium(int places, Comparator<Entry<K>> order) {
        this.places = places;
        this.order = order;
        this.lowestFirst = new PriorityQueue<>(Math.min(places, 128), order);
    }

    /** Takes an entry in if it is among the best so far. */
    void offer(Entry<K> entry) {
        offered++;
        if (lowestFirst.size() < places) {
            lowestFirst.add(entry);
        } else if (order.compare(entry, lowestFirst.peek()) > 0) {
            lowestFirst.poll();
            lowestFirst.add(entry);
        }
    }

    /** The entry that all others have to beat, while there is but one place. */
    @Nullable
    Entry<K> lowest() {
        return lowestFirst.peek();
    }

    /** How many entries were offered and found no place, or lost it. */
    long turnedAway() {
        return offered - lowestFirst.size();
    }

    /** The entries on the podium, the best first. */
    List<Entry<K>> bestFirst() {
        List<Entry<K>> best = new ArrayList<>(lowestFirst);
        best.sort(order.reversed());
        return best;
    }
}
