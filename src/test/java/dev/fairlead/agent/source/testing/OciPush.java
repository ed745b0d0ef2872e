package dev.fairlead.agent.source.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;

/** Pushes artifacts to a registry over the OCI distribution API, as {@code flux push} and {@code helm push} do. */
public final class OciPush {
    private final String url;
    private final HttpClient client = HttpClient.newHttpClient();

    public OciPush(String url) {
        this.url = url;
    }

    /**
     * Pushes an artifact.
     *
     * @param config media type of its configuration
     * @param layers bytes by media type, in order
     * @return its digest
     */
    public String push(String repository, String tag, String config, Map<String, byte[]> layers) throws Exception {
        byte[] settings = "{}".getBytes(StandardCharsets.UTF_8);
        blob(repository, settings);
        for (byte[] layer : layers.values()) {
            blob(repository, layer);
        }
        String manifest =
                "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"config\":"
                        + part(config, settings) + ",\"layers\":["
                        + layers.entrySet().stream()
                                .map(layer -> part(layer.getKey(), layer.getValue()))
                                .collect(Collectors.joining(","))
                        + "]}";
        byte[] bytes = manifest.getBytes(StandardCharsets.UTF_8);
        expect(
                201,
                send(
                        "PUT",
                        URI.create(url + "/v2/" + repository + "/manifests/" + tag),
                        "application/vnd.oci.image.manifest.v1+json",
                        bytes));
        return digest(bytes);
    }

    private static String part(String mediaType, byte[] content) {
        return "{\"mediaType\":\"" + mediaType + "\",\"digest\":\"" + digest(content) + "\",\"size\":" + content.length
                + "}";
    }

    private void blob(String repository, byte[] content) throws Exception {
        HttpResponse<String> begun = send(
                "POST",
                URI.create(url + "/v2/" + repository + "/blobs/uploads/"),
                "application/octet-stream",
                new byte[0]);
        expect(202, begun);
        String location = begun.headers().firstValue("Location").orElseThrow();
        URI target = begun.uri().resolve(location + (location.contains("?") ? "&" : "?") + "digest=" + digest(content));
        expect(201, send("PUT", target, "application/octet-stream", content));
    }

    private HttpResponse<String> send(String method, URI target, String type, byte[] body)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(target)
                        .header("Content-Type", type)
                        .method(method, BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static void expect(int status, HttpResponse<String> response) {
        if (response.statusCode() != status) {
            throw new IllegalStateException(response + " " + response.body());
        }
    }

    public static String digest(byte[] content) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
