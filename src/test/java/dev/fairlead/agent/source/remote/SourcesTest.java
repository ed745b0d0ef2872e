package dev.fairlead.agent.source.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.agent.source.GitRef;
import dev.fairlead.agent.source.GitSource;
import dev.fairlead.agent.source.SourceException;
import dev.fairlead.agent.source.SourceSpec;
import dev.fairlead.agent.source.SourceState;
import dev.fairlead.agent.source.store.Fetched;
import dev.fairlead.agent.source.store.Limits;
import dev.fairlead.agent.source.store.Staging;
import dev.fairlead.configrepo.RepoLocation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a failing source keeps, and what is told of it. */
class SourcesTest {
    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private static final SourceSpec SPEC =
            GitSource.of(RepoLocation.parse("https://git.example.com/config"), new GitRef.Branch("main"));
    private static final SourceSpec OTHER =
            GitSource.of(RepoLocation.parse("https://git.example.com/config"), new GitRef.Branch("release"));

    @TempDir
    Path temp;

    private final Scripted remote = new Scripted();
    private final Ticking clock = new Ticking();

    private Sources sources() {
        return new Sources(temp, Limits.usual(), remote, clock);
    }

    @Test
    void aSourceThatFailsKeepsItsLastGoodArtifactAndTellsSinceWhen() {
        remote.revision = "main@sha1:1";
        SourceState good = sources().fetch("config", SPEC);
        assertThat(good.ready()).isTrue();
        assertThat(good.artifact().orElseThrow().path().resolve("a.yaml")).hasContent("main@sha1:1");

        remote.fails = true;
        clock.now = NOON.plusSeconds(60);
        sources().fetch("config", SPEC);
        clock.now = NOON.plusSeconds(120);
        // Another process: what was known before is known to it, too.
        SourceState failing = sources().fetch("config", SPEC);

        assertThat(failing.ready()).isFalse();
        assertThat(failing.artifact()).isEqualTo(good.artifact());
        assertThat(failing.checked()).contains(NOON);
        assertThat(failing.failure()).hasValueSatisfying(failure -> {
            assertThat(failure.since()).isEqualTo(NOON.plusSeconds(60));
            assertThat(failure.attempts()).isEqualTo(2);
            assertThat(failure.retryable()).isTrue();
            assertThat(failure.problem().remedy()).isEqualTo("wait");
        });
        assertThat(failing.told())
                .isEqualTo("revision main@sha1:1; failing since 2026-11-01T12:01:00Z (2 attempts):"
                        + " https://git.example.com/config branch main: it is away; wait");
        assertThat(temp.resolve("staging")).isEmptyDirectory();

        remote.fails = false;
        assertThat(sources().fetch("config", SPEC).failure()).isEmpty();
    }

    @Test
    void whatDidNotChangeIsNotFetchedAgain() {
        remote.revision = "1";
        SourceState first = sources().fetch("config", SPEC);
        clock.now = NOON.plusSeconds(60);
        SourceState second = sources().fetch("config", SPEC);
        assertThat(second.artifact()).isEqualTo(first.artifact());
        assertThat(second.checked()).contains(NOON.plusSeconds(60));
        assertThat(remote.contents).hasValue(1);
    }

    @Test
    void anArtifactOfOtherRulesIsNone() {
        sources().fetch("config", SPEC);
        remote.fails = true;
        assertThat(sources().fetch("config", OTHER).artifact()).isEmpty();
    }

    @Test
    void aDamagedArtifactIsFetchedAgain() throws Exception {
        SourceState first = sources().fetch("config", SPEC);
        Files.writeString(first.artifact().orElseThrow().path().resolve("a.yaml"), "changed by a stranger");
        assertThat(sources().state("config", SPEC).artifact()).isEmpty();
        SourceState again = sources().fetch("config", SPEC);
        assertThat(again.artifact().orElseThrow().path().resolve("a.yaml")).hasContent(remote.revision);
        assertThat(remote.contents).hasValue(2);
    }

