package dev.fairlead.bot.agenda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.bot.agenda.Order.Cause;
import dev.fairlead.image.ImageName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgendaTest {
    private static final Duration INTERVAL = Duration.ofMinutes(5);
    private static final ImageName API = ImageName.parse("contoso.azurecr.io/shop/api");
    private static final ImageName WEB = ImageName.parse("contoso.azurecr.io/shop/web");

    /** Chance that always says a quarter: the first interval is 244 seconds, and not 300. */
    private static final RandomGenerator QUARTER = () -> 1L << 62;

    private Duration now = Duration.ofHours(1);

    private Agenda agenda(String... names) {
        Map<String, Duration> intervals = new HashMap<>();
        List.of(names).forEach(name -> intervals.put(name, INTERVAL));
        Agenda agenda = new Agenda(intervals, new Pace(QUARTER), () -> now);
        agenda.open();
        return agenda;
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    @Test
    void everythingIsDueAtTheStart() {
        Agenda agenda = agenda("a", "b");

        assertThat(agenda.waiting()).isEqualTo(2);
        assertThat(agenda.poll()).map(Order::wanted).contains(Wanted.EVERYTHING);
        assertThat(agenda.poll()).isPresent();
        assertThat(agenda.poll()).isEmpty();
        assertThat(agenda.running()).isEqualTo(2);
    }

    @Test
    void givesOutNothingBeforeItIsOpen() {
        Agenda agenda = new Agenda(Map.of("a", INTERVAL), new Pace(QUARTER), () -> now);
        assertThat(agenda.poll()).isEmpty();

        agenda.wake(List.of("a"), Wanted.only(Set.of(API)));
        agenda.open();

        assertThat(agenda.poll()).isPresent();
    }

    @Test
    void aRunIsDueAgainAtItsInterval() {
        Agenda agenda = agenda("a");
        agenda.poll();
        agenda.done("a", true);
        pass(Duration.ofSeconds(1));
        assertThat(agenda.poll()).as("just now").isEmpty();

        pass(INTERVAL);
        assertThat(agenda.poll()).map(Order::cause).contains(Cause.SCHEDULE);
        agenda.done("a", true);

        pass(Duration.ofSeconds(200));
        assertThat(agenda.poll()).isEmpty();
        pass(Duration.ofSeconds(50));
        assertThat(agenda.poll())
                .as("it began late, and is not put off by that")
                .isPresent();
    }

    @Test
    void eventsOfABurstMakeOneRunOfWhatTheyTell() {
        Agenda agenda = started();
        agenda.wake(List.of("a"), Wanted.only(Set.of(API)));
        assertThat(agenda.poll()).as("others may follow").isEmpty();
        pass(Duration.ofMillis(900));
        agenda.wake(List.of("a"), Wanted.only(Set.of(WEB)));
        agenda.wake(List.of("a"), Wanted.only(Set.of(API)));
        pass(Duration.ofMillis(100));

        Optional<Order> order = agenda.poll();

        assertThat(order).contains(new Order("a", Wanted.only(Set.of(API, WEB)), Cause.EVENT));
        agenda.done("a", true);
        pass(Duration.ofSeconds(10));
        assertThat(agenda.poll()).isEmpty();
    }

    @Test
    void whatIsToldDuringARunIsOneRunAfterwards() {
        Agenda agenda = started();
        agenda.wake(List.of("a"), Wanted.only(Set.of(API)));
        pass(Pace.SETTLE);
        agenda.poll();

        agenda.wake(List.of("a"), Wanted.only(Set.of(WEB)));
        agenda.wake(List.of("a"), Wanted.only(Set.of(WEB)));
        pass(Duration.ofSeconds(30));
        assertThat(agenda.poll()).as("never two at once on one repository").isEmpty();
        agenda.done("a", true);

        assertThat(agenda.poll()).map(Order::wanted).contains(Wanted.only(Set.of(WEB)));
        agenda.done("a", true);
        assertThat(agenda.poll()).isEmpty();
    }

    @Test
    void anEventPutsNoScheduleOff() {
        Agenda agenda = started();
        pass(Duration.ofSeconds(200));
        agenda.wake(List.of("a"), Wanted.only(Set.of(API)));
        pass(Pace.SETTLE);
        agenda.poll();
        agenda.done("a", true);
        pass(Duration.ofSeconds(50));

        assertThat(agenda.poll()).map(Order::wanted).contains(Wanted.EVERYTHING);
    }

    @Test
    void aFailedRunIsTriedAgainLessAndLessOften() {
        Agenda agenda = started();
        pass(INTERVAL);
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Duration begun = now;
            while (agenda.poll().isEmpty()) {
                pass(Duration.ofSeconds(1));
            }
            waits.add(now.minus(begun).toSeconds());
            agenda.done("a", false);
        }

        assertThat(waits.subList(1, 7)).isSorted().doesNotHaveDuplicates();
        assertThat(waits).allMatch(wait -> wait <= 1800);
    }

    @Test
    void whatAFailedRunShouldHaveDoneIsDoneByTheNext() {
        Agenda agenda = started();
        agenda.wake(List.of("a"), Wanted.only(Set.of(API)));
        pass(Pace.SETTLE);
        agenda.poll();
        agenda.done("a", false);
        pass(Duration.ofSeconds(20));

        assertThat(agenda.poll()).contains(new Order("a", Wanted.only(Set.of(API)), Cause.RETRY));
    }

    @Test
    void aChangeOfTheRepositoryIsLookedAtAtOnceHoweverOftenItFailed() {
        Agenda agenda = started();
        pass(INTERVAL);
        for (int i = 0; i < 8; i++) {
            agenda.poll();
            agenda.done("a", false);
            pass(Duration.ofHours(1));
        }
        agenda.poll();
        agenda.done("a", false);

        agenda.wake(List.of("a"), Wanted.EVERYTHING);
        pass(Pace.SETTLE);

        assertThat(agenda.poll()).isPresent();
    }

    @Test
    void aRunThatWasBrokenOffBeginsAgainAtOnce() {
        Agenda agenda = started();
        agenda.wake(List.of("a"), Wanted.only(Set.of(API)));
        pass(Pace.SETTLE);
        agenda.poll();
        agenda.pause();
        agenda.broken("a");
        assertThat(agenda.poll()).isEmpty();

        agenda.open();

        assertThat(agenda.poll()).map(Order::wanted).contains(Wanted.only(Set.of(API)));
    }

    @Test
    void whoWaitedLongestIsFirst() {
        Agenda agenda = agenda("a", "b");
        agenda.poll();
        agenda.poll();
        agenda.done("a", true);
        agenda.done("b", true);
        agenda.wake(List.of("b"), Wanted.only(Set.of(API)));
        pass(Duration.ofMillis(10));
        agenda.wake(List.of("a"), Wanted.only(Set.of(API)));
        pass(Duration.ofSeconds(5));

        assertThat(agenda.poll()).map(Order::repository).contains("b");
    }

    @Test
    void anEventGoesBeforeSchedulesThatHaveNotWaitedLong() {
        Agenda agenda = agenda("a", "b", "c");
        pass(Duration.ofSeconds(10));
        agenda.wake(List.of("c"), Wanted.only(Set.of(API)));
        pass(Pace.SETTLE);

        assertThat(agenda.poll()).map(Order::repository).contains("c");
        agenda.wake(List.of("b"), Wanted.only(Set.of(API)));
        pass(Duration.ofSeconds(60));
        assertThat(agenda.poll())
                .map(Order::repository)
                .as("b waits as long, and an event is for it")
                .contains("b");
        agenda.done("c", true);
        agenda.wake(List.of("c"), Wanted.only(Set.of(API)));
        pass(Pace.SETTLE);
        assertThat(agenda.poll())
                .map(Order::repository)
                .as("a has waited for more than a minute")
                .contains("a");
    }

    @Test
    void whoeverWaitsIsTold() throws Exception {
        Agenda agenda = started();
        List<Optional<Order>> taken = new ArrayList<>();
        Thread waiting = new Thread(() -> {
            try {
                taken.add(agenda.take());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        waiting.start();
        agenda.end();
        waiting.join();

        assertThat(taken).containsExactly(Optional.empty());
    }

    /** Whatever happens in whatever order: no repository is in two orders, and none is forgotten. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void neverTwoAtOnceAndNoneForgotten(long seed) {
        Random random = new Random(seed);
        List<String> names = List.of("a", "b", "c", "d");
        Agenda agenda = new Agenda(
                Map.of("a", INTERVAL, "b", INTERVAL, "c", INTERVAL, "d", INTERVAL), new Pace(random), () -> now);
        agenda.open();
        Set<String> running = new HashSet<>();
        Map<String, Duration> lastRun = new HashMap<>();
        names.forEach(name -> lastRun.put(name, now));
        for (int step = 0; step < 5_000; step++) {
            pass(Duration.ofMillis(random.nextInt(2_000)));
            Optional<Order> order = agenda.poll();
            order.ifPresent(taken -> {
                assertThat(running.add(taken.repository())).as("seed " + seed).isTrue();
                lastRun.put(taken.repository(), now);
            });
            if (!running.isEmpty() && random.nextInt(3) > 0) {
                String ends = running.iterator().next();
                running.remove(ends);
                agenda.done(ends, true);
            }
            if (random.nextInt(20) == 0) {
                agenda.wake(List.of(names.get(random.nextInt(4))), Wanted.only(Set.of(API)));
            }
            assertThat(lastRun.values())
                    .as("seed " + seed + ": the last run of each at " + now)
                    .allMatch(at -> now.minus(at).compareTo(INTERVAL.plusMinutes(1)) < 0);
        }
    }

    private Agenda started() {
        Agenda agenda = agenda("a");
        agenda.poll();
        agenda.done("a", true);
        return agenda;
    }
}
