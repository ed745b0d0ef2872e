package dev.fairlead.registry.testing;

import dev.fairlead.demo.registry.TinyImage;
import dev.fairlead.demo.registry.TinyImage.Document;
import dev.fairlead.image.Digest;
import dev.fairlead.registry.RegistrySettings;
import dev.fairlead.registry.wire.JdkWire;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;

/** Pushes images over the OCI distribution API, as {@code docker push} does. */
public final class Pusher {
    private final String url;
    private final Optional<String> authorization;
    private final HttpClient client;

    public Pusher(String url, RegistrySettings settings, Optional<String> authorization) {
        this.url = url;
        this.authorization = authorization;
        this.client = JdkWire.clientBuilder(settings).build();
    }

    /** Pushes an image and points a tag at it. */
    public Digest push(String repository, String tag, TinyImage image) throws IOException, InterruptedException {
        TinyImage.Parts parts = image.parts();
        for (Document blob : parts.blobs()) {
            blob(repository, blob);
        }
        for (Document manifest : parts.manifests()) {
            manifest(repository, manifest.digest().toString(), manifest);
        }
        tag(repository, tag, parts.top());
        return parts.top().digest();
    }

    /** Points a tag at a manifest whose parts are there. */
    public void tag(String repository, String tag, Document manifest) throws IOException, InterruptedException {
        manifest(repository, tag, manifest);
    }

    /** Pushes a blob. */
    public void blob(String repository, Document blob) throws IOException, InterruptedException {
        HttpResponse<String> begun = send(
                "POST", URI.create(url + "/v2/" + repository + "/blobs/uploads/"), "application/octet-stream", null);
        expect(202, begun);
        String location = begun.headers().firstValue("Location").orElseThrow();
        URI target = begun.uri().resolve(location + (location.contains("?") ? "&" : "?") + "digest=" + blob.digest());
        expect(201, send("PUT", target, "application/octet-stream", blob));
    }

    /** Pushes a manifest by its digest, or under a tag. */
    public void manifest(String repository, String reference, Document manifest)
            throws IOException, InterruptedException {
        URI target = URI.create(url + "/v2/" + repository + "/manifests/" + reference);
        expect(201, send("PUT", target, manifest.mediaType(), manifest));
    }

    private HttpResponse<String> send(
            String method, URI target, String type, @org.jspecify.annotations.Nullable Document body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(target)
                .header("Content-Type", type)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body.content()));
        authorization.ifPresent(value -> request.header("Authorization", value));
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static void expect(int status, HttpResponse<String> response) {
        if (response.statusCode() != status) {
            throw new IllegalStateException(response + " " + response.body());
        }
    }
}
