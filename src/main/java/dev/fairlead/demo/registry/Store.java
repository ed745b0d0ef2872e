package dev.fairlead.demo.registry;

import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;

/** All repositories of the registry, and the uploads under way. */
final class Store {
    private static final Pattern NAME =
            Pattern.compile("[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*");

    /** ACR's times have seven digits after the second. */
    private static final long TICK_NANOS = 100;

    private final Clock clock;
    private final ConcurrentSkipListMap<String, Repository> repositories = new ConcurrentSkipListMap<>();
    private final Map<String, ByteArrayOutputStream> uploads = new ConcurrentHashMap<>();
    private Instant last = Instant.MIN;

    Store(Clock clock) {
        this.clock = clock;
    }

    /** The time now; never the same twice, so that what is pushed later is later. */
    synchronized Instant tick() {
        Instant now = clock.instant();
        Instant whole = Instant.ofEpochSecond(now.getEpochSecond(), now.getNano() / TICK_NANOS * TICK_NANOS);
        last = whole.isAfter(last) ? whole : last.plusNanos(TICK_NANOS);
        return last;
    }

    Optional<Repository> find(String name) {
        return Optional.ofNullable(repositories.get(name));
    }

    Repository get(String name) {
        return find(name).orElseThrow(() -> Refusal.noRepository(name));
    }

    /** The repository of this name, made if it is new. */
    Repository make(String name) {
        if (name.length() > 255 || !NAME.matcher(name).matches()) {
            throw Refusal.of(400, "NAME_INVALID", "invalid repository name");
        }
        return repositories.computeIfAbsent(name, fresh -> new Repository(fresh, tick()));
    }

    boolean delete(String name) {
        return repositories.remove(name) != null;
    }

    Repository.Slice<String> names(String after, int size) {
        return Repository.Slice.of(
                List.copyOf(repositories.tailMap(after, false).keySet()).stream(), size);
    }

    String beginUpload() {
        String id = UUID.randomUUID().toString();
        uploads.put(id, new ByteArrayOutputStream());
        return id;
    }

    ByteArrayOutputStream upload(String id) {
        ByteArrayOutputStream upload = uploads.get(id);
        if (upload == null) {
            throw Refusal.of(404, "BLOB_UPLOAD_UNKNOWN", "blob upload unknown to registry");
        }
        return upload;
    }

    void endUpload(String id) {
        uploads.remove(id);
    }
}
