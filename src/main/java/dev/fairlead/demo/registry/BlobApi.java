package dev.fairlead.demo.registry;

import dev.fairlead.image.Digest;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Blobs of the OCI distribution API: read, deleted, mounted, and uploaded whole or in chunks. */
final class BlobApi {
    private static final String UPLOADS = "uploads/";
    private static final String OCTETS = "application/octet-stream";
    private static final Pattern RANGE = Pattern.compile("(?:bytes )?(\\d{1,18})-(\\d{1,18})(?:/.*)?");

    private final Store store;
    private final Gate gate;

    BlobApi(Store store, Gate gate) {
        this.store = store;
        this.gate = gate;
    }

    /**
     * Answers a request below {@code /v2/NAME/blobs/}.
     *
     * @param rest the path after that
     */
    Reply handle(Call call, String name, String rest) {
        if (rest.equals(UPLOADS) || rest.equals("uploads")) {
            if (!call.method().equals("POST")) {
                throw Refusal.method("POST");
            }
            gate.repository(call, name, "push");
            return begin(call, name);
        }
        if (rest.startsWith(UPLOADS)) {
            gate.repository(call, name, "push");
            return upload(call, name, rest.substring(UPLOADS.length()));
        }
        return blob(call, name, Content.parse(rest));
    }

    private Reply blob(Call call, String name, Digest digest) {
        switch (call.method()) {
            case "GET", "HEAD" -> {
                gate.repository(call, name, "pull");
                byte[] content = store.get(name).blob(digest).orElseThrow(BlobApi::unknown);
                return Reply.bytes(200, OCTETS, content).header("Docker-Content-Digest", digest.toString());
            }
            case "DELETE" -> {
                gate.repository(call, name, "delete");
                if (!store.get(name).deleteBlob(digest)) {
                    throw unknown();
                }
                return Reply.empty(202);
            }
            default -> throw Refusal.method("GET, HEAD, DELETE");
        }
    }

    private Reply begin(Call call, String name) {
        Optional<String> mounted = call.query("mount");
        if (mounted.isPresent()) {
            Digest digest = Content.parse(mounted.get());
            Optional<byte[]> content = call.query("from").flatMap(store::find).flatMap(other -> other.blob(digest));
            if (content.isPresent()) {
                gate.repository(call, call.query("from").orElse(name), "pull");
                return stored(name, digest, content.get());
            }
        }
        Optional<String> whole = call.query("digest");
        if (whole.isPresent()) {
            return stored(name, verified(whole.get(), call.body()), call.body());
        }
        store.make(name);
        return progress(name, store.beginUpload(), 0, 202);
    }

    private Reply upload(Call call, String name, String id) {
        ByteArrayOutputStream so = store.upload(id);
        switch (call.method()) {
            case "GET" -> {
                return progress(name, id, so.size(), 204);
            }
            case "PATCH" -> {
                append(call, name, id, so);
                return progress(name, id, so.size(), 202);
            }
            case "PUT" -> {
                append(call, name, id, so);
                String digest =
                        call.query("digest").orElseThrow(() -> Refusal.of(400, "DIGEST_INVALID", "digest missing"));
                byte[] content = so.toByteArray();
                Digest verified = verified(digest, content);
                store.endUpload(id);
                return stored(name, verified, content);
            }
            case "DELETE" -> {
                store.endUpload(id);
                return Reply.empty(204);
            }
            default -> throw Refusal.method("GET, PATCH, PUT, DELETE");
        }
    }

    /** Chunks must come in order: one that begins elsewhere than the last one ended is out of range. */
    private static void append(Call call, String name, String id, ByteArrayOutputStream so) {
        Optional<String> range = call.header("Content-Range");
        if (range.isPresent()) {
            Matcher read = RANGE.matcher(range.get());
            boolean fits = read.matches()
                    && Long.parseLong(read.group(1)) == so.size()
                    && Long.parseLong(read.group(2)) == so.size() + call.body().length - 1L;
            if (!fits) {
                throw Refusal.of(416, "BLOB_UPLOAD_INVALID", "the chunk does not follow the last one")
                        .with("Range", "0-" + Math.max(0, so.size() - 1))
                        .with("Location", location(name, id));
            }
        }
        so.writeBytes(call.body());
    }

    private static Digest verified(String digest, byte[] content) {
        Digest wanted = Content.parse(digest);
        if (!Content.digest(wanted.algorithm(), content).equals(wanted)) {
            throw Refusal.of(400, "DIGEST_INVALID", "provided digest did not match uploaded content");
        }
        return wanted;
    }

    private Reply stored(String name, Digest digest, byte[] content) {
        store.make(name).putBlob(digest, content);
        return Reply.empty(201)
                .header("Location", "/v2/" + name + "/blobs/" + digest)
                .header("Docker-Content-Digest", digest.toString());
    }

    private static Reply progress(String name, String id, int size, int status) {
        return Reply.empty(status)
                .header("Location", location(name, id))
                .header("Range", "0-" + Math.max(0, size - 1))
                .header("Docker-Upload-UUID", id);
    }

    private static String location(String name, String id) {
        return "/v2/" + name + "/blobs/uploads/" + id;
    }

    private static Refusal unknown() {
        return Refusal.of(404, "BLOB_UNKNOWN", "blob unknown to registry");
    }
}
