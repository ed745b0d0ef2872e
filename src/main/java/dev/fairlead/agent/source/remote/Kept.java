package dev.fairlead.agent.source.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.Fingerprint;
import dev.fairlead.Problem;
import dev.fairlead.agent.source.Failure;
import dev.fairlead.image.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What outlives a process of a source: a small JSON file beside the artifacts. One that cannot be read is as if it were
 * not there: then the source is fetched anew.
 *
 * @param identity a fingerprint of the source's
 */
record Kept(String identity, Optional<Good> artifact, Optional<Failure> failure, Optional<Instant> checked) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int IDENTITY_BYTES = 16;

    /**
     * The last good artifact.
     *
     * @param token what the next look at the source compares with
     */
    record Good(String revision, Digest digest, Instant time, String token, List<String> notes) {}

    static Kept nothing(String identity) {
        return new Kept(Fingerprint.of(identity, IDENTITY_BYTES), Optional.empty(), Optional.empty(), Optional.empty());
    }

    boolean isOf(String wanted) {
        return identity.equals(Fingerprint.of(wanted, IDENTITY_BYTES));
    }

    Kept withoutArtifact() {
        return new Kept(identity, Optional.empty(), failure, checked);
    }

    Kept with(Good good, Instant now) {
        return new Kept(identity, Optional.of(good), Optional.empty(), Optional.of(now));
    }

    Kept unchanged(Instant now) {
        return new Kept(identity, artifact, Optional.empty(), Optional.of(now));
    }

    Kept failed(Problem problem, boolean retryable, Instant now) {
        Failure next = new Failure(
                problem,
                failure.map(Failure::since).orElse(now),
                failure.map(Failure::attempts).orElse(0) + 1,
                retryable);
        return new Kept(identity, artifact, Optional.of(next), checked);
    }

    static Optional<Kept> read(Path file) throws IOException {
        try {
            return Optional.of(of(JSON.readTree(Files.readAllBytes(file))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (com.fasterxml.jackson.core.JacksonException | DateTimeException | dev.fairlead.FairleadException e) {
            return Optional.empty();
        }
    }

    private static Kept of(JsonNode json) {
        return new Kept(
                json.path("identity").asText(),
                Optional.of(json.path("artifact")).filter(JsonNode::isObject).map(Kept::good),
                Optional.of(json.path("failure")).filter(JsonNode::isObject).map(Kept::failure),
                Optional.of(json.path("checked")).filter(JsonNode::isTextual).map(Kept::instant));
    }

    private static Good good(JsonNode json) {
        List<String> notes = new ArrayList<>();
        json.path("notes").forEach(note -> notes.add(note.asText()));
        return new Good(
                json.path("revision").asText(),
                Digest.parse(json.path("digest").asText()),
                instant(json.path("time")),
                json.path("token").asText(),
                notes);
    }

    private static Failure failure(JsonNode json) {
        return new Failure(
                new Problem(
                        json.path("place").asText(),
                        json.path("cause").asText(),
                        json.path("remedy").asText()),
                instant(json.path("since")),
                json.path("attempts").asInt(),
                json.path("retryable").asBoolean());
    }

    private static Instant instant(JsonNode json) {
        return Instant.parse(json.asText());
    }

    /** Written beside and moved into place. */
    void write(Path file) throws IOException {
        Path part = file.resolveSibling(UUID.randomUUID() + ".part");
        try {
            Files.createDirectories(file.resolveSibling(""));
            Files.write(part, JSON.writeValueAsBytes(json()));
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private ObjectNode json() {
        ObjectNode json = JSON.createObjectNode().put("identity", identity);
        artifact.ifPresent(good -> {
            ObjectNode node = json.putObject("artifact")
                    .put("revision", good.revision())
                    .put("digest", good.digest().toString())
                    .put("time", good.time().toString())
                    .put("token", good.token());
            ArrayNode notes = node.putArray("notes");
            good.notes().forEach(notes::add);
        });
        failure.ifPresent(failed -> json.putObject("failure")
                .put("place", failed.problem().place())
                .put("cause", failed.problem().cause())
                .put("remedy", failed.problem().remedy())
                .put("since", failed.since().toString())
                .put("attempts", failed.attempts())
                .put("retryable", failed.retryable()));
        checked.ifPresent(time -> json.put("checked", time.toString()));
        return json;
    }

    /** The files of all sources in a folder. */
    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.filter(path -> path.toString().endsWith(".json")).toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    static void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
    }
}
