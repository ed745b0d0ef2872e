package io.jenkins.plugins.fairlead.trigger;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Action;
import hudson.model.Job;
import io.jenkins.plugins.fairlead.page.JobPage;
import java.util.Collection;
import java.util.List;
import jenkins.model.ParameterizedJobMixIn;
import jenkins.model.TransientActionFactory;

/** The page of a job that tells what its trigger saw last. */
public final class ImageCheckPage extends JobPage {
    ImageCheckPage(Job<?, ?> job) {
        super(job);
    }

    /** Null before the first look since Jenkins was started. */
    @CheckForNull
    public CheckOutcome getOutcome() {
        return ImageChecks.get().outcome(getJob()).orElse(null);
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
