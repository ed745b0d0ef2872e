package dev.fairlead.registry;

import java.util.Iterator;
import java.util.List;

/**
 * The tags of a repository, a page at a time: an iteration holds one page and asks for the next when it needs it. Each
 * call of {@link #iterator()} begins a listing of its own at the first page.
 */
public interface TagListing extends Iterable<TagInfo> {

    /**
     * Whether the tags come in the order of their last push, newest first, so that the newest needs only the first page.
     * Where this is false the order is the registry's own (most sort by name).
     */
    boolean newestFirst();

    /** A listing of tags that are known already. */
    static TagListing of(List<TagInfo> tags, boolean newestFirst) {
        List<TagInfo> known = List.copyOf(tags);
        return new TagListing() {
            @Override
            public Iterator<TagInfo> iterator() {
                return known.iterator();
            }

            @Override
            public boolean newestFirst() {
                return newestFirst;
            }
        };
    }
}
