package dev.fairlead.registry.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fairlead.registry.RegistryException;
import dev.fairlead.registry.RegistryException.Kind;
import dev.fairlead.registry.testing.FakeTime;
import dev.fairlead.registry.wire.Answer;
import dev.fairlead.registry.wire.Ask;
import dev.fairlead.registry.wire.Wire;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpHeaders;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatientWireTest {
    private static final Ask ASK = Ask.of("GET", URI.create("https://r.example/v2/"), Map.of(), 100);

    private final FakeTime time = new FakeTime();
    private final Deque<Object> script = new ArrayDeque<>();
    private final List<Duration> timeouts = new ArrayList<>();

    /** Plays the script; its last line is repeated without end. */
    private Answer play(Ask ask, Duration timeout) throws IOException {
        timeouts.add(timeout);
        Object next = script.size() > 1 ? script.remove() : script.element();
        if (next instanceof IOException e) {
            if (e instanceof HttpTimeoutException) {
                time.pass(timeout);
            }
            throw e;
        }
        return (Answer) next;
    }

    private Answer send(Duration deadline) {
        Wire wire = this::play;
        return new PatientWire(
                        wire,
                        new RateLimit(1000, time),
                        new Backoff(new SplittableRandom(1), time),
                        time,
                        Duration.ofSeconds(30))
                .send(ASK, "r.example/app", Deadline.in(deadline, time));
    }

    private static Answer answer(int status) {
        return new Answer(status, HttpHeaders.of(Map.of(), (a, b) -> true), new byte[0]);
    }

    private static Answer retryAfter(int status, int seconds) {
        var headers = HttpHeaders.of(Map.of("Retry-After", List.of(String.valueOf(seconds))), (a, b) -> true);
        return new Answer(status, headers, new byte[0]);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 206, 301, 400, 401, 403, 404, 405, 416, 501})
    void anAnswerThatStandsIsReturnedAsItIs(int status) {
        script.add(answer(status));
        assertThat(send(Duration.ofMinutes(1)).status()).isEqualTo(status);
        assertThat(time.waits()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void whatPassesIsAskedAgain(int status) {
        script.addAll(List.of(answer(status), answer(status), answer(200)));
        assertThat(send(Duration.ofMinutes(1)).status()).isEqualTo(200);
        assertThat(time.waits()).hasSize(2);
    }

    @Test
    void aBrokenConnectionIsAskedAgain() {
        script.addAll(List.of(new ConnectException("refused"), new IOException("reset"), answer(200)));
        assertThat(send(Duration.ofMinutes(1)).status()).isEqualTo(200);
        assertThat(time.waits()).hasSize(2);
    }

    @Test
    void retryAfterIsWaitedFor() {
        script.addAll(List.of(retryAfter(429, 7), answer(200)));
        send(Duration.ofMinutes(1));
        assertThat(time.waits()).hasSize(1);
        assertThat(time.waits().get(0)).isBetween(Duration.ofSeconds(7), Duration.ofMillis(7700));
    }

    @Test
    void aRetryAfterBeyondTheDeadlineIsNotWaitedFor() {
        script.add(retryAfter(429, 600));
        RegistryException told = catchThrowableOfType(RegistryException.class, () -> send(Duration.ofSeconds(60)));
        assertThat(told.kind()).isEqualTo(Kind.RATE_LIMITED);
        assertThat(told.retryable()).isTrue();
        assertThat(told.status()).hasValue(429);
        assertThat(told)
                .hasMessageStartingWith(
                        "r.example/app (HTTP 429): the registry asks to slow down (given up after 1 attempt:")
                .hasMessageContaining("the deadline is 60 s");
        assertThat(time.waits()).isEmpty();
    }

    @Test
    void endlessFailureEndsWithTheDeadline() {
        script.add(answer(503));
        RegistryException told = catchThrowableOfType(RegistryException.class, () -> send(Duration.ofSeconds(30)));
        assertThat(told.kind()).isEqualTo(Kind.SERVER);
        assertThat(told).hasMessageContaining("the registry fails (given up after ");
        assertThat(time.waits().stream().reduce(Duration.ZERO, Duration::plus)).isLessThan(Duration.ofSeconds(30));
        assertThat(time.waits()).hasSizeGreaterThan(3);
    }

    @Test
    void silenceEndsWithTheDeadline() {
        script.add(new HttpTimeoutException("silent"));
        RegistryException told = catchThrowableOfType(RegistryException.class, () -> send(Duration.ofSeconds(70)));
        assertThat(told.kind()).isEqualTo(Kind.TIMEOUT);
        assertThat(timeouts.get(0)).isEqualTo(Duration.ofSeconds(30));
        assertThat(timeouts.get(timeouts.size() - 1))
                .as("the last attempt has what is left of the deadline")
                .isLessThan(Duration.ofSeconds(30));
        assertThat(time.nanos()).isLessThanOrEqualTo(Duration.ofSeconds(70).toNanos());
    }

    @Test
    void whatDoesNotPassByItselfIsToldAtOnce() {
        for (IOException lasting : List.of(new SSLException("no"), new UnknownHostException("r.example"))) {
            script.clear();
            script.add(lasting);
            assertThatThrownBy(() -> send(Duration.ofMinutes(1))).isInstanceOf(RegistryException.class);
        }
        assertThat(time.waits()).isEmpty();
    }

    @Test
    void ourOwnRateIsKeptToAndTold() {
        script.add(answer(200));
        PatientWire wire = new PatientWire(
                this::play,
                new RateLimit(0.1, time),
                new Backoff(new SplittableRandom(1), time),
                time,
                Duration.ofSeconds(30));
        wire.send(ASK, "r.example", Deadline.in(Duration.ofSeconds(5), time));
        assertThatThrownBy(() -> wire.send(ASK, "r.example", Deadline.in(Duration.ofSeconds(5), time)))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("by our own limit")
                .hasMessageContaining("FAIRLEAD_REGISTRY_RATE");
    }

    @Test
    void anInterruptIsKept() {
        PatientWire wire = new PatientWire(
                (ask, timeout) -> {
                    throw new InterruptedException();
                },
                new RateLimit(10, time),
                new Backoff(new SplittableRandom(1), time),
                time,
                Duration.ofSeconds(30));
        assertThatThrownBy(() -> wire.send(ASK, "r.example", Deadline.in(Duration.ofSeconds(5), time)))
                .isInstanceOf(RegistryException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
