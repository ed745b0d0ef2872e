package io.jenkins.plugins.fairlead.step;

import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.fairlead.login.CredentialChoice;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What forms and pipelines know of every step that speaks with a config repository and its forge. */
public abstract class RepositoryStepDescriptor extends TimedStepDescriptor {
    @POST
    public ListBoxModel doFillCredentialsIdItems(
            @AncestorInPath Item item, @QueryParameter String credentialsId, @QueryParameter String repo) {
        return CredentialChoice.fill(item, credentialsId, repo);
    }

    @POST
    public FormValidation doCheckCredentialsId(
            @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String repo) {
        return CredentialChoice.check(item, value, repo);
    }

    @POST
    public ListBoxModel doFillForgeCredentialsIdItems(
            @AncestorInPath Item item, @QueryParameter String forgeCredentialsId, @QueryParameter String repo) {
        return CredentialChoice.fill(item, forgeCredentialsId, repo);
    }
}
