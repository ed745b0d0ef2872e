package dev.fairlead.update.promote;

import dev.fairlead.forge.CommitReport;
import dev.fairlead.forge.CommitReports;
import dev.fairlead.forge.CommitStatus.State;
import dev.fairlead.forge.Forge;
import dev.fairlead.forge.ForgeException;
import dev.fairlead.update.config.Stage.Promotion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How an environment is, by what agents report on the commits that it runs. Where nobody ever reported there and nothing is
 * asked for, it is not known, and stops nothing.
 */
final class Health {
    private final Optional<Forge> forge;

    Health(Optional<Forge> forge) {
        this.forge = forge;
    }

    /** Why nothing is promoted from there now; empty where it is healthy, or not known. */
    Optional<String> wrong(Promotion promotion, Running running) {
        Optional<CommitReports> source = forge.flatMap(known -> known.capability(CommitReports.class));
        boolean required = !promotion.health().isEmpty();
        if (source.isEmpty()) {
            return required
                    ? Optional.of("nobody tells how " + promotion.from() + " is: the forge knows no reports on commits")
                    : Optional.empty();
        }
        try {
            return judged(promotion, running, source.get());
        } catch (ForgeException e) {
            return Optional.of("the forge does not tell how " + promotion.from() + " is: " + e.problem());
        }
    }

    private Optional<String> judged(Promotion promotion, Running running, CommitReports source) {
        CountedReports counted = new CountedReports(
                promotion.health(), promotion.health().isEmpty() ? Optional.of(promotion.from()) : Optional.empty());
        Map<String, CommitReport> newest = newest(counted, source.reports(running.commits()));
        Optional<CommitReport> failed = newest.values().stream()
                .filter(report -> report.state() == State.FAILURE || report.state() == State.ERROR)
                .findFirst();
        if (failed.isPresent()) {
            return Optional.of(promotion.from() + " is not healthy: " + line(failed.get()));
        }
        Optional<CommitReport> pending = newest.values().stream()
                .filter(report -> report.state() == State.PENDING)
                .findFirst();
        if (pending.isPresent()) {
            return Optional.of("waits for " + promotion.from() + ": " + line(pending.get()));
        }
        List<String> missing = counted.missing(List.copyOf(newest.values()));
        if (!missing.isEmpty()) {
            return Optional.of("waits for reports of " + promotion.from() + ": " + String.join(", ", missing));
        }
        boolean silent = newest.isEmpty()
                && !newest(counted, source.reports(running.commitsBefore())).isEmpty();
        return silent
                ? Optional.of(
                        "waits for " + promotion.from() + ", which has reported on earlier versions, to report on this")
                : Optional.empty();
    }

    /** Of each name the newest report that is more than that somebody is at it, where there is one. */
    private static Map<String, CommitReport> newest(CountedReports counted, List<CommitReport> reports) {
        Map<String, CommitReport> newest = new LinkedHashMap<>();
        for (CommitReport written : reports) {
            CommitReport report = CountedReports.meant(written);
            if (counted.counts(report)) {
                newest.merge(
                        report.kind() + " " + report.name(),
                        report,
                        (newer, older) -> newer.state() == State.PENDING ? older : newer);
            }
        }
        return newest;
    }

    private static String line(CommitReport report) {
        return report.name() + " is " + report.state().name().toLowerCase(java.util.Locale.ROOT)
                + (report.description().isBlank() ? "" : ", " + report.description());
    }
}
