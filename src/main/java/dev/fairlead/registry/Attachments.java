package dev.fairlead.registry;

import dev.fairlead.image.Digest;
import dev.fairlead.image.ImageName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What lies beside images in a registry: signatures and attestations, charts, manifests. Everything comes from whoever may push, so nothing
 * of it is believed here; every answer is bounded. Failures are {@link RegistryException}s, as the registry's other
 * answers are.
 */
public interface Attachments {
    /** The most that is read of one blob, in bytes. */
    int MAX_BLOB_BYTES = 8 << 20;

    /** The most referrers that are listed; what comes after them is passed over. */
    int MAX_REFERRERS = 200;

    /**
     * A part of a manifest.
     *
     * @param size in bytes, as the manifest announces it
     */
    record Part(String mediaType, Digest digest, long size, Map<String, String> annotations) {
        public Part {
            annotations = Map.copyOf(annotations);
        }
    }

    /**
     * A manifest of an artifact.
     *
     * @param artifactType its own word for what it is, or its configuration's media type; empty where it has none
     * @param parts its layers; none where it is an index
     */
    record ArtifactManifest(Digest digest, String artifactType, List<Part> parts) {
        public ArtifactManifest {
            parts = List.copyOf(parts);
        }
    }

    /**
     * An artifact that refers to an image.
     *
     * @param artifactType empty where the listing does not tell
     */
    record Referrer(Digest digest, String mediaType, String artifactType) {}

    /**
     * The manifest of a tag or digest.
     *
     * @return empty where the registry has none
     */
    Optional<ArtifactManifest> manifest(ImageName image, String tagOrDigest);

    /** A blob, held against its digest. Nothing is asked where it announces more than {@link #MAX_BLOB_BYTES}. */
    default byte[] blob(ImageName image, Part part) {
        return blob(image, part, MAX_BLOB_BYTES);
    }

    /** The same with a bound of the caller's. */
    byte[] blob(ImageName image, Part part, int maxBytes);

    /**
     * What refers to an image: by the referrers API of the OCI distribution specification 1.1, or where a registry has none,
     * by the tag that stands in for it.
     */
    List<Referrer> referrers(ImageName image, Digest subject);
}
