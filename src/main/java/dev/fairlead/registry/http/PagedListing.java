package dev.fairlead.registry.http;

import dev.fairlead.Problem;
import dev.fairlead.registry.RegistryException;
import dev.fairlead.registry.RegistryException.Kind;
import dev.fairlead.registry.TagInfo;
import dev.fairlead.registry.TagListing;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A listing that asks for a page when the one before it is used up, and lets go of that one. Of the pages read it keeps
 * their links, so that it cannot be led in circles.
 */
public final class PagedListing implements TagListing {
    private final String place;
    private final boolean newestFirst;
    private final Function<Optional<String>, Page> pages;

    /**
     * A listing that has asked for nothing yet.
     *
     * @param place what is listed, for messages
     * @param pages fetches the page at a link, or the first
     */
    public PagedListing(String place, boolean newestFirst, Function<Optional<String>, Page> pages) {
        this.place = place;
        this.newestFirst = newestFirst;
        this.pages = pages;
    }

    @Override
    public boolean newestFirst() {
        return newestFirst;
    }

    @Override
    public Iterator<TagInfo> iterator() {
        return new Walk();
    }

    private final class Walk implements Iterator<TagInfo> {
        private final Set<String> links = new HashSet<>();
        private Iterator<TagInfo> page = Collections.emptyIterator();
        private Optional<String> link = Optional.empty();
        private boolean started;

        @Override
        public boolean hasNext() {
            while (!page.hasNext() && (!started || link.isPresent())) {
                page = Collections.emptyIterator(); // the old page can go while the next is on its way
                Page fetched = pages.apply(link);
                started = true;
                fetched.next().ifPresent(this::note);
                page = fetched.tags().iterator();
                link = fetched.next();
            }
            return page.hasNext();
        }

        private void note(String next) {
            if (!links.add(next)) {
                throw new RegistryException(
                        Kind.MALFORMED,
                        new Problem(
                                place,
                                "the registry's list of tags leads back to a page that was read already",
                                "check what stands between here and the registry"));
            }
        }

        @Override
        public TagInfo next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return page.next();
        }
    }
}
