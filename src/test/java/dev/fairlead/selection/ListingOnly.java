package dev.fairlead.selection;

import dev.fairlead.image.ImageName;
import dev.fairlead.image.Tag;
import dev.fairlead.registry.ImageDetails;
import dev.fairlead.registry.Registry;
import dev.fairlead.registry.TagInfo;
import dev.fairlead.registry.TagListing;
import java.util.List;
import java.util.Optional;

/** A registry that lists these tags, claims to do so newest first, and answers all else as another registry does. */
record ListingOnly(Registry rest, List<TagInfo> tags) implements Registry {
    @Override
    public String host() {
        return rest.host();
    }

    @Override
    public TagListing tags(ImageName image) {
        return TagListing.of(tags, true);
    }

    @Override
    public Optional<TagInfo> find(ImageName image, Tag tag) {
        return rest.find(image, tag);
    }

    @Override
    public ImageDetails details(ImageName image, String tagOrDigest) {
        return rest.details(image, tagOrDigest);
    }

    @Override
    public void close() {
        rest.close();
    }
}
