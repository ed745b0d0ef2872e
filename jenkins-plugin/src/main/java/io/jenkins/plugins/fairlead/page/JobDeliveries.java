package io.jenkins.plugins.fairlead.page;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Action;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.fairlead.delivery.DeliveredBy;
import io.jenkins.plugins.fairlead.delivery.Delivery;
import io.jenkins.plugins.fairlead.delivery.DeliveryAction;
import io.jenkins.plugins.fairlead.delivery.DeliveryIndex;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import jenkins.model.TransientActionFactory;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerRequest2;

/** The page of a job: which versions its builds delivered, the newest first, a bounded part of them at a time. */
public final class JobDeliveries extends JobPage {
    /** Builds are read from disk: so many for one page, and no more. */
    static final int BUILDS = 50;

    JobDeliveries(Job<?, ?> job) {
        super(job);
    }

    /** The part that was asked for by {@code ?before=BUILD}; the newest without it. */
    public Part getPart() {
        StaplerRequest2 request = Stapler.getCurrentRequest2();
        String before = request == null ? null : request.getParameter("before");
        return part(before != null && before.matches("[0-9]{1,9}") ? Integer.parseInt(before) : Integer.MAX_VALUE);
    }

    Part part(int before) {
        List<ShownDelivery> found = new ArrayList<>();
        Run<?, ?> run = before == Integer.MAX_VALUE ? getJob().getLastBuild() : getJob().getNearestOldBuild(before - 1);
        int read = 0;
        for (; run != null && read < BUILDS; read++) {
            DeliveryAction.find(run).ifPresent(action -> add(action, found));
            run = run.getPreviousBuild();
        }
        return new Part(found, run == null ? 0 : run.getNumber() + 1);
    }

    private static void add(DeliveryAction action, List<ShownDelivery> found) {
        List<Delivery> newestFirst = new ArrayList<>(action.getDeliveries());
        Collections.reverse(newestFirst);
        for (Delivery delivery : newestFirst) {
            found.add(new ShownDelivery(new DeliveredBy(action.getRun(), delivery)));
        }
    }

    /** Some of a job's deliveries. */
    public static final class Part {
        private final List<ShownDelivery> deliveries;
        private final int before;

        Part(List<ShownDelivery> deliveries, int before) {
            this.deliveries = deliveries;
            this.before = before;
        }

        /** The newest first. */
        public List<ShownDelivery> getDeliveries() {
            return Collections.unmodifiableList(deliveries);
        }

        /** The build before which the next part begins; 0 where this is the last. */
        public int getBefore() {
            return before;
        }
    }

    @Override
    public String getDisplayName() {
        return Messages.JobDeliveries_displayName();
    }

    @Override
    public String getUrlName() {
        return "gitops";
    }

    /** Gives the page to jobs of which a build has built or delivered something. */
    @Extension
    @SuppressWarnings("rawtypes")
    public static final class Factory extends TransientActionFactory<Job> {
        @Override
        public Class<Job> type() {
            return Job.class;
        }

        /** Whoever looks for another action does not ask here: this very look-up would never end otherwise. */
        @Override
        public Class<? extends Action> actionType() {
            return JobDeliveries.class;
        }

        @NonNull
        @Override
        public Collection<? extends Action> createFor(@NonNull Job target) {
            Job<?, ?> job = target;
            return DeliveryIndex.get().knows(job) ? List.of(new JobDeliveries(job)) : List.of();
        }
    }
}