    @Test
    void aStateThatCannotBeReadIsFetchedAnew() throws Exception {
        sources().fetch("config", SPEC);
        try (var files = Files.list(temp.resolve("sources"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".json")).toList()) {
                Files.writeString(file, "{\"identity\": \"x");
            }
        }
        assertThat(sources().fetch("config", SPEC).ready()).isTrue();
    }

    @Test
    void whoeverAsksDuringAFetchWaitsForIt() throws Exception {
        remote.gate = new CountDownLatch(1);
        Sources sources = sources();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Future<SourceState> first = threads.submit(() -> sources.fetch("config", SPEC));
            remote.entered.await();
            List<Future<SourceState>> others = List.of(
                    threads.submit(() -> sources.fetch("config", SPEC)),
                    threads.submit(() -> sources.fetch("config", SPEC)));
            while (sources.waiting("config", SPEC) < 2) {
                Thread.onSpinWait();
            }
            remote.gate.countDown();
            for (Future<SourceState> other : others) {
                assertThat(other.get()).isSameAs(first.get());
            }
            assertThat(remote.looks).hasValue(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void whatAProgrammingErrorThrowsIsAFailureToo() {
        remote.breaks = true;
        assertThat(sources().fetch("config", SPEC).failure())
                .hasValueSatisfying(
                        failure -> assertThat(failure.problem().cause()).contains("IllegalState"));
    }

    @Test
    void whatIsLargerThanTheMemoryKeepsTheLastGoodArtifact() {
        SourceState good = sources().fetch("config", SPEC);
        remote.error = new OutOfMemoryError("Java heap space");
        SourceState failing = sources().fetch("config", SPEC);
        assertThat(failing.artifact()).isEqualTo(good.artifact());
        assertThat(failing.failure())
                .hasValueSatisfying(
                        failure -> assertThat(failure.problem().cause()).contains("larger than the memory"));
    }

    @Test
    void whoeverWaitsHearsOfAnErrorToo() {
        Sources sources = sources();
        remote.error = new NoClassDefFoundError("x");
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> sources.fetch("config", SPEC)).isInstanceOf(NoClassDefFoundError.class);
            assertThat(sources.waiting("config", SPEC)).isZero();
        }
    }

    @Test
    void onlyWhatSomeSourceHoldsStays() {
        Sources sources = sources();
        remote.revision = "1";
        Path one = sources.fetch("one", SPEC).artifact().orElseThrow().path();
        remote.revision = "2";
        Path two = sources.fetch("two", SPEC).artifact().orElseThrow().path();
        clock.now = NOON.plusSeconds(7200);

        assertThat(sources.collect(Set.of("two"), Duration.ofHours(1))).isEqualTo(1);
        assertThat(one).doesNotExist();
        assertThat(two).exists();
        assertThat(sources.state("one", SPEC)).isEqualTo(SourceState.unknown());
    }

    private static final class Scripted implements Readers {
        private String revision = "main@sha1:0";
        private boolean fails;
        private boolean breaks;
        private Error error;
        private final AtomicInteger looks = new AtomicInteger();
        private final AtomicInteger contents = new AtomicInteger();
        private final CountDownLatch entered = new CountDownLatch(1);
        private CountDownLatch gate = new CountDownLatch(0);

        @Override
        public Fetched read(SourceSpec spec, Optional<String> token, Staging staging) throws IOException {
            looks.incrementAndGet();
            entered.countDown();
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            if (error != null) {
                throw error;
            }
            if (breaks) {
                throw new IllegalStateException("broken");
            }
            staging.file("half", false, new ByteArrayInputStream(new byte[1]));
            if (fails) {
                throw new SourceException(SourceException.Kind.NETWORK, spec.place(), "it is away", "wait");
            }
            if (token.equals(Optional.of(revision))) {
                return new Fetched.Unchanged();
            }
            contents.incrementAndGet();
            staging.file("a.yaml", false, new ByteArrayInputStream(revision.getBytes(StandardCharsets.UTF_8)));
            return new Fetched.Content(revision, revision);
        }
    }

    private static final class Ticking extends Clock {
        private Instant now = NOON;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
