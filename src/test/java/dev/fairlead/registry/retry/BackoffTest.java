package dev.fairlead.registry.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.registry.testing.FakeTime;
import dev.fairlead.registry.wire.Answer;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
    private static final Instant NOW = Instant.parse("2024-05-06T07:08:09Z");

    private final Backoff backoff = new Backoff(new SplittableRandom(42), new FakeTime(NOW));

    private static Answer answer(String retryAfter) {
        var headers = HttpHeaders.of(Map.of("Retry-After", List.of(retryAfter)), (a, b) -> true);
        return new Answer(429, headers, new byte[0]);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 250, 500",
        "2, 500, 1000",
        "3, 1000, 2000",
        "6, 8000, 16000",
        "7, 10000, 20000",
        "5000, 10000, 20000"
    })
    void withoutAWordOfTheRegistrysTheWaitDoublesWithJitter(int failures, long least, long most) {
        for (int i = 0; i < 100; i++) {
            assertThat(backoff.after(failures).toMillis()).isBetween(least, most);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "7, 7000, 7700",
        "' 7 ', 7000, 7700",
        "0, 0, 0",
        "600, 600000, 602000",
        "'Mon, 6 May 2024 07:08:19 GMT', 10000, 11000",
        "'Mon, 6 May 2024 07:00:00 GMT', 0, 0"
    })
    void retryAfterIsKeptToAndALittleMore(String retryAfter, long least, long most) {
        for (int i = 0; i < 100; i++) {
            assertThat(backoff.after(1, answer(retryAfter)).toMillis()).isBetween(least, most);
        }
    }

    @ParameterizedTest
    @CsvSource({"soon", "-5", "1.5", "99999999999999999999", "''"})
    void aRetryAfterThatMakesNoSenseIsAsNone(String retryAfter) {
        assertThat(backoff.after(1, answer(retryAfter)).toMillis()).isBetween(250L, 500L);
    }

    @Test
    void twoClientsDoNotComeBackTogether() {
        Backoff other = new Backoff(new SplittableRandom(43), new FakeTime(NOW));
        assertThat(backoff.after(4)).isNotEqualTo(other.after(4));
    }

    @Test
    void aBurstGoesAtOnceAndTheRestIsSpaced() {
        FakeTime time = new FakeTime();
        RateLimit limit = new RateLimit(10, time);
        for (int i = 0; i < 40; i++) {
            assertThat(limit.reserve()).isZero();
        }
        assertThat(limit.reserve()).isEqualTo(Duration.ofMillis(100));
        assertThat(limit.reserve()).isEqualTo(Duration.ofMillis(200));
        time.pass(Duration.ofMillis(200));
        assertThat(limit.reserve()).isEqualTo(Duration.ofMillis(100));
        time.pass(Duration.ofHours(1));
        for (int i = 0; i < 40; i++) {
            assertThat(limit.reserve()).isZero();
        }
        assertThat(limit.reserve()).isPositive();
    }

    @Test
    void aSlowRateStillLetsOneThrough() {
        RateLimit limit = new RateLimit(0.1, new FakeTime());
        assertThat(limit.reserve()).isZero();
        assertThat(limit.reserve()).isEqualTo(Duration.ofSeconds(10));
    }
}
