package dev.fairlead.bot.answers;

import dev.fairlead.bot.agenda.Ticker;
import dev.fairlead.image.ImageName;
import dev.fairlead.image.Tag;
import dev.fairlead.registry.Registry;
import dev.fairlead.registry.TagInfo;
import dev.fairlead.registry.TagListing;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of one image at one registry. It serves several threads. */
final class ImageAnswers {
    private static final int MOST_FOUND = 64;

    /** An answer, and when it was given. */
    private record Found(Optional<TagInfo> info, Duration at, long news) {}

    private final ImageName image;
    private final Registry registry;
    private final Ticker ticker;
    private final AnswerListener listener;
    private final Map<Tag, Found> found = new HashMap<>();
    private @Nullable KeptListing listing;
    private Duration listedAt = Duration.ZERO;
    private long listedNews;
    private long news;

    ImageAnswers(ImageName image, Registry registry, Ticker ticker, AnswerListener listener) {
        this.image = image;
        this.registry = registry;
        this.ticker = ticker;
        this.listener = listener;
    }

    /** Nothing that is known counts any more, since the image was pushed. It is kept to be compared with. */
    synchronized void forget() {
        news++;
    }

    /** The tags as they were listed not longer ago than this. */
    TagListing tags(Duration oldest, String reader) {
        return listing(oldest, reader);
    }

    private synchronized KeptListing listing(Duration oldest, String reader) {
        KeptListing known = listing;
        if (known != null && !known.broken() && fresh(listedAt, listedNews, oldest)) {
            listener.spared(image.registry());
            return known;
        }
        KeptListing anew = new KeptListing(registry.tags(image), known, () -> listener.changed(image, reader));
        listing = anew;
        listedAt = ticker.now();
        listedNews = news;
        return anew;
    }

    /**
     * One tag. Where the image's tags are listed anyway, and the listing tells a tag's digest, no further question is needed
     * for a tag that is listed.
     */
    Optional<TagInfo> find(Tag tag, Duration oldest, String reader) {
        if (isListed()) {
            KeptListing known = listing(oldest, reader);
            Optional<TagInfo> listed = known.find(tag, Math.max(KeptListing.CHUNK, known.size()))
                    .filter(info -> info.digest().isPresent());
            if (listed.isPresent()) {
                listener.spared(image.registry());
                return listed;
            }
        }
        Optional<Found> known = known(tag, oldest);
        if (known.isPresent()) {
            listener.spared(image.registry());
            return known.get().info();
        }
        long asOf = news();
        Duration at = ticker.now();
        Optional<TagInfo> answer = registry.find(image, tag);
        keep(tag, new Found(answer, at, asOf), oldest);
        return answer;
    }

    /** The digest that a tag is known to point at, without asking. */
    synchronized Optional<String> digest(Tag tag, Duration oldest) {
        KeptListing known = listing;
        Optional<TagInfo> listed = known != null && !known.broken() && fresh(listedAt, listedNews, oldest)
                ? known.find(tag, known.size())
                : Optional.empty();
        return listed.flatMap(TagInfo::digest)
                .or(() -> known(tag, oldest).flatMap(Found::info).flatMap(TagInfo::digest))
                .map(Object::toString);
    }

    private synchronized boolean isListed() {
        return listing != null;
    }

    private synchronized long news() {
        return news;
    }

    private synchronized Optional<Found> known(Tag tag, Duration oldest) {
        return Optional.ofNullable(found.get(tag)).filter(one -> fresh(one.at(), one.news(), oldest));
    }

    private synchronized void keep(Tag tag, Found answer, Duration oldest) {
        if (found.size() >= MOST_FOUND) {
            found.values().removeIf(one -> !fresh(one.at(), one.news(), oldest));
        }
        if (found.size() >= MOST_FOUND) {
            found.clear();
        }
        found.put(tag, answer);
    }

    private boolean fresh(Duration at, long asOf, Duration oldest) {
        return asOf == news && ticker.now().minus(at).compareTo(oldest) < 0;
    }

    synchronized int weight() {
        KeptListing known = listing;
        return known == null ? 0 : known.weight();
    }

    /** Lets go of the listing; it is asked for again when it is wanted. */
    synchronized void drop() {
        listing = null;
        found.clear();
    }
}
