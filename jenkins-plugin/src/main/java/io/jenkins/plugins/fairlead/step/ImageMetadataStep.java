package io.jenkins.plugins.fairlead.step;

import hudson.EnvVars;
import hudson.Extension;
import hudson.FilePath;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.FormValidation;
import io.jenkins.plugins.fairlead.execution.MetadataExecution;
import io.jenkins.plugins.fairlead.words.Words;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code gitopsImageMetadata}: what a build should call its image. */
public final class ImageMetadataStep extends Step {
    private String repository = "";
    private ArrayList<String> templates = new ArrayList<>();
    private String digest = "";
    private String folder = "";

    @DataBoundConstructor
    public ImageMetadataStep() {}

    public String getRepository() {
        return repository;
    }

    @DataBoundSetter
    public void setRepository(String repository) {
        this.repository = Util.fixNull(repository).trim();
    }

    public List<String> getTemplates() {
        return Collections.unmodifiableList(templates);
    }

    @DataBoundSetter
    public void setTemplates(List<String> templates) {
        this.templates = new ArrayList<>(Words.lines(templates));
    }

    public String getDigest() {
        return digest;
    }

    @DataBoundSetter
    public void setDigest(String digest) {
        this.digest = Util.fixNull(digest).trim();
    }

    /** Of the sources, in the workspace. */
    public String getFolder() {
        return folder;
    }

    @DataBoundSetter
    public void setFolder(String folder) {
        this.folder = Util.fixNull(folder).trim();
    }

    @Override
    public StepExecution start(StepContext context) {
        Words words = new Words()
                .text("repository", repository)
                .list("templates", templates)
                .text("digest", digest)
                .text("folder", folder);
        return new MetadataExecution(context, words);
    }

    /** What a form and a pipeline know of it. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return "gitopsImageMetadata";
        }

        @Override
        public String getDisplayName() {
            return Messages.ImageMetadataStep_displayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, FilePath.class, EnvVars.class, TaskListener.class);
        }

        /** A list as the lines of a text area. */
        public String lines(List<String> values) {
            return FieldChecks.lines(values);
        }

        @POST
        public FormValidation doCheckRepository(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldChecks.image(item, value);
        }
    }
}
