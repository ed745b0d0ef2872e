package dev.fairlead.update;

import dev.fairlead.update.config.delivery.DeliverySettings;
import dev.fairlead.update.config.delivery.DeliverySettings.Mode;
import dev.fairlead.update.config.delivery.Schedule;
import dev.fairlead.update.plan.UpdateGroup;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Whether a group may write now: its pause, its schedule, and the limits of the repository. */
final class Gate {
    private final Openings openings;
    private final Instant now;
    private final boolean anytime;
    private final Set<String> ticked;

    /**
     * @param anytime whether a person asked for everything in spite of all
     * @param ticked groups that people asked for in spite of all
     */
    Gate(Openings openings, Instant now, boolean anytime, Set<String> ticked) {
        this.openings = openings;
        this.now = now;
        this.anytime = anytime;
        this.ticked = Set.copyOf(ticked);
    }

    /**
     * Why the group waits.
     *
     * @param opens whether it would open a pull request
     */
    Optional<String> closed(UpdateGroup group, boolean opens) {
        if (anytime || ticked.contains(group.name())) {
            return Optional.empty();
        }
        DeliverySettings delivery = group.delivery();
        return paused(delivery)
                .or(() -> outside(delivery.schedule()))
                .or(() -> opens && delivery.mode() == Mode.PULL_REQUEST
                        ? openings.refuse(group.name())
                        : Optional.empty());
    }

    private Optional<String> paused(DeliverySettings delivery) {
        return delivery.pause()
                .filter(pause -> !pause.over(now))
                .map(pause ->
                        "paused" + pause.until().map(end -> " until " + end).orElse("") + ": " + pause.why());
    }

    private Optional<String> outside(Schedule schedule) {
        return schedule.open(now)
                ? Optional.empty()
                : Optional.of("waits for its schedule"
                        + schedule.opens(now)
                                .map(opens -> ", which opens on " + Schedule.shown(opens))
                                .orElse(", which does not open within two years"));
    }
}
