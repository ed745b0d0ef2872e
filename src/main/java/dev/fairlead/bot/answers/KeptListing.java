package dev.fairlead.bot.answers;

import dev.fairlead.image.Tag;
import dev.fairlead.registry.TagInfo;
import dev.fairlead.registry.TagListing;
import java.lang.ref.WeakReference;
import java.util.HashSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tags of an image as a registry listed them, as far as anybody has read: each page is asked for once, by whoever needs
 * it first. It serves several threads.
 */
final class KeptListing implements TagListing {
    /** So many tags are taken at once: they are in one page, and asking for that page again would cost a request. */
    static final int CHUNK = 100;

    private final TagListing asked;
    private final Runnable changed;
    private final PackedTags tags = new PackedTags();
    private boolean complete;
    private boolean broken;
    private boolean told;

    /** What was known before, until it is known whether it still holds. */
    private @Nullable KeptListing before;

    /** Held by those who read, so that a page in the middle of which nobody reads any more is let go. */
    private WeakReference<Iterator<TagInfo>> rest = new WeakReference<>(null);

    /**
     * A listing of which nothing has been asked yet.
     *
     * @param before the same listing, earlier
     * @param changed told once, if the listing is not what it was before
     */
    KeptListing(TagListing asked, @Nullable KeptListing before, Runnable changed) {
        this.asked = asked;
        this.before = before == null ? null : before.last();
        this.changed = changed;
    }

    /** What is known best: itself, or what it was to replace and has not. */
    private synchronized @Nullable KeptListing last() {
        return broken || (tags.size() == 0 && !complete) ? before : this;
    }

    @Override
    public boolean newestFirst() {
        return asked.newestFirst();
    }

    @Override
    public Iterator<TagInfo> iterator() {
        return new Walk();
    }

    /** Whether the registry broke it off: it is no answer. */
    synchronized boolean broken() {
        return broken;
    }

    synchronized int weight() {
        KeptListing earlier = before;
        return tags.weight() + (earlier == null ? 0 : earlier.tags.weight());
    }

    /** The tag of this name, if it is among the first so many. */
    Optional<TagInfo> find(Tag tag, int among) {
        Walk walk = new Walk();
        for (int i = 0; i < among && walk.hasNext(); i++) {
            TagInfo info = walk.next();
            if (info.tag().equals(tag)) {
                return Optional.of(info);
            }
        }
        return Optional.empty();
    }

    synchronized int size() {
        return tags.size();
    }

    private synchronized PackedTags.@Nullable Read read(int at, Walk reader) {
        if (at == tags.end() && !complete) {
            more(reader);
        }
        return at < tags.end() ? tags.read(at) : null;
    }

    private void more(Walk reader) {
        try {
            Iterator<TagInfo> source = source();
            reader.source = source;
            boolean first = tags.size() == 0;
            int goal = first ? firstGoal() : tags.size() + 1;
            while (tags.size() < goal && !complete) {
                step(source);
            }
            if (first || complete) {
                tags.trim();
            }
        } catch (RuntimeException e) {
            broken = true;
            rest = new WeakReference<>(null);
            throw e;
        }
    }

    /** As many as were read before, and one more, which tells whether there are more now. */
    private int firstGoal() {
        KeptListing earlier = before;
        return Math.max(CHUNK, earlier == null ? 0 : earlier.tags.size() + 1);
    }

    private void step(Iterator<TagInfo> source) {
        int end = tags.end();
        if (source.hasNext()) {
            tags.add(source.next());
            compare(end);
        } else {
            complete = true;
            compareWhole();
        }
    }

    /** Where reading goes on. A listing that was left is begun again, and what it has told already is passed over. */
    private Iterator<TagInfo> source() {
        Iterator<TagInfo> source = rest.get();
        if (source == null) {
            source = tags.size() == 0 ? asked.iterator() : new Unread(asked.iterator(), known());
            rest = new WeakReference<>(source);
        }
        return source;
    }

    private Set<Tag> known() {
        Set<Tag> known = new HashSet<>();
        for (int at = 0; at < tags.end(); ) {
            PackedTags.Read read = tags.read(at);
            known.add(read.info().tag());
            at = read.next();
        }
        return known;
    }

    private void compare(int from) {
        KeptListing earlier = before;
        if (earlier == null) {
            return;
        }
        if (!tags.beginsLike(earlier.tags, from)) {
            tell();
        } else if (tags.size() >= earlier.tags.size() && !earlier.complete) {
            before = null;
        } else if (tags.size() > earlier.tags.size()) {
            tell();
        }
    }

    private void compareWhole() {
        KeptListing earlier = before;
        if (earlier != null && tags.size() != earlier.tags.size()) {
            tell();
        }
        before = null;
    }

    private void tell() {
        before = null;
        if (!told) {
            told = true;
            changed.run();
        }
    }

    private final class Walk implements Iterator<TagInfo> {
        private int at;
        private PackedTags.@Nullable Read next;

        @SuppressWarnings("UnusedVariable") // held, not read: see rest
        private @Nullable Iterator<TagInfo> source;

        @Override
        public boolean hasNext() {
            if (next == null) {
                next = read(at, this);
            }
            return next != null;
        }

        @Override
        public TagInfo next() {
            if (!hasNext() || next == null) {
                throw new NoSuchElementException();
            }
            TagInfo info = next.info();
            at = next.next();
            next = null;
            return info;
        }
    }

    /** What a listing has beside tags that are known. */
    private static final class Unread implements Iterator<TagInfo> {
        private final Iterator<TagInfo> all;
        private final Set<Tag> known;
        private @Nullable TagInfo next;

        Unread(Iterator<TagInfo> all, Set<Tag> known) {
            this.all = all;
            this.known = known;
        }

        @Override
        public boolean hasNext() {
            while (next == null && all.hasNext()) {
                TagInfo info = all.next();
                next = known.contains(info.tag()) ? null : info;
            }
            return next != null;
        }

        @Override
        public TagInfo next() {
            TagInfo info = next;
            if (!hasNext() || (info = next) == null) {
                throw new NoSuchElementException();
            }
            next = null;
            return info;
        }
    }
}
