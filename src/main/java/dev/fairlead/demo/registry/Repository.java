package dev.fairlead.demo.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.image.Digest;
import dev.fairlead.image.Tag;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** One repository's blobs, manifests and tags, in memory. */
final class Repository {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final Instant created;
    private final Map<Digest, byte[]> blobs = new HashMap<>();
    private final TreeMap<String, StoredManifest> manifests = new TreeMap<>();
    private final TreeMap<String, StoredTag> tags = new TreeMap<>();
    private final TreeSet<StoredTag> newestFirst = new TreeSet<>(StoredTag.NEWEST_FIRST);
    private Instant updated;

    Repository(String name, Instant created) {
        this.name = name;
        this.created = created;
        this.updated = created;
    }

    /** Tags in an order of the registry's. */
    enum Order {
        NAME,
        NEWEST_FIRST,
        OLDEST_FIRST
    }

    /**
     * A page of a listing.
     *
     * @param more whether others come after it
     */
    record Slice<T>(List<T> items, boolean more) {
        /** The first {@code size} of what is left of a listing. */
        static <T> Slice<T> of(Stream<T> rest, int size) {
            List<T> items = new ArrayList<>(rest.limit(size + 1L).toList());
            boolean more = items.size() > size;
            return new Slice<>(more ? items.subList(0, size) : items, more);
        }
    }

    synchronized void putBlob(Digest digest, byte[] content) {
        blobs.put(digest, content);
    }

    synchronized Optional<byte[]> blob(Digest digest) {
        return Optional.ofNullable(blobs.get(digest));
    }

    synchronized boolean deleteBlob(Digest digest) {
        return blobs.remove(digest) != null;
    }

    /** Stores a manifest whose parts are all here, and points a tag at it if one is given. */
    synchronized void putManifest(StoredManifest manifest, Optional<Tag> tag, Instant now) {
        for (Digest needed : manifest.blobs()) {
            if (!blobs.containsKey(needed)) {
                throw Refusal.of(
                        404, "MANIFEST_BLOB_UNKNOWN", "blob unknown to registry", Map.of("digest", needed.toString()));
            }
        }
        for (Digest child : manifest.children()) {
            if (!manifests.containsKey(child.toString())) {
                throw Refusal.of(404, "MANIFEST_BLOB_UNKNOWN", "manifest unknown", Map.of("digest", child.toString()));
            }
        }
        manifests.merge(manifest.digest().toString(), manifest, (old, same) -> old.updated(now));
        tag.ifPresent(value -> putTag(value, manifest.digest(), now));
        updated = now;
    }

    synchronized void putTag(Tag tag, Digest digest, Instant now) {
        StoredTag old = tags.get(tag.value());
        StoredTag stored = new StoredTag(tag.value(), digest, old == null ? now : old.created(), now);
        if (old != null) {
            newestFirst.remove(old);
        }
        tags.put(tag.value(), stored);
        newestFirst.add(stored);
        updated = now;
    }

    synchronized boolean deleteTag(String tag) {
        StoredTag gone = tags.remove(tag);
        return gone != null && newestFirst.remove(gone);
    }

    synchronized boolean deleteManifest(Digest digest) {
        boolean gone = manifests.remove(digest.toString()) != null;
        newestFirst.stream()
                .filter(tag -> tag.digest().equals(digest))
                .map(StoredTag::name)
                .toList()
                .forEach(this::deleteTag);
        return gone;
    }

    synchronized Optional<StoredTag> tag(String tag) {
        return Optional.ofNullable(tags.get(tag));
    }

    /** The manifest of a tag or digest. */
    synchronized Optional<StoredManifest> manifest(String reference) {
        String digest = reference.indexOf(':') >= 0
                ? reference
                : Optional.ofNullable(tags.get(reference))
                        .map(tag -> tag.digest().toString())
                        .orElse("");
        return Optional.ofNullable(manifests.get(digest));
    }

    /** The tags after this one, empty for the first. */
    synchronized Slice<StoredTag> tags(String last, int size, Order order) {
        if (order == Order.NAME) {
            return Slice.of(tags.tailMap(last, false).values().stream(), size);
        }
        SortedSet<StoredTag> sorted = order == Order.NEWEST_FIRST ? newestFirst : newestFirst.descendingSet();
        StoredTag from = tags.get(last);
        Stream<StoredTag> rest =
                from == null ? sorted.stream() : sorted.tailSet(from).stream().skip(1);
        return Slice.of(rest, size);
    }

    synchronized List<StoredTag> tagsOf(Digest digest) {
        return tags.values().stream().filter(tag -> tag.digest().equals(digest)).toList();
    }

    /** The manifests after this digest, empty for the first. */
    synchronized Slice<StoredManifest> manifests(String last, int size) {
        return Slice.of(manifests.tailMap(last, false).values().stream(), size);
    }

    synchronized List<StoredManifest> referrers(Digest digest) {
        return manifests.values().stream()
                .filter(manifest -> manifest.subject().filter(digest::equals).isPresent())
                .toList();
    }

    /** What the image's configuration says of {@code os} or {@code architecture}; empty for an index. */
    synchronized Optional<String> config(StoredManifest manifest, String field) {
        return Digest.tryParse(manifest.content().path("config").path("digest").asText())
                .map(blobs::get)
                .map(Repository::read)
                .map(config -> config.path(field).asText())
                .filter(value -> !value.isEmpty());
    }

    private static JsonNode read(byte[] config) {
        try {
            return JSON.readTree(config);
        } catch (IOException e) {
            return JSON.createObjectNode();
        }
    }

    String name() {
        return name;
    }

    Instant created() {
        return created;
    }

    synchronized Instant updated() {
        return updated;
    }

    synchronized int tagCount() {
        return tags.size();
    }

    synchronized int manifestCount() {
        return manifests.size();
    }
}
