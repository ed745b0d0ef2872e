package dev.fairlead.registry.http;

import dev.fairlead.registry.TagInfo;
import java.util.List;
import java.util.Optional;

/**
 * One page of a listing.
 *
 * @param tags in the registry's order
 * @param next the link to the next page, in the form that the registry gave it; empty on the last page
 */
public record Page(List<TagInfo> tags, Optional<String> next) {

    public Page {
        tags = List.copyOf(tags);
    }
}
