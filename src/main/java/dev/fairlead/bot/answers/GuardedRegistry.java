package dev.fairlead.bot.answers;

import dev.fairlead.image.Digest;
import dev.fairlead.image.ImageName;
import dev.fairlead.image.Tag;
import dev.fairlead.registry.Attachments;
import dev.fairlead.registry.ImageDetails;
import dev.fairlead.registry.Registry;
import dev.fairlead.registry.TagInfo;
import dev.fairlead.registry.TagListing;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * A registry that is left alone while its circuit is broken.
 *
 * @param registry closed by its owner
 */
record GuardedRegistry(Registry registry, Circuit circuit) implements Registry {
    @Override
    public String host() {
        return registry.host();
    }

    @Override
    public TagListing tags(ImageName image) {
        return new GuardedListing(registry.tags(image), circuit);
    }

    @Override
    public Optional<TagInfo> find(ImageName image, Tag tag) {
        return circuit.ask(() -> registry.find(image, tag));
    }

    @Override
    public ImageDetails details(ImageName image, String tagOrDigest) {
        return circuit.ask(() -> registry.details(image, tagOrDigest));
    }

    @Override
    public Attachments attachments() {
        Attachments all = registry.attachments();
        return new Attachments() {
            @Override
            public Optional<ArtifactManifest> manifest(ImageName image, String tagOrDigest) {
                return circuit.ask(() -> all.manifest(image, tagOrDigest));
            }

            @Override
            public byte[] blob(ImageName image, Part part, int maxBytes) {
                return circuit.ask(() -> all.blob(image, part, maxBytes));
            }

            @Override
            public List<Referrer> referrers(ImageName image, Digest subject) {
                return circuit.ask(() -> all.referrers(image, subject));
            }
        };
    }

    @Override
    public void close() {}

    private record GuardedListing(TagListing tags, Circuit circuit) implements TagListing {
        @Override
        public boolean newestFirst() {
            return tags.newestFirst();
        }

        /** The first page is the question; who reads on reads on. */
        @Override
        public Iterator<TagInfo> iterator() {
            Iterator<TagInfo> all = tags.iterator();
            circuit.ask(all::hasNext);
            return all;
        }
    }
}
