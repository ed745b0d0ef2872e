package dev.fairlead.registry.oci;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.Problem;
import dev.fairlead.image.Digest;
import dev.fairlead.image.ImageName;
import dev.fairlead.registry.Attachments;
import dev.fairlead.registry.RegistryException;
import dev.fairlead.registry.RegistryException.Kind;
import dev.fairlead.registry.http.Link;
import dev.fairlead.registry.http.Need;
import dev.fairlead.registry.http.Question;
import dev.fairlead.registry.http.RegistryHttp;
import dev.fairlead.registry.wire.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import land.oras.utils.Const;
import org.jspecify.annotations.Nullable;

/** Attachments by the OCI distribution API. */
public final class OciAttachments implements Attachments {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_INDEX_BYTES = 4 << 20;
    private static final int MAX_PAGES = 5;

    /** What a registry without the API answers: that it knows no such path, or no such thing, or no such method. */
    private static final Set<Integer> UNKNOWN_API = Set.of(400, 404, 405, 501);

    private final RegistryHttp http;
    private final Manifests manifests;

    public OciAttachments(RegistryHttp http) {
        this.http = http;
        this.manifests = new Manifests(http);
    }

    @Override
    public Optional<ArtifactManifest> manifest(ImageName image, String tagOrDigest) {
        return raw(image, tagOrDigest).map(raw -> manifest(image, raw));
    }

    private Optional<Manifests.Raw> raw(ImageName image, String tagOrDigest) {
        try {
            return Optional.of(manifests.fetch(image.repository(), tagOrDigest));
        } catch (RegistryException e) {
            if (e.kind() == Kind.NOT_FOUND && !e.codes().contains("NAME_UNKNOWN")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private ArtifactManifest manifest(ImageName image, Manifests.Raw raw) {
        JsonNode json = parse(image, raw.json().getBytes(StandardCharsets.UTF_8));
        String type = json.path("artifactType").asText();
        List<Part> parts = StreamSupport.stream(json.path("layers").spliterator(), false)
                .flatMap(layer -> part(layer).stream())
                .toList();
        return new ArtifactManifest(
                raw.digest(),
                type.isEmpty() ? json.path("config").path("mediaType").asText() : type,
                parts);
    }

    private static Optional<Part> part(JsonNode layer) {
        Map<String, String> annotations = new LinkedHashMap<>();
        layer.path("annotations")
                .properties()
                .forEach(entry ->
                        annotations.put(entry.getKey(), entry.getValue().asText()));
        return Digest.tryParse(layer.path("digest").asText())
                .map(digest -> new Part(
                        layer.path("mediaType").asText(),
                        digest,
                        layer.path("size").asLong(Long.MAX_VALUE),
                        annotations));
    }

    @Override
    public byte[] blob(ImageName image, Part part, int maxBytes) {
        if (part.size() > maxBytes || part.size() < 0) {
            throw malformed(
                    image,
                    "the blob " + part.digest() + " announces " + part.size() + " bytes, and at most " + maxBytes
                            + " are read",
                    null);
        }
        return manifests.blob(image.repository(), part.digest(), (int) part.size());
    }

    @Override
    public List<Referrer> referrers(ImageName image, Digest subject) {
        String path = "/v2/" + image.repository() + "/referrers/" + subject;
        try {
            return listed(image, path);
        } catch (RegistryException e) {
            if (UNKNOWN_API.contains(e.status().orElse(0))) {
                return byTag(image, subject);
            }
            throw e;
        }
    }

    private List<Referrer> listed(ImageName image, String first) {
        List<Referrer> all = new ArrayList<>();
        Optional<String> path = Optional.of(first);
        for (int page = 0; page < MAX_PAGES && path.isPresent() && all.size() < MAX_REFERRERS; page++) {
            Answer answer = http.ask(Question.get(
                    image.repository(), Need.PULL, path.get(), Const.DEFAULT_INDEX_MEDIA_TYPE, MAX_INDEX_BYTES));
            all.addAll(read(parse(image, answer.body())));
            path = Link.next(answer, path.get(), http.origin(), http.place(image.repository()));
        }
        return all.stream().limit(MAX_REFERRERS).toList();
    }

    private List<Referrer> byTag(ImageName image, Digest subject) {
        return raw(image, subject.algorithm() + "-" + subject.hex())
                .map(raw -> read(parse(image, raw.json().getBytes(StandardCharsets.UTF_8))))
                .orElse(List.of());
    }

    private static List<Referrer> read(JsonNode index) {
        return StreamSupport.stream(index.path("manifests").spliterator(), false)
                .limit(MAX_REFERRERS)
                .flatMap(entry -> Digest.tryParse(entry.path("digest").asText()).stream()
                        .map(digest -> new Referrer(
                                digest,
                                entry.path("mediaType").asText(),
                                entry.path("artifactType").asText())))
                .toList();
    }

    private JsonNode parse(ImageName image, byte[] json) {
        try {
            JsonNode read = JSON.readTree(json);
            if (read != null && read.isObject()) {
                return read;
            }
        } catch (IOException e) {
            throw malformed(image, "the answer of what lies beside an image is no JSON", e);
        }
        throw malformed(image, "the answer of what lies beside an image is no JSON object", null);
    }

    private RegistryException malformed(ImageName image, String cause, @Nullable Throwable e) {
        return new RegistryException(
                Kind.MALFORMED,
                new Problem(
                        http.place(image.repository()),
                        cause,
                        "look at what was pushed beside the image, and at what stands before the registry"),
                e);
    }
}
