package dev.fairlead.agent.source.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.image.Digest;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactStoreTest {
    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

    @TempDir
    Path temp;

    private ArtifactStore at(Instant time) {
        return new ArtifactStore(temp, Limits.usual(), Clock.fixed(time, ZoneOffset.UTC));
    }

    private static Digest keep(ArtifactStore store, String path, String content) throws Exception {
        try (Staging staging = store.stage("test")) {
            staging.file(path, false, new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
            return store.keep(staging);
        }
    }

    @Test
    void equalFilesAreOneArtifact() throws Exception {
        ArtifactStore store = at(NOON);
        Digest first = keep(store, "a/b.yaml", "x: 1\n");
        assertThat(keep(store, "a/b.yaml", "x: 1\n")).isEqualTo(first);
        assertThat(keep(store, "a/c.yaml", "x: 1\n")).isNotEqualTo(first);
        assertThat(keep(store, "a/b.yaml", "x: 2\n")).isNotEqualTo(first);
        assertThat(store.path(first).resolve("a/b.yaml")).hasContent("x: 1\n");
        assertThat(temp.resolve("staging")).isEmptyDirectory();
    }

    /** The digest is documented, so that others can compute it: it is held against one made with coreutils' sha256sum. */
    @Test
    void theDigestIsWhatTheDocumentationSays() throws Exception {
        assertThat(keep(at(NOON), "a.yaml", "x: 1\n"))
                .hasToString("sha256:f554b708c54abd768680c28e06c8dc6329893e03ec501b3f07de593f97b262c0");
    }

    @Test
    void aDamagedArtifactIsNotedAndReplaced() throws Exception {
        ArtifactStore store = at(NOON);
        Digest digest = keep(store, "a.yaml", "x: 1\n");
        assertThat(store.holds(digest)).isTrue();

        Files.writeString(store.path(digest).resolve("a.yaml"), "x: 2\n");
        assertThat(store.holds(digest)).isFalse();
        keep(store, "a.yaml", "x: 1\n");
        assertThat(store.holds(digest)).isTrue();

        Files.delete(store.path(digest).resolve("a.yaml"));
        assertThat(store.holds(digest)).isFalse();
    }

    @Test
    void whatNobodyWantsIsCollectedAfterAGrace() throws Exception {
        Digest wanted = keep(at(NOON), "a.yaml", "1");
        Digest old = keep(at(NOON), "a.yaml", "2");
        Duration hour = Duration.ofHours(1);

        assertThat(at(NOON.plusSeconds(60)).collect(Set.of(wanted), hour)).isZero();
        assertThat(at(NOON.plusSeconds(7200)).collect(Set.of(wanted), hour)).isEqualTo(1);
        assertThat(at(NOON).holds(wanted)).isTrue();
        assertThat(at(NOON).holds(old)).isFalse();
    }

    @Test
    void whatAKilledProcessLeftIsCollected() throws Exception {
        Staging left = at(NOON).stage("killed");
        left.file("half", false, new ByteArrayInputStream(new byte[10]));
        assertThat(at(Instant.now().plusSeconds(7200)).collect(Set.of(), Duration.ZERO))
                .isZero();
        assertThat(left.folder()).doesNotExist();
    }

    @Test
    void whoReadsWhileItIsFetchedAgainReadsOn() throws Exception {
        ArtifactStore store = at(NOON);
        Digest digest = keep(store, "a.yaml", "x: 1\n");
        try (var in = Files.newInputStream(store.path(digest).resolve("a.yaml"))) {
            keep(store, "a.yaml", "x: 1\n");
            assertThat(in.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("x: 1\n");
        }
    }
}
