package dev.fairlead.bot.answers;

import dev.fairlead.bot.agenda.Ticker;
import dev.fairlead.image.ImageName;
import dev.fairlead.registry.ImageDetails;
import dev.fairlead.registry.Registries;
import dev.fairlead.registry.Registry;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/** What is known of registries that are reached by the same settings. It serves several threads. */
final class SharedCircle {
    private static final int MOST_DETAILS = 2_000;
    private static final int SHED_EVERY = 256;

    private final Registries registries;
    private final Ticker ticker;
    private final AnswerListener listener;
    private final long room;
    private int questions;
    private final Map<String, Circuit> circuits = new ConcurrentHashMap<>();
    private final Map<ImageName, ImageAnswers> images = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<String, ImageDetails> details = new LinkedHashMap<>(16, 0.75f, true);

    /** @param room how many bytes of tags are kept; what was used longest ago goes first */
    SharedCircle(Registries registries, Ticker ticker, AnswerListener listener, long room) {
        this.registries = registries;
        this.ticker = ticker;
        this.listener = listener;
        this.room = room;
    }

    Registries registries() {
        return registries;
    }

    ImageAnswers answers(ImageName image) {
        synchronized (images) {
            ImageAnswers known =
                    images.computeIfAbsent(image, name -> new ImageAnswers(name, guarded(name), ticker, listener));
            if (++questions % SHED_EVERY == 0) {
                shed();
            }
            return known;
        }
    }

    /** Lets go of what was used longest ago, until the rest fits. The one that was asked for now stays. */
    private void shed() {
        long weight = images.values().stream().mapToLong(ImageAnswers::weight).sum();
        Iterator<ImageAnswers> oldest = images.values().iterator();
        for (int left = images.size(); weight > room && left > 1; left--) {
            ImageAnswers one = oldest.next();
            weight -= one.weight();
            one.drop();
        }
    }

    void forget(ImageName image) {
        synchronized (images) {
            ImageAnswers known = images.get(image);
            if (known != null) {
                known.forget();
            }
        }
    }

    /** What an image says of itself never changes, as long as it is named by its digest. */
    ImageDetails details(ImageName image, String digest) {
        String key = image + "@" + digest;
        synchronized (details) {
            ImageDetails known = details.get(key);
            if (known != null) {
                listener.spared(image.registry());
                return known;
            }
        }
        ImageDetails asked = guarded(image).details(image, digest);
        synchronized (details) {
            details.put(key, asked);
            if (details.size() > MOST_DETAILS) {
                details.remove(details.keySet().iterator().next());
            }
        }
        return asked;
    }

    /** The registry itself, left alone where it wants to be. */
    Registry guarded(ImageName image) {
        Registry registry = registries.forImage(image);
        return new GuardedRegistry(
                registry,
                circuits.computeIfAbsent(
                        registry.host(), host -> new Circuit(host, ticker, RandomGenerator.getDefault(), listener)));
    }
}
