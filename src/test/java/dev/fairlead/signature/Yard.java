package dev.fairlead.signature;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.demo.registry.EmbeddedRegistry;
import dev.fairlead.demo.registry.TinyImage;
import dev.fairlead.demo.registry.TinyImage.Document;
import dev.fairlead.image.Digest;
import dev.fairlead.image.ImageName;
import dev.fairlead.registry.RegistrySettings;
import dev.fairlead.registry.remote.RemoteRegistries;
import dev.fairlead.registry.testing.Pusher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A registry with images, to which anybody may attach anything. */
public final class Yard implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final String INDEX = "application/vnd.oci.image.index.v1+json";

    private final EmbeddedRegistry registry = EmbeddedRegistry.start(EmbeddedRegistry.Options.open());
    private final RegistrySettings settings = RegistrySettings.plain().withPlainHttpHost(registry.host());
    private final RemoteRegistries registries = RemoteRegistries.open(settings);
    private final Pusher pusher = new Pusher(registry.url(), settings, Optional.empty());
    private final String repository;

    public Yard(String repository) {
        this.repository = repository;
    }

    public ImageName image() {
        return ImageName.parse(registry.host() + "/" + repository);
    }

    public RemoteRegistries registries() {
        return registries;
    }

    public int requests() {
        return registry.requests();
    }

    public String host() {
        return registry.host();
    }

    /** Pushes an image for two platforms, so that what is signed is its index. */
    public Digest push(String tag) {
        TinyImage image = new TinyImage(
                Map.of("tag", tag),
                Optional.of(Instant.parse("2026-01-01T00:00:00Z")),
                List.of("linux/amd64", "linux/arm64"));
        return registry.push(repository, tag, image, Instant.now());
    }

    /** Pushes another image under a tag. */
    public Digest pushOther(String tag) {
        return registry.pushImage(repository, tag, Map.of("other", tag), Instant.parse("2026-01-02T00:00:00Z"));
    }

    /** A payload that cosign signs, and its signature, in an artifact beside the image. */
    public void tagged(Digest subject, String ending, Document blob, Map<String, String> annotations) {
        manifest(
                subject.algorithm() + "-" + subject.hex() + ending,
                artifact("", blob, annotations, blob.content().length));
    }

    /** Something that refers to the image. */
    public Document refer(Digest subject, String artifactType, Document blob) {
        ObjectNode artifact = artifact(artifactType, blob, Map.of(), blob.content().length);
        artifact.putObject("subject")
                .put("mediaType", INDEX)
                .put("digest", subject.toString())
                .put("size", 1);
        Document manifest = document(MANIFEST, bytes(artifact));
        manifest(manifest.digest().toString(), manifest);
        return manifest;
    }

    /** An artifact as {@code announced} bytes long. */
    ObjectNode artifact(String artifactType, Document blob, Map<String, String> annotations, long announced) {
        Document empty = document("application/vnd.oci.empty.v1+json", "{}".getBytes(StandardCharsets.UTF_8));
        blob(blob);
        blob(empty);
        ObjectNode manifest = JSON.createObjectNode().put("schemaVersion", 2).put("mediaType", MANIFEST);
        if (!artifactType.isEmpty()) {
            manifest.put("artifactType", artifactType);
        }
        manifest.putObject("config")
                .put("mediaType", empty.mediaType())
                .put("digest", empty.digest().toString())
                .put("size", 2);
        ObjectNode layer = manifest.putArray("layers").addObject();
        layer.put("mediaType", blob.mediaType())
                .put("digest", blob.digest().toString())
                .put("size", announced);
        ObjectNode notes = layer.putObject("annotations");
        annotations.forEach(notes::put);
        return manifest;
    }

    void manifest(String reference, ObjectNode manifest) {
        manifest(reference, document(MANIFEST, bytes(manifest)));
    }

    private void manifest(String reference, Document manifest) {
        try {
            pusher.manifest(repository, reference, manifest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void blob(Document blob) {
        try {
            pusher.blob(repository, blob);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] bytes(ObjectNode json) {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Document document(String mediaType, byte[] content) {
        return new Document(
                mediaType, content, new Digest("sha256", HexFormat.of().formatHex(sha256(content))));
    }

    static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        registries.close();
        registry.close();
    }
}
