package io.jenkins.plugins.fairlead.step;

import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.fairlead.connect.RegistryHost;
import io.jenkins.plugins.fairlead.connect.Servers;
import io.jenkins.plugins.fairlead.execution.TagExecution;
import io.jenkins.plugins.fairlead.login.CredentialChoice;
import io.jenkins.plugins.fairlead.words.Words;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code gitopsNewestTag}: the newest tag of an image by a policy. */
public final class NewestTagStep extends ChoosingStep {
    private final String image;

    /** @param image with a tag, going from that one to the newest must be no downgrade */
    @DataBoundConstructor
    public NewestTagStep(String image) {
        this.image = Util.fixNull(image).trim();
    }

    public String getImage() {
        return image;
    }

    @Override
    public StepExecution start(StepContext context) throws AbortException {
        if (image.isEmpty() || getSelect().isEmpty()) {
            throw new AbortException("parameter '" + (image.isEmpty() ? "image" : "select")
                    + "': it is missing; give an image, and a policy such as semver:^1.4");
        }
        Words words = choice(new Words().text("image", image));
        return new TagExecution(context, words, Servers.NONE.askingRegistriesBy(getCredentialsId()), getTimeout());
    }

    /** What a form and a pipeline know of it. */
    @Extension
    public static final class DescriptorImpl extends TimedStepDescriptor {
        @Override
        public String getFunctionName() {
            return "gitopsNewestTag";
        }

        @Override
        public String getDisplayName() {
            return Messages.NewestTagStep_displayName();
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(
                @AncestorInPath Item item, @QueryParameter String credentialsId, @QueryParameter String image) {
            return CredentialChoice.fill(item, credentialsId, RegistryHost.ofWritten(image));
        }

        @POST
        public FormValidation doCheckCredentialsId(
                @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String image) {
            return CredentialChoice.check(item, value, RegistryHost.ofWritten(image));
        }

        @POST
        public FormValidation doCheckImage(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldChecks.image(item, value);
        }

        @POST
        public FormValidation doCheckSelect(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldChecks.policy(item, value, true);
        }
    }
}
