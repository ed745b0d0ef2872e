package dev.fairlead.demo.registry;

import dev.fairlead.image.Digest;
import dev.fairlead.image.Tag;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The OCI distribution API (specification 1.1) but for blobs, which {@link BlobApi} has. */
final class OciApi {
    private static final Pattern PATH =
            Pattern.compile("/v2/(?<name>.+)/(?<kind>tags|manifests|referrers|blobs)/(?<rest>.*)");
    private static final String INDEX = "application/vnd.oci.image.index.v1+json";
    private static final String DIGEST_HEADER = "Docker-Content-Digest";

    private final Store store;
    private final Gate gate;
    private final BlobApi blobs;
    private final int maxPage;

    OciApi(Store store, Gate gate, int maxPage) {
        this.store = store;
        this.gate = gate;
        this.blobs = new BlobApi(store, gate);
        this.maxPage = maxPage;
    }

    Reply handle(Call call) {
        if (call.path().equals("/v2/") || call.path().equals("/v2")) {
            gate.anybody(call);
            return Reply.json(200, Map.of());
        }
        if (call.path().equals("/v2/_catalog")) {
            return catalog(call);
        }
        Matcher path = PATH.matcher(call.path());
        if (!path.matches()) {
            throw Refusal.notFound();
        }
        String name = path.group("name");
        String rest = path.group("rest");
        return switch (path.group("kind")) {
            case "tags" -> tags(call, name, rest);
            case "manifests" -> manifest(call, name, rest);
            case "referrers" -> referrers(call, name, rest);
            default -> blobs.handle(call, name, rest);
        };
    }

    private Reply catalog(Call call) {
        gate.catalog(call);
        int size = size(call);
        var names = store.names(call.query("last").orElse(""), size);
        Reply reply = Reply.json(200, Map.of("repositories", names.items()));
        return names.more() ? reply.header("Link", Links.next(call, last(names.items()), size)) : reply;
    }

    private Reply tags(Call call, String name, String rest) {
        if (!rest.equals("list")) {
            throw Refusal.notFound();
        }
        if (!call.method().equals("GET")) {
            throw Refusal.method("GET");
        }
        gate.repository(call, name, "metadata_read");
        int size = size(call);
        var slice = store.get(name).tags(call.query("last").orElse(""), size, Repository.Order.NAME);
        List<String> names = slice.items().stream().map(StoredTag::name).toList();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("name", name);
        body.put("tags", names);
        Reply reply = Reply.json(200, body);
        return slice.more() ? reply.header("Link", Links.next(call, last(names), size)) : reply;
    }

    private Reply manifest(Call call, String name, String reference) {
        return switch (call.method()) {
            case "GET", "HEAD" -> {
                gate.repository(call, name, "pull");
                StoredManifest manifest =
                        store.get(name).manifest(reference).orElseThrow(() -> Refusal.noManifest(reference));
                yield Reply.bytes(200, manifest.mediaType(), manifest.document())
                        .header(DIGEST_HEADER, manifest.digest().toString());
            }
            case "PUT" -> putManifest(call, name, reference);
            case "DELETE" -> {
                gate.repository(call, name, "delete");
                yield deleteManifest(store.get(name), reference);
            }
            default -> throw Refusal.method("GET, HEAD, PUT, DELETE");
        };
    }

    private Reply putManifest(Call call, String name, String reference) {
        gate.repository(call, name, "push");
        boolean byDigest = reference.indexOf(':') >= 0;
        Digest digest = byDigest
                ? Content.digest(Content.parse(reference).algorithm(), call.body())
                : Content.digest(call.body());
        if (byDigest && !digest.toString().equals(reference)) {
            throw Refusal.of(400, "DIGEST_INVALID", "provided digest did not match uploaded content");
        }
        Optional<Tag> tag = byDigest ? Optional.empty() : Tag.tryParse(reference);
        if (!byDigest && tag.isEmpty()) {
            throw Refusal.of(400, "TAG_INVALID", "manifest tag did not match URI");
        }
        var now = store.tick();
        String type = call.header("Content-Type").orElse("application/vnd.oci.image.manifest.v1+json");
        StoredManifest manifest = StoredManifest.of(digest, type, call.body(), now);
        store.make(name).putManifest(manifest, tag, now);
        Reply reply = Reply.empty(201)
                .header("Location", "/v2/" + name + "/manifests/" + digest)
                .header(DIGEST_HEADER, digest.toString());
        manifest.subject().ifPresent(subject -> reply.header("OCI-Subject", subject.toString()));
        return reply;
    }

    private static Reply deleteManifest(Repository repository, String reference) {
        boolean gone = reference.indexOf(':') >= 0
                ? repository.deleteManifest(Content.parse(reference))
                : repository.deleteTag(reference);
        if (!gone) {
            throw Refusal.noManifest(reference);
        }
        return Reply.empty(202);
    }

    private Reply referrers(Call call, String name, String digest) {
        if (!call.method().equals("GET")) {
            throw Refusal.method("GET");
        }
        gate.repository(call, name, "pull");
        Optional<String> type = call.query("artifactType");
        List<Map<String, Object>> found = store.find(name).stream()
                .flatMap(repository -> repository.referrers(Content.parse(digest)).stream())
                .filter(manifest -> type.isEmpty() || type.get().equals(manifest.artifactType()))
                .map(OciApi::descriptor)
                .toList();
        Map<String, Object> index = new LinkedHashMap<>();
        index.put("schemaVersion", 2);
        index.put("mediaType", INDEX);
        index.put("manifests", found);
        Reply reply = Reply.json(200, INDEX, index);
        return type.isPresent() ? reply.header("OCI-Filters-Applied", "artifactType") : reply;
    }

    private static Map<String, Object> descriptor(StoredManifest manifest) {
        Map<String, Object> descriptor = new LinkedHashMap<>();
        descriptor.put("mediaType", manifest.mediaType());
        descriptor.put("digest", manifest.digest().toString());
        descriptor.put("size", manifest.document().length);
        descriptor.put("artifactType", manifest.artifactType());
        if (manifest.content().has("annotations")) {
            descriptor.put("annotations", manifest.content().get("annotations"));
        }
        return descriptor;
    }

    private int size(Call call) {
        return Math.max(1, Math.min(call.number("n", maxPage), maxPage));
    }

    private static String last(List<String> names) {
        return names.get(names.size() - 1);
    }
}
