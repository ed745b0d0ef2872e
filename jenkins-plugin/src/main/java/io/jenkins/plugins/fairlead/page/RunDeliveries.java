package io.jenkins.plugins.fairlead.page;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Action;
import hudson.model.Item;
import hudson.model.Run;
import io.jenkins.plugins.fairlead.delivery.BuiltImage;
import io.jenkins.plugins.fairlead.delivery.DeliveredBy;
import io.jenkins.plugins.fairlead.delivery.DeliveryAction;
import java.util.Collection;
import java.util.List;
import jenkins.model.TransientActionFactory;
import org.kohsuke.stapler.StaplerProxy;

/** The page of a run: the image that it built, what it delivered, its pull requests with their diffs. */
public final class RunDeliveries implements Action, StaplerProxy {
    private final Run<?, ?> run;
    private final DeliveryAction action;

    RunDeliveries(Run<?, ?> run, DeliveryAction action) {
        this.run = run;
        this.action = action;
    }

    /** Only who may read the job gets here, by whatever way. */
    @Override
    public Object getTarget() {
        run.getParent().checkPermission(Item.READ);
        return this;
    }

    public Run<?, ?> getRun() {
        return run;
    }

    public List<BuiltImage> getImages() {
        return action.getImages();
    }

    /** In the order in which they were made. */
    public List<ShownDelivery> getDeliveries() {
        return action.getDeliveries().stream()
                .map(delivery -> new ShownDelivery(new DeliveredBy(run, delivery)))
                .toList();
    }

    /** As {@link #getDeliveries}; what may have changed since is asked for, for the next look. */
    public List<ShownDelivery> getDeliveriesLookedAt() {
        PullRequestStates.look(action);
        return getDeliveries();
    }

    @Override
    public String getIconFileName() {
        return JobPage.ICON;
    }

    @Override
    public String getDisplayName() {
        return Messages.RunDeliveries_displayName();
    }

    @Override
    public String getUrlName() {
        return "gitops";
    }

    /** Gives the page to runs that built or delivered something. */
    @Extension
    @SuppressWarnings("rawtypes")
    public static final class Factory extends TransientActionFactory<Run> {
        @Override
        public Class<Run> type() {
            return Run.class;
        }

        /** Whoever looks for another action does not ask here: this very look-up would never end otherwise. */
        @Override
        public Class<? extends Action> actionType() {
            return RunDeliveries.class;
        }

        @NonNull
        @Override
        public Collection<? extends Action> createFor(@NonNull Run target) {
            Run<?, ?> run = target;
            return DeliveryAction.find(run)
                    .map(action -> List.of(new RunDeliveries(run, action)))
                    .orElse(List.of());
        }
    }
}
