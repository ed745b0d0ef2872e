package io.jenkins.plugins.fairlead.result;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.fairlead.connect.Servers;
import io.jenkins.plugins.fairlead.delivery.Delivery;
import io.jenkins.plugins.fairlead.delivery.PullRequestLink;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** What {@code gitopsUpdateImage} gives: a delivery for each group. {@code gitopsWaitForSync} takes it as it is. */
public final class UpdateResult implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Servers servers;
    private final ArrayList<Delivery> deliveries;
    private final boolean complete;
    private final boolean dryRun;

    /**
     * @param servers the config repository, and who asked
     * @param complete whether everything that was asked was done
     */
    public UpdateResult(Servers servers, Collection<Delivery> deliveries, boolean complete, boolean dryRun) {
        this.servers = servers;
        this.deliveries = new ArrayList<>(deliveries);
        this.complete = complete;
        this.dryRun = dryRun;
    }

    /** The config repository, and the ids of the credentials that the step named. */
    public Servers servers() {
        return servers;
    }

    @Whitelisted
    public List<Delivery> getDeliveries() {
        return Collections.unmodifiableList(deliveries);
    }

    /** Every pull request that holds what was asked for. */
    @Whitelisted
    public List<PullRequestLink> getPullRequests() {
        return deliveries.stream()
                .map(Delivery::getPullRequest)
                .filter(Objects::nonNull)
                .toList();
    }

    /** The first pull request; null where there is none. */
    @Whitelisted
    @CheckForNull
    public PullRequestLink getPullRequest() {
        return getPullRequests().stream().findFirst().orElse(null);
    }

    /** The address of the first pull request; null where there is none. */
    @Whitelisted
    @CheckForNull
    public String getUrl() {
        PullRequestLink first = getPullRequest();
        return first == null ? null : first.getUrl();
    }

    /** What the forge knows the first pull request by; null where there is none. */
    @Whitelisted
    @CheckForNull
    public String getId() {
        PullRequestLink first = getPullRequest();
        return first == null ? null : first.getId();
    }

    /** Whether everything that was asked was done; where not, the problems tell. */
    @Whitelisted
    public boolean isComplete() {
        return complete;
    }

    @Whitelisted
    public boolean isDryRun() {
        return dryRun;
    }

    /** What was left alone or went wrong, and why. */
    @Whitelisted
    public List<String> getProblems() {
        return deliveries.stream()
                .flatMap(delivery -> delivery.getProblems().stream())
                .toList();
    }

    @Override
    @Whitelisted
    public String toString() {
        String url = getUrl();
        return url == null ? "no pull request" : url;
    }
}
