package dev.fairlead.pipeline.sync;

import dev.fairlead.FairleadException;
import dev.fairlead.Problem;
import dev.fairlead.forge.CommitReport;
import dev.fairlead.forge.CommitReports;
import dev.fairlead.forge.CommitStatus.State;
import dev.fairlead.forge.Forge;
import dev.fairlead.forge.ForgeException;
import dev.fairlead.forge.PullRequest;
import dev.fairlead.pipeline.order.SyncOrder;
import dev.fairlead.pipeline.result.SyncState;
import dev.fairlead.pipeline.result.SyncState.Phase;
import dev.fairlead.update.promote.CountedReports;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One look at what the forge knows of a pull request's way into clusters. An agent that skips a commit because a newer one
 * came reports on the newer one only, so that a report on any commit that holds the merged one counts; a context that
 * succeeded once with the change in it has succeeded, whatever later commits do.
 */
public final class SyncCheck {
    /** How many commits after the merged one are asked about, the newest first: each costs requests at every look. */
    private static final int COMMITS = 8;

    private final Forge forge;
    private final SyncOrder order;
    private final CountedReports counted;

    /** @param forge of the order's repository */
    public SyncCheck(Forge forge, SyncOrder order) {
        this.forge = forge;
        this.order = order;
        this.counted = new CountedReports(order.contexts(), order.environment());
    }

    /**
     * How far it is now.
     *
     * @throws FairleadException if there is no such pull request, or the forge cannot tell what was reported on commits
     */
    public SyncState look() {
        PullRequest pull = forge.get(order.pullRequest())
                .orElseThrow(() -> new FairleadException(new Problem(
                        forge.place() + " #" + order.pullRequest(),
                        "there is no such pull request",
                        "give the result of gitopsUpdateImage, or a pull request's number")));
        return switch (pull.state()) {
            case OPEN -> state(pull, Phase.OPEN, "waiting for the merge of " + pull.url(), List.of());
            case CLOSED -> state(pull, Phase.CLOSED, pull.url() + " was closed without a merge", List.of());
            case MERGED -> merged(pull);
        };
    }

    private SyncState merged(PullRequest pull) {
        String commit = pull.mergeCommit()
                .orElseThrow(() -> new ForgeException(
                        ForgeException.Kind.SERVER,
                        new Problem(pull.url(), "the forge does not tell which commit merged it", "look at it there")));
        CommitReports source = forge.capability(CommitReports.class)
                .orElseThrow(() -> new FairleadException(new Problem(
                        forge.place(),
                        forge.traits().name() + " does not tell what agents report on commits",
                        "wait for the merge alone, and ask the cluster")));
        List<CommitReport> agents = new ArrayList<>();
        Map<String, CommitReport> newest = new LinkedHashMap<>();
        for (CommitReport written : source.reports(holding(source, pull.base(), commit))) {
            CommitReport report = CountedReports.meant(written);
            if (counted.counts(report)) {
                newest.merge(report.kind() + " " + report.name(), report, SyncCheck::better);
            } else if (counted.agent(report)) {
                agents.add(report);
            }
        }
        return judged(pull, List.copyOf(newest.values()), agents);
    }

    /** A branch that was rewritten does not hold the commit any more: what was reported on the commit itself still counts. */
    private static List<String> holding(CommitReports source, String base, String commit) {
        List<String> holding = source.commitsHolding(base, commit, COMMITS);
        return holding.isEmpty() ? List.of(commit) : holding;
    }

    /** Success with the change in it is lasting; otherwise the report on the newer commit, which came first. */
    private static CommitReport better(CommitReport newer, CommitReport older) {
        return older.state() == State.SUCCESS ? older : newer;
    }

    private SyncState judged(PullRequest pull, List<CommitReport> reports, List<CommitReport> others) {
        List<String> lines = reports.stream().map(SyncCheck::line).toList();
        Optional<CommitReport> failed = reports.stream()
                .filter(report -> report.state() == State.FAILURE || report.state() == State.ERROR)
                .findFirst();
        List<String> missing = counted.missing(reports);
        if (failed.isPresent()) {
            return state(pull, Phase.FAILED, line(failed.get()), lines);
        }
        if (reports.isEmpty()) {
            return state(
                    pull, Phase.MERGED, "nobody has reported yet; what counts: " + counted + others(others), lines);
        }
        boolean done = missing.isEmpty() && reports.stream().allMatch(report -> report.state() == State.SUCCESS);
        if (done) {
            return state(pull, Phase.SYNCED, String.join("; ", lines), lines);
        }
        List<String> waiting = new ArrayList<>(reports.stream()
                .filter(report -> report.state() == State.PENDING)
                .map(SyncCheck::line)
                .toList());
        missing.forEach(context -> waiting.add(context + ": no report yet"));
        return state(pull, Phase.APPLYING, String.join("; ", waiting), lines);
    }

    private static String others(List<CommitReport> others) {
        return others.isEmpty()
                ? ""
                : " (seen and not counted: "
                        + others.stream().map(CommitReport::name).distinct().collect(Collectors.joining(", "))
                        + ")";
    }

    private static String line(CommitReport report) {
        String what = report.description().isBlank() ? "" : ", " + report.description();
        return report.name() + ": " + report.state().name().toLowerCase(java.util.Locale.ROOT) + what
                + report.url().map(url -> " (" + url + ")").orElse("");
    }

    private static SyncState state(PullRequest pull, Phase phase, String text, List<String> reports) {
        return new SyncState(phase, text, pull.url(), pull.mergeCommit(), reports);
    }
}
