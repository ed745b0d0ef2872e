package io.jenkins.plugins.fairlead.work;

import dev.fairlead.update.report.Step;
import dev.fairlead.update.report.UpdateListener;
import hudson.model.TaskListener;
import java.time.Duration;

/** How work gets on, in the log of the build: a line a step, and within long ones a line now and then. */
final class ProgressLines implements UpdateListener {
    private static final long QUIET = Duration.ofSeconds(10).toNanos();

    private final TaskListener listener;
    private long told = System.nanoTime();

    ProgressLines(TaskListener listener) {
        this.listener = listener;
    }

    @Override
    public void reached(Step step, String group) {
        told = System.nanoTime();
        listener.getLogger()
                .println((group.isEmpty() ? "" : group + ": ") + words(step));
    }

    private static String words(Step step) {
        return switch (step) {
            case FETCHED -> "fetched the config repository";
            case FIELDS_FOUND -> "found its image fields";
            case VERSIONS_CHOSEN -> "chose the versions";
            case PLANNED -> "planned the change";
            case COMMITTED -> "made the commit";
            case PUSHED -> "pushed it";
            case PULL_REQUEST_OPENED -> "opened the pull request";
            case PULL_REQUEST_COMPLETED -> "set its labels and reviewers";
            case AUTO_MERGE_ASKED -> "asked the forge to merge it when it can";
            case PULL_REQUEST_MARKED -> "noted in the pull request that it is complete";
            case WITHDRAWAL_MARKED -> "noted in the pull request that nothing is left of it";
            case PULL_REQUEST_CLOSED -> "closed the pull request";
            case BRANCH_DELETED -> "deleted the branch";
        };
    }

    @Override
    public void progress(String work, int done, int of) {
        long now = System.nanoTime();
        if (now - told >= QUIET) {
            told = now;
            listener.getLogger().println(work + ": " + done + (of > 0 ? " of " + of : ""));
        }
    }
}
