package io.jenkins.plugins.fairlead.builder;

import hudson.EnvVars;
import hudson.Extension;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.AbstractProject;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Builder;
import io.jenkins.plugins.fairlead.connect.Place;
import io.jenkins.plugins.fairlead.step.UpdateImageStep;
import io.jenkins.plugins.fairlead.work.UpdateRun;
import io.jenkins.plugins.fairlead.work.UpdateWork;
import java.io.IOException;
import jenkins.tasks.SimpleBuildStep;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code gitopsUpdateImage} for freestyle jobs: the same words, in which the build's variables are filled in. */
public final class UpdateImageBuilder extends Builder implements SimpleBuildStep {
    private final UpdateImageStep update;

    /** @param update what the step of a pipeline is told, too */
    @DataBoundConstructor
    public UpdateImageBuilder(UpdateImageStep update) {
        this.update = update;
    }

    public UpdateImageStep getUpdate() {
        return update;
    }

    @Override
    public void perform(
            Run<?, ?> run, FilePath workspace, EnvVars environment, Launcher launcher, TaskListener listener)
            throws InterruptedException, IOException {
        Place place = Place.of(workspace, environment);
        UpdateWork work = new UpdateRun(run, place, listener)
                .prepare(update.words().filledIn(environment), update.servers(), update.getTimeout());
        UpdateRun.keep(run, listener, work.runAt(place));
    }

    /** What a form knows of it. */
    @Extension
    public static final class DescriptorImpl extends BuildStepDescriptor<Builder> {
        @Override
        public boolean isApplicable(Class<? extends AbstractProject> type) {
            return true;
        }

        @Override
        public String getDisplayName() {
            return Messages.UpdateImageBuilder_displayName();
        }
    }
}
