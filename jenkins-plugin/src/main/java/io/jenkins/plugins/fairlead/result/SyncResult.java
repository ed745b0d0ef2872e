package io.jenkins.plugins.fairlead.result;

import dev.fairlead.pipeline.result.SyncState;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** How far a pull request has come, as {@code gitopsWaitForSync} saw it. */
public final class SyncResult implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String phase;
    private final String text;
    private final String url;
    private final String mergeCommit;
    private final ArrayList<String> reports;

    public SyncResult(SyncState state) {
        this.phase = state.phase().name().toLowerCase(Locale.ROOT);
        this.text = state.text();
        this.url = state.url();
        this.mergeCommit = state.mergeCommit().orElse(null);
        this.reports = new ArrayList<>(state.reports());
    }

    /** {@code open}, {@code closed}, {@code merged}, {@code applying}, {@code failed} or {@code synced}. */
    @Whitelisted
    public String getPhase() {
        return phase;
    }

    @Whitelisted
    public String getText() {
        return text;
    }

    /** The address of the pull request. */
    @Whitelisted
    public String getUrl() {
        return url;
    }

    @Whitelisted
    @CheckForNull
    public String getMergeCommit() {
        return mergeCommit;
    }

    /** One line for each report that counts. */
    @Whitelisted
    public List<String> getReports() {
        return Collections.unmodifiableList(reports);
    }

    /** Whether everything that counts is well. */
    public boolean isSynced() {
        return phase.equals("synced");
    }

    /** Whether waiting longer changes nothing. */
    public boolean isEnded() {
        return isSynced() || phase.equals("failed") || phase.equals("closed");
    }

    @Override
    @Whitelisted
    public String toString() {
        return phase + ": " + text;
    }
}
