package io.jenkins.plugins.fairlead.delivery;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** What one group of one update became: its images, its pull request, its diff. Immutable; kept with the run. */
public final class Delivery implements Serializable {
    private static final long serialVersionUID = 1L;

    private final DeliveryTarget target;
    private final String result;
    private final List<ImageChange> images;
    private final List<String> changes;
    private final List<String> problems;
    private final String diff;
    private final String commit;
    private final PullRequestLink pullRequest;
    private final String phase;
    private final String phaseText;
    private final long time;

    private Delivery(Parts parts) {
        this.target = parts.target;
        this.result = parts.result;
        this.images = new ArrayList<>(parts.images);
        this.changes = new ArrayList<>(parts.changes);
        this.problems = new ArrayList<>(parts.problems);
        this.diff = parts.diff;
        this.commit = parts.commit;
        this.pullRequest = parts.pullRequest;
        this.phase = parts.phase;
        this.phaseText = parts.phaseText;
        this.time = parts.time;
    }

    /** Starts one. */
    public static Parts of(DeliveryTarget target, String result) {
        return new Parts(target, result);
    }

    /** Where it went. */
    public DeliveryTarget getTarget() {
        return target;
    }

    /** The config repository, without credentials. */
    @Whitelisted
    public String getRepository() {
        return target.getRepository();
    }

    @Whitelisted
    public String getGroup() {
        return target.getGroup();
    }

    /** The environment that the step named, else the one that {@code gitopsWaitForSync} waited for; null without any. */
    @Whitelisted
    @CheckForNull
    public String getEnvironment() {
        return target.getEnvironment();
    }

    @Whitelisted
    public String getBaseBranch() {
        return target.getBaseBranch();
    }

    @Whitelisted
    public boolean isDryRun() {
        return target.isDryRun();
    }

    /** A word such as {@code opened}, {@code updated}, {@code unchanged}, {@code planned} or {@code failed}. */
    @Whitelisted
    public String getResult() {
        return result;
    }

    @Whitelisted
    public List<ImageChange> getImages() {
        return Collections.unmodifiableList(images);
    }

    /** One line a value that changes: {@code file:line:column: before → after}. */
    @Whitelisted
    public List<String> getChanges() {
        return Collections.unmodifiableList(changes);
    }

    /** What was left alone or went wrong, and why. */
    @Whitelisted
    public List<String> getProblems() {
        return Collections.unmodifiableList(problems);
    }

    /** The unified diff, cut where it is longer than the settings allow. */
    @Whitelisted
    public String getDiff() {
        return diff;
    }

    /** The commit that holds the change; null where none was made. */
    @Whitelisted
    @CheckForNull
    public String getCommit() {
        return commit;
    }

    @Whitelisted
    @CheckForNull
    public PullRequestLink getPullRequest() {
        return pullRequest;
    }

    /** How far it has come, as {@code gitopsWaitForSync} saw it last; null before. */
    @Whitelisted
    @CheckForNull
    public String getPhase() {
        return phase;
    }

    /** What {@code gitopsWaitForSync} said last; null before. */
    @Whitelisted
    @CheckForNull
    public String getPhaseText() {
        return phaseText;
    }

    /** When it was made, in milliseconds since 1970. */
    @Whitelisted
    public long getTime() {
        return time;
    }

    /** The same delivery, bound for this environment where it named none. */
    public Delivery boundFor(@CheckForNull String environment) {
        return getEnvironment() != null || environment == null
                ? this
                : copy(target.in(environment)).pullRequest(pullRequest).build();
    }

    /** The same delivery, further on its way. */
    public Delivery reached(String newPhase, String text, @CheckForNull PullRequestLink pull) {
        Parts parts = copy(target).pullRequest(pull == null ? pullRequest : pull);
        parts.phase = newPhase;
        parts.phaseText = text;
        return parts.build();
    }

    private Parts copy(DeliveryTarget place) {
        Parts parts = new Parts(place, result);
        parts.images = images;
        parts.changes = changes;
        parts.problems = problems;
        parts.time = time;
        parts.phase = phase;
        parts.phaseText = phaseText;
        return parts.diff(diff).commit(commit);
    }

    /** For {@code echo}: {@code shop: opened https://github.com/contoso/config/pull/7}. */
    @Override
    @Whitelisted
    public String toString() {
        return getGroup() + ": " + result + (pullRequest == null ? "" : " " + pullRequest.getUrl());
    }

    /** What a delivery is made of. */
    public static final class Parts {
        private final DeliveryTarget target;
        private final String result;
        private Collection<ImageChange> images = List.of();
        private Collection<String> changes = List.of();
        private Collection<String> problems = List.of();
        private String diff = "";
        private String commit;
        private PullRequestLink pullRequest;
        private String phase;
        private String phaseText;
        private long time = System.currentTimeMillis();

        private Parts(DeliveryTarget target, String result) {
            this.target = target;
            this.result = result;
        }

        public Parts images(Collection<ImageChange> all) {
            this.images = all;
            return this;
        }

        public Parts changes(Collection<String> lines) {
            this.changes = lines;
            return this;
        }

        public Parts problems(Collection<String> lines) {
            this.problems = lines;
            return this;
        }

        public Parts diff(String text) {
            this.diff = text;
            return this;
        }

        public Parts commit(@CheckForNull String id) {
            this.commit = id;
            return this;
        }

        public Parts pullRequest(@CheckForNull PullRequestLink link) {
            this.pullRequest = link;
            return this;
        }

        public Delivery build() {
            return new Delivery(this);
        }
    }
}
