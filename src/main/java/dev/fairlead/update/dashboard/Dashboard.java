package dev.fairlead.update.dashboard;

import dev.fairlead.Problem;
import dev.fairlead.forge.Forge;
import dev.fairlead.forge.ForgeException;
import dev.fairlead.forge.Issue;
import dev.fairlead.forge.Issues;
import dev.fairlead.update.report.UpdateReport;
import java.util.List;
import java.util.Optional;

/** The dashboard of one run: its boxes are read before, its text is written after. A forge that fails costs no update. */
public final class Dashboard {
    private static final String KEY = "dashboard";

    private final Issues issues;
    private final String title;
    private final Optional<Issue> before;

    private Dashboard(Issues issues, String title, Optional<Issue> before) {
        this.issues = issues;
        this.title = title;
        this.before = before;
    }

    /**
     * Reads the dashboard; empty where there can be none.
     *
     * @param notes told why
     */
    public static Optional<Dashboard> read(Optional<Forge> forge, String title, List<String> notes) {
        Optional<Issues> issues = forge.flatMap(known -> known.capability(Issues.class));
        if (issues.isEmpty()) {
            notes.add(new Problem(
                            forge.map(Forge::place).orElse("dashboard"),
                            "there are no issues for a dashboard here",
                            "take 'dashboard' out of the configuration")
                    .toString());
            return Optional.empty();
        }
        try {
            return Optional.of(new Dashboard(issues.get(), title, issues.get().issue(KEY)));
        } catch (ForgeException e) {
            notes.add(e.problem().toString());
            return Optional.empty();
        }
    }

    public Ticks ticks() {
        return before.map(issue -> Ticks.read(issue.body())).orElse(Ticks.NONE);
    }

    /**
     * Writes what a run did. A box that was ticked meanwhile is left for the next run.
     *
     * @return why it could not be written
     */
    public Optional<String> write(UpdateReport report) {
        try {
            Optional<Issue> now = issues.issue(KEY);
            if (now.map(Issue::body).equals(before.map(Issue::body))) {
                issues.putIssue(KEY, title, DashboardText.of(report));
            }
            return Optional.empty();
        } catch (ForgeException e) {
            return Optional.of(e.problem().toString());
        }
    }
}
