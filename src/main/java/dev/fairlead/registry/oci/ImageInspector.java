package dev.fairlead.registry.oci;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.Problem;
import dev.fairlead.image.Digest;
import dev.fairlead.registry.ImageDetails;
import dev.fairlead.registry.Platform;
import dev.fairlead.registry.RegistryException;
import dev.fairlead.registry.RegistryException.Kind;
import dev.fairlead.registry.http.RegistryHttp;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import land.oras.Index;
import land.oras.Manifest;
import land.oras.ManifestDescriptor;
import land.oras.utils.Const;
import org.jspecify.annotations.Nullable;

/** Reads what an image says of itself: from its index, one platform's manifest, and that one's configuration. */
public final class ImageInspector {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DEEPEST = 3;
    private static final String STANDARD = "org.opencontainers.image.";
    private static final String CREATED = STANDARD + "created";
    private static final String ATTESTATION = "vnd.docker.reference.type";
    private static final Set<String> INDEXES = Set.of(Const.DEFAULT_INDEX_MEDIA_TYPE, Const.DOCKER_INDEX_MEDIA_TYPE);
    private static final Set<String> CONFIGS =
            Set.of(Const.CONFIG_RUNNING_CONTAINER_MEDIA_TYPE, "application/vnd.docker.container.image.v1+json");

    private final RegistryHttp http;
    private final Manifests manifests;

    public ImageInspector(RegistryHttp http) {
        this.http = http;
        this.manifests = new Manifests(http);
    }

    /** The digest that a tag points at now. */
    public Digest digest(String repository, String reference) {
        return manifests.digest(repository, reference);
    }

    /** What the image behind a tag or digest says of itself. */
    public ImageDetails details(String repository, String reference) {
        try {
            Manifests.Raw raw = manifests.fetch(repository, reference);
            return isIndex(raw) ? ofIndex(repository, raw, 1) : ofManifest(repository, raw);
        } catch (RegistryException e) {
            throw e;
        } catch (RuntimeException e) {
            // the manifest's model takes an ill-formed document badly, not always by an exception of its own
            throw malformed(repository, "the image's manifest is not one", e);
        }
    }

    private static boolean isIndex(Manifests.Raw raw) {
        return INDEXES.contains(raw.mediaType())
                || (!raw.json().contains("\"config\"") && raw.json().contains("\"manifests\""));
    }

    private ImageDetails ofIndex(String repository, Manifests.Raw raw, int depth) {
        Index index = Index.fromJson(raw.json());
        List<ManifestDescriptor> listed = index.getManifests();
        if (listed == null || depth > DEEPEST) {
            throw malformed(repository, "the image's index lists nothing, or indexes without end", null);
        }
        List<ManifestDescriptor> images =
                listed.stream().filter(ImageInspector::isImage).toList();
        List<Platform> platforms = images.stream()
                .flatMap(child -> platform(child).stream())
                .distinct()
                .toList();
        Optional<ManifestDescriptor> model = images.stream()
                .filter(child ->
                        platform(child).filter(p -> p.os().equals("linux")).isPresent())
                .findFirst()
                .or(() -> images.stream().findFirst());
        Map<String, String> annotations = given(index.getAnnotations());
        if (model.isEmpty()) {
            return new ImageDetails(raw.digest(), time(annotations.get(CREATED)), platforms, standard(annotations));
        }
        ImageDetails child = child(repository, model.get().getDigest(), depth);
        Map<String, String> labels = standard(annotations);
        labels.putAll(child.labels());
        return new ImageDetails(
                raw.digest(),
                child.created().or(() -> time(annotations.get(CREATED))),
                platforms.isEmpty() ? child.platforms() : platforms,
                labels);
    }

    private ImageDetails child(String repository, String digest, int depth) {
        Digest known = Digest.tryParse(digest)
                .orElseThrow(() -> malformed(repository, "the image's index names a manifest by no digest", null));
        Manifests.Raw raw = manifests.fetch(repository, known.toString());
        return isIndex(raw) ? ofIndex(repository, raw, depth + 1) : ofManifest(repository, raw);
    }

    /** Attestations stand in an index beside the images, for a platform that nobody has. */
    private static boolean isImage(ManifestDescriptor child) {
        boolean attestation = given(child.getAnnotations()).containsKey(ATTESTATION);
        return !attestation
                && platform(child)
                        .filter(platform -> platform.os().equals("unknown"))
                        .isEmpty();
    }

    private static Optional<Platform> platform(ManifestDescriptor child) {
        land.oras.Platform platform = child.getPlatformOrNull();
        return platform == null
                ? Optional.empty()
                : platform(platform.os(), platform.architecture(), platform.variant());
    }

    private static Optional<Platform> platform(
            @Nullable String os, @Nullable String architecture, @Nullable String variant) {
        return os == null || os.isEmpty() || architecture == null || architecture.isEmpty()
                ? Optional.empty()
                : Optional.of(new Platform(
                        os, architecture, Optional.ofNullable(variant).filter(value -> !value.isEmpty())));
    }

    private ImageDetails ofManifest(String repository, Manifests.Raw raw) {
        Manifest manifest = Manifest.fromJson(raw.json());
        if (manifest.getConfig() == null) {
            throw malformed(
                    repository,
                    manifest.getSchemaVersion() == 1
                            ? "the image is of Docker's schema 1, which registries have given up"
                            : "the image's manifest has no configuration",
                    null);
        }
        Map<String, String> annotations = given(manifest.getAnnotations());
        Map<String, String> labels = standard(annotations);
        Optional<Instant> annotated = time(annotations.get(CREATED));
        if (!CONFIGS.contains(String.valueOf(manifest.getConfig().getMediaType()))) {
            return new ImageDetails(raw.digest(), annotated, List.of(), labels); // a chart or another artifact
        }
        JsonNode config = config(repository, String.valueOf(manifest.getConfig().getDigest()));
        config.path("config")
                .path("Labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        Optional<Platform> platform = platform(
                config.path("os").asText(),
                config.path("architecture").asText(),
                config.path("variant").asText());
        return new ImageDetails(
                raw.digest(),
                time(config.path("created").asText()).or(() -> annotated),
                platform.stream().toList(),
                labels);
    }

    private JsonNode config(String repository, String digest) {
        Digest known = Digest.tryParse(digest)
                .orElseThrow(
                        () -> malformed(repository, "the image's manifest names its configuration by no digest", null));
        try {
            return JSON.readTree(manifests.blob(repository, known));
        } catch (IOException e) {
            throw malformed(repository, "the image's configuration is not JSON", e);
        }
    }

    private static Map<String, String> given(@Nullable Map<String, String> annotations) {
        return annotations == null ? Map.of() : annotations;
    }

    private static Map<String, String> standard(Map<String, String> annotations) {
        Map<String, String> kept = new HashMap<>();
        annotations.forEach((name, value) -> {
            if (name.startsWith(STANDARD)) {
                kept.put(name, value);
            }
        });
        return kept;
    }

    /** The time in this text; the start of the epoch and of the calendar stand for none. */
    private static Optional<Instant> time(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant()).filter(time -> time.isAfter(Instant.EPOCH));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private RegistryException malformed(String repository, String cause, @Nullable Exception e) {
        return new RegistryException(
                Kind.MALFORMED,
                new Problem(http.place(repository), cause, "look at it with docker manifest inspect"),
                e);
    }
}
