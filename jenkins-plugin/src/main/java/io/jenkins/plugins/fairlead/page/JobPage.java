package io.jenkins.plugins.fairlead.page;

import hudson.model.Action;
import hudson.model.Item;
import hudson.model.Job;
import org.kohsuke.stapler.StaplerProxy;

/** A page of a job, for who may read the job. */
public abstract class JobPage implements Action, StaplerProxy {
    static final String ICON = "symbol-fairlead plugin-fairlead";

    private final Job<?, ?> job;

    protected JobPage(Job<?, ?> job) {
        this.job = job;
    }

    /** Only who may read the job gets here, by whatever way. */
    @Override
    public final Object getTarget() {
        job.checkPermission(Item.READ);
        return this;
    }

    public final Job<?, ?> getJob() {
        return job;
    }

    @Override
    public final String getIconFileName() {
        return ICON;
    }
}
