package io.jenkins.plugins.fairlead.page;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import io.jenkins.plugins.fairlead.delivery.DeliveredBy;
import io.jenkins.plugins.fairlead.delivery.Delivery;
import io.jenkins.plugins.fairlead.delivery.DeliveryState;
import io.jenkins.plugins.fairlead.delivery.PullRequestLink;
import java.util.Date;
import java.util.List;

/** A delivery, in the words of a page. */
public final class ShownDelivery {
    private final DeliveredBy delivered;

    ShownDelivery(DeliveredBy delivered) {
        this.delivered = delivered;
    }

    public Run<?, ?> getRun() {
        return delivered.run();
    }

    public Delivery getDelivery() {
        return delivered.delivery();
    }

    /** One word. */
    public String getState() {
        return DeliveryState.of(getDelivery()).getText();
    }

    /** What clusters said; null where they said nothing. */
    @CheckForNull
    public String getText() {
        return getDelivery().getPhaseText();
    }

    public String getVersions() {
        return String.join(", ", delivered.versions());
    }

    public Date getDate() {
        return new Date(getDelivery().getTime());
    }

    /** Where people look at the pull request: only what a browser may safely follow; null otherwise. */
    @CheckForNull
    public String getPullRequestUrl() {
        PullRequestLink pull = getDelivery().getPullRequest();
        String url = pull == null ? "" : pull.getUrl();
        return url.startsWith("https://") || url.startsWith("http://") ? url : null;
    }

    /** How a link to the pull request reads; null where there is none. */
    @CheckForNull
    public String getPullRequestName() {
        PullRequestLink pull = getDelivery().getPullRequest();
        if (pull == null) {
            return null;
        }
        String name = "#" + pull.getId();
        return pull.getTitle() == null ? name : name + " " + pull.getTitle();
    }

    /** The diff, line by line. */
    public List<DiffLine> getDiff() {
        return getDelivery().getDiff().lines().map(DiffLine::new).toList();
    }
}
