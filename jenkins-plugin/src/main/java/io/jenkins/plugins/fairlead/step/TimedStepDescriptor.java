package io.jenkins.plugins.fairlead.step;

import hudson.EnvVars;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.FormValidation;
import java.util.List;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What forms and pipelines know of every step that speaks with servers. */
public abstract class TimedStepDescriptor extends StepDescriptor {
    @Override
    public Set<? extends Class<?>> getRequiredContext() {
        return Set.of(Run.class, EnvVars.class, TaskListener.class);
    }

    /** A list as the lines of a text area. */
    public String lines(List<String> values) {
        return FieldChecks.lines(values);
    }

    @POST
    public FormValidation doCheckTimeout(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldChecks.minutes(item, value);
    }
}
