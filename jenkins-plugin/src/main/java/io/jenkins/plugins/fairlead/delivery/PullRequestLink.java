package io.jenkins.plugins.fairlead.delivery;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.Serializable;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** A pull request, as far as a run knows it. */
public final class PullRequestLink implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String id;
    private final String url;
    private final String state;
    private final String title;
    private final String mergeCommit;

    /**
     * @param id what the forge knows it by
     * @param url where people look at it
     * @param state {@code open}, {@code merged} or {@code closed}
     * @param title where it is known
     * @param mergeCommit the commit that brought it in, once there is one
     */
    public PullRequestLink(
            String id, String url, String state, @CheckForNull String title, @CheckForNull String mergeCommit) {
        this.id = id;
        this.url = url;
        this.state = state;
        this.title = title;
        this.mergeCommit = mergeCommit;
    }

    /** The same pull request in another state. */
    public PullRequestLink inState(String other, @CheckForNull String commit) {
        return new PullRequestLink(id, url, other, title, commit == null ? mergeCommit : commit);
    }

    /** What the forge knows it by: a number, mostly. */
    @Whitelisted
    public String getId() {
        return id;
    }

    @Whitelisted
    public String getUrl() {
        return url;
    }

    /** {@code open}, {@code merged} or {@code closed}. */
    @Whitelisted
    public String getState() {
        return state;
    }

    @Whitelisted
    @CheckForNull
    public String getTitle() {
        return title;
    }

    @Whitelisted
    @CheckForNull
    public String getMergeCommit() {
        return mergeCommit;
    }

    @Override
    public String toString() {
        return url;
    }
}
