package io.jenkins.plugins.fairlead.trigger;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Action;
import hudson.model.Item;
import hudson.model.Job;
import java.util.Collection;
import java.util.List;
import jenkins.model.ParameterizedJobMixIn;
import jenkins.model.TransientActionFactory;
import org.kohsuke.stapler.StaplerProxy;

/** The page of a job that tells what its trigger saw last. */
public final class ImageCheckPage implements Action, StaplerProxy {
    private final Job<?, ?> job;

    ImageCheckPage(Job<?, ?> job) {
        this.job = job;
    }

    /** Only who may read the job gets here, by whatever way. */
    @Override
    public Object getTarget() {
        job.checkPermission(Item.READ);
        return this;
    }

    public Job<?, ?> getJob() {
        return job;
    }

    /** Null before the first look since Jenkins was started. */
    @CheckForNull
    public CheckOutcome getOutcome() {
        return ImageChecks.get().outcome(job).orElse(null);
    }

    @Override
    public String getIconFileName() {
        return "symbol-fairlead plugin-fairlead";
    }

    @Override
    public String getDisplayName() {
        return Messages.ImageCheckPage_displayName();
    }

    @Override
    public String getUrlName() {
        return "gitops-image-pushed";
    }

    /** Gives the page to jobs that wait for pushes. */
    @Extension
    @SuppressWarnings("rawtypes")
    public static final class Factory extends TransientActionFactory<Job> {
        @Override
        public Class<Job> type() {
            return Job.class;
        }

        @Override
        public Class<? extends Action> actionType() {
            return ImageCheckPage.class;
        }

        @NonNull
        @Override
        public Collection<? extends Action> createFor(@NonNull Job target) {
            Job<?, ?> job = target;
            boolean waits = ParameterizedJobMixIn.getTrigger(job, ImagePushedTrigger.class) != null;
            return waits ? List.of(new ImageCheckPage(job)) : List.of();
        }
    }
}
