package io.jenkins.plugins.fairlead.step;

import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.fairlead.connect.RegistryHost;
import io.jenkins.plugins.fairlead.login.CredentialChoice;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What forms and pipelines know of {@code gitopsUpdateImage}. */
public abstract class UpdateImageDescriptor extends RepositoryStepDescriptor {
    @Override
    public String getFunctionName() {
        return "gitopsUpdateImage";
    }

    @Override
    public String getDisplayName() {
        return Messages.UpdateImageStep_displayName();
    }

    @POST
    public ListBoxModel doFillRegistryCredentialsIdItems(
            @AncestorInPath Item item, @QueryParameter String registryCredentialsId, @QueryParameter String image) {
        return CredentialChoice.fill(item, registryCredentialsId, RegistryHost.ofWritten(image));
    }

    @POST
    public ListBoxModel doFillDeliveryItems() {
        ListBoxModel model = new ListBoxModel();
        model.add(Messages.UpdateImageStep_byPullRequest(), DeliveringStep.PULL_REQUEST);
        model.add(Messages.UpdateImageStep_byCommit(), DeliveringStep.COMMIT);
        return model;
    }

    @POST
    public ListBoxModel doFillMergeMethodItems() {
        return FieldChecks.choices("merge", "squash", "rebase");
    }

    @POST
    public ListBoxModel doFillDigestItems() {
        return FieldChecks.choices("keep", "pin", "pinOnce", "drop");
    }

    @POST
    public FormValidation doCheckRepo(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldChecks.repository(item, value);
    }

    @POST
    public FormValidation doCheckImage(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldChecks.image(item, value);
    }

    @POST
    public FormValidation doCheckSelect(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldChecks.policy(item, value, false);
    }
}
