package dev.fairlead.demo.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.image.Digest;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A manifest or index, with what its times and its document say.
 *
 * @param document as it was pushed
 * @param content the same, read
 */
@SuppressWarnings("ArrayRecordComponent") // never changed, never compared
record StoredManifest(
        Digest digest, String mediaType, byte[] document, JsonNode content, Instant created, Instant updated) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static StoredManifest of(Digest digest, String mediaType, byte[] document, Instant now) {
        try {
            JsonNode content = JSON.readTree(document);
            if (content != null && content.path("schemaVersion").asInt() == 2) {
                return new StoredManifest(digest, mediaType, document, content, now, now);
            }
        } catch (IOException e) {
            // refused below
        }
        throw Refusal.of(400, "MANIFEST_INVALID", "manifest invalid");
    }

    StoredManifest updated(Instant now) {
        return new StoredManifest(digest, mediaType, document, content, created, now);
    }

    boolean isIndex() {
        return content.has("manifests");
    }

    /** The digests of the blobs that it needs. */
    List<Digest> blobs() {
        List<Digest> needed = new ArrayList<>();
        if (content.has("config")) {
            needed.add(digest(content.path("config")));
        }
        content.path("layers").forEach(layer -> needed.add(digest(layer)));
        return needed;
    }

    /** The digests of the manifests that an index lists. */
    List<Digest> children() {
        List<Digest> listed = new ArrayList<>();
        content.path("manifests").forEach(child -> listed.add(digest(child)));
        return listed;
    }

    /** What this manifest is attached to (a signature to its image). */
    Optional<Digest> subject() {
        return content.has("subject") ? Optional.of(digest(content.path("subject"))) : Optional.empty();
    }

    String artifactType() {
        String own = content.path("artifactType").asText();
        return own.isEmpty() ? content.path("config").path("mediaType").asText() : own;
    }

    /** How much space the image takes: the document and all that it names. */
    long size() {
        long size = document.length + content.path("config").path("size").asLong();
        for (JsonNode layer : content.path("layers")) {
            size += layer.path("size").asLong();
        }
        return size;
    }

    private static Digest digest(JsonNode descriptor) {
        return Digest.tryParse(descriptor.path("digest").asText())
                .orElseThrow(() -> Refusal.of(400, "MANIFEST_INVALID", "manifest invalid"));
    }
}
