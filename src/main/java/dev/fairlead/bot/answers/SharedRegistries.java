package dev.fairlead.bot.answers;

import dev.fairlead.bot.agenda.Ticker;
import dev.fairlead.image.ImageName;
import dev.fairlead.image.Tag;
import dev.fairlead.registry.Attachments;
import dev.fairlead.registry.ImageDetails;
import dev.fairlead.registry.Registries;
import dev.fairlead.registry.Registry;
import dev.fairlead.registry.RegistryProbe;
import dev.fairlead.registry.TagInfo;
import dev.fairlead.registry.TagListing;
import dev.fairlead.update.RegistryAccess;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Registries whose answers all runs share. An answer counts for three quarters of the interval of the repository that asks, so
 * that its next run asks anew; the tags of an image that many repositories hold are asked for by the first of their runs
 * then, and a listing that has changed is {@linkplain AnswerListener#changed told}, so that the others need not wait for
 * theirs. It serves several threads.
 */
public final class SharedRegistries {
    private static final int PARTS = 4;
    private static final int COUNTING = 3;

    /** A part of the memory that the process may have. */
    private static final int ROOM_PART = 8;

    private final RegistryAccess network;
    private final Ticker ticker;
    private final AnswerListener listener;
    private final Map<Registries, SharedCircle> circles = new ConcurrentHashMap<>();

    /** @param network gives the same registries for the same settings; closed by its owner */
    public SharedRegistries(RegistryAccess network, Ticker ticker, AnswerListener listener) {
        this.network = network;
        this.ticker = ticker;
        this.listener = listener;
    }

    /** The registries as the runs of one repository see them. */
    public RegistryAccess of(String repository, Duration interval) {
        Duration oldest = interval.multipliedBy(COUNTING).dividedBy(PARTS);
        return adjustment -> new View(circle(network.with(adjustment)), oldest, repository);
    }

    private SharedCircle circle(Registries registries) {
        return circles.computeIfAbsent(
                registries,
                known -> new SharedCircle(
                        known, ticker, listener, Runtime.getRuntime().maxMemory() / ROOM_PART));
    }

    /** What is known of this image counts no more, since it was pushed. */
    public void forget(ImageName image) {
        circles.values().forEach(circle -> circle.forget(image));
    }

    private record View(SharedCircle circle, Duration oldest, String repository) implements Registries {
        @Override
        public Registry forImage(ImageName image) {
            return new SharedRegistry(circle, image, oldest, repository);
        }

        @Override
        public RegistryProbe probe(String host) {
            return circle.registries().probe(host);
        }

        @Override
        public RegistryProbe probe(ImageName image) {
            return circle.registries().probe(image);
        }

        @Override
        public void close() {}
    }

    private record SharedRegistry(SharedCircle circle, ImageName any, Duration oldest, String repository)
            implements Registry {
        @Override
        public String host() {
            return any.registry();
        }

        @Override
        public TagListing tags(ImageName image) {
            return circle.answers(image).tags(oldest, repository);
        }

        @Override
        public Optional<TagInfo> find(ImageName image, Tag tag) {
            return circle.answers(image).find(tag, oldest, repository);
        }

        @Override
        public ImageDetails details(ImageName image, String tagOrDigest) {
            Optional<String> digest = tagOrDigest.indexOf(':') >= 0
                    ? Optional.of(tagOrDigest)
                    : circle.answers(image).digest(Tag.of(tagOrDigest), oldest);
            return digest.map(known -> circle.details(image, known))
                    .orElseGet(() -> circle.guarded(image).details(image, tagOrDigest));
        }

        @Override
        public Attachments attachments() {
            return circle.guarded(any).attachments();
        }

        @Override
        public void close() {}
    }
}
