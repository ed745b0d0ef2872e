package dev.fairlead.demo.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.image.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A real image of a few hundred bytes: one layer, a configuration and a manifest for each platform, and an index where
 * there are several. The same input gives the same digests.
 *
 * @param labels of the configuration
 * @param created when it says that it was built; empty for an image that does not say
 * @param platforms as {@code os/architecture[/variant]}, at least one
 */
public record TinyImage(Map<String, String> labels, Optional<Instant> created, List<String> platforms) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OCI = "application/vnd.oci.image.";
    private static final String MANIFEST = OCI + "manifest.v1+json";
    private static final String INDEX = OCI + "index.v1+json";

    /** A tar archive with nothing in it: two blocks of zeros. */
    private static final byte[] LAYER = new byte[1024];

    public TinyImage {
        labels = new TreeMap<>(labels);
        platforms = List.copyOf(platforms);
    }

    /** An image for linux/amd64. */
    public static TinyImage of(Map<String, String> labels, Instant created) {
        return new TinyImage(labels, Optional.of(created), List.of("linux/amd64"));
    }

    /** A document with its type and digest. */
    @SuppressWarnings("ArrayRecordComponent") // never changed, never compared
    public record Document(String mediaType, byte[] content, Digest digest) {
        static Document of(String mediaType, byte[] content) {
            return new Document(mediaType, content, Content.digest(content));
        }

        private Map<String, Object> descriptor() {
            Map<String, Object> descriptor = new LinkedHashMap<>();
            descriptor.put("mediaType", mediaType);
            descriptor.put("digest", digest.toString());
            descriptor.put("size", content.length);
            return descriptor;
        }
    }

    /**
     * All that a registry must be given, parts before what names them.
     *
     * @param blobs layers and configurations
     * @param manifests one a platform, and the index last where there are several: the last is what a tag points at
     */
    public record Parts(List<Document> blobs, List<Document> manifests) {
        /** What a tag of the image points at. */
        public Document top() {
            return manifests.get(manifests.size() - 1);
        }
    }

    /** The image's documents. */
    public Parts parts() {
        Document layer = Document.of(OCI + "layer.v1.tar", LAYER);
        List<Document> blobs = new ArrayList<>(List.of(layer));
        List<Document> manifests = new ArrayList<>();
        List<Map<String, Object>> children = new ArrayList<>();
        for (String platform : platforms) {
            Document config = json(OCI + "config.v1+json", config(platform, layer));
            Document manifest = json(MANIFEST, manifest(config, layer));
            blobs.add(config);
            manifests.add(manifest);
            Map<String, Object> child = manifest.descriptor();
            child.put("platform", platform(platform));
            children.add(child);
        }
        if (platforms.size() > 1) {
            Map<String, Object> index = document(INDEX);
            index.put("manifests", children);
            manifests.add(json(INDEX, index));
        }
        return new Parts(blobs, manifests);
    }

    private Map<String, Object> config(String platform, Document layer) {
        Map<String, Object> config = new LinkedHashMap<>();
        created.ifPresent(time -> config.put("created", time.toString()));
        config.putAll(platform(platform));
        config.put("config", Map.of("Labels", labels));
        Map<String, Object> rootfs = new LinkedHashMap<>();
        rootfs.put("type", "layers");
        rootfs.put("diff_ids", List.of(layer.digest().toString()));
        config.put("rootfs", rootfs);
        return config;
    }

    private static Map<String, Object> manifest(Document config, Document layer) {
        Map<String, Object> manifest = document(MANIFEST);
        manifest.put("config", config.descriptor());
        manifest.put("layers", List.of(layer.descriptor()));
        return manifest;
    }

    private static Map<String, Object> document(String mediaType) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("schemaVersion", 2);
        document.put("mediaType", mediaType);
        return document;
    }

    private static Map<String, Object> platform(String text) {
        String[] parts = text.split("/", -1);
        Map<String, Object> platform = new LinkedHashMap<>();
        platform.put("architecture", parts[1]);
        platform.put("os", parts[0]);
        if (parts.length > 2) {
            platform.put("variant", parts[2]);
        }
        return platform;
    }

    private static Document json(String mediaType, Map<String, Object> value) {
        try {
            return Document.of(mediaType, JSON.writeValueAsString(value).getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps and lists are always JSON", e);
        }
    }
}
