package io.jenkins.plugins.fairlead.work;

import dev.fairlead.FairleadException;
import dev.fairlead.Problem;
import dev.fairlead.pipeline.Pipeline;
import dev.fairlead.pipeline.result.PullRequestView;
import dev.fairlead.update.report.GroupReport;
import dev.fairlead.update.report.PullRequestReport;
import dev.fairlead.update.report.ReportText;
import dev.fairlead.update.report.UpdateReport;
import hudson.AbortException;
import hudson.model.TaskListener;
import io.jenkins.plugins.fairlead.connect.Place;
import io.jenkins.plugins.fairlead.connect.ResolvedAccess;
import io.jenkins.plugins.fairlead.connect.Servers;
import io.jenkins.plugins.fairlead.delivery.Delivery;
import io.jenkins.plugins.fairlead.delivery.PullRequestLink;
import io.jenkins.plugins.fairlead.result.UpdateResult;
import io.jenkins.plugins.fairlead.words.Orders;
import io.jenkins.plugins.fairlead.words.Words;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Brings a config repository up to date, and tells in the log what was planned, done and left alone. */
public final class UpdateWork extends EngineWork<UpdateResult> {
    private static final long serialVersionUID = 1L;

    private final Words words;
    private final Servers servers;
    private final Duration limit;
    private final int diffCharacters;

    /**
     * @param limit how long lost races are tried again
     * @param diffCharacters how much of a diff is kept
     */
    public UpdateWork(
            ResolvedAccess access,
            Place place,
            TaskListener listener,
            Words words,
            Servers servers,
            Duration limit,
            int diffCharacters) {
        super(access, place, listener);
        this.words = words;
        this.servers = servers;
        this.limit = limit;
        this.diffCharacters = diffCharacters;
    }

    @Override
    UpdateResult work(Pipeline pipeline, ResolvedAccess allowed, File folder) throws IOException {
        UpdateReport report =
                pipeline.update(Orders.update(words, allowed.repository(), limit), new ProgressLines(listener()));
        tell(report);
        if (report.status() == UpdateReport.Status.FAILED) {
            throw new AbortException(problems(report));
        }
        Deliveries made = new Deliveries(report, words.text("environment").orElse(null), diffCharacters);
        List<Delivery> deliveries = report.groups().stream()
                .map(group -> made.of(group, pullRequest(pipeline, allowed, group)))
                .toList();
        return new UpdateResult(servers, deliveries, report.status() == UpdateReport.Status.DONE, report.dryRun());
    }

    private void tell(UpdateReport report) {
        say(report.repository() + (report.dryRun() ? ", dry run: nothing is written" : ""));
        for (GroupReport group : report.groups()) {
            say(group.group() + " " + ReportText.outcome(group));
            ReportText.images(group).forEach(line -> say("  " + line));
            ReportText.changes(group).forEach(line -> say("    " + line));
            ReportText.remarks(group).forEach(line -> say("  " + line));
            group.problem().ifPresent(problem -> say("  problem  " + problem));
        }
        if (report.groups().isEmpty()) {
            say("nothing is asked for");
        }
        report.notes().forEach(note -> say("note  " + note));
    }

    private static String problems(UpdateReport report) {
        List<String> lines = report.groups().stream()
                .flatMap(group -> Deliveries.problems(group).stream())
                .distinct()
                .toList();
        return lines.isEmpty() ? "nothing of what was asked was done" : String.join(System.lineSeparator(), lines);
    }

    /** With its title, which is no reason to fail where the forge does not tell it now. */
    private PullRequestLink pullRequest(Pipeline pipeline, ResolvedAccess allowed, GroupReport group) {
        PullRequestReport known = group.pullRequest().orElse(null);
        if (known == null) {
            return null;
        }
        Optional<PullRequestView> view;
        try {
            view = pipeline.pullRequest(allowed.repository(), known.id());
        } catch (FairleadException e) {
            say("note  the title of " + known.url() + " is not known: "
                    + Optional.ofNullable(e.problem()).map(Problem::cause).orElse(""));
            view = Optional.empty();
        }
        return new PullRequestLink(
                known.id(),
                known.url(),
                view.map(PullRequestView::state).orElse(known.state()),
                view.map(PullRequestView::title).orElse(null),
                view.flatMap(PullRequestView::mergeCommit).orElse(null));
    }
}
