package io.jenkins.plugins.fairlead.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.fairlead.access.RepositoryEntry;
import io.jenkins.plugins.fairlead.connect.ControllerAccess;
import io.jenkins.plugins.fairlead.login.CredentialChoice;
import io.jenkins.plugins.fairlead.login.FormPermissions;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** One config repository, or all whose URLs begin alike: its forge, and who steps are to it. */
public final class RepositoryConfig extends AbstractDescribableImpl<RepositoryConfig> {
    private final String url;
    private String credentialsId = "";
    private String forgeCredentialsId = "";
    private String forge = "";
    private String apiUrl = "";

    /** @param url of one, or what the URLs of several begin with */
    @DataBoundConstructor
    public RepositoryConfig(@CheckForNull String url) {
        this.url = Util.fixNull(url).trim();
    }

    public String getUrl() {
        return url;
    }

    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(@CheckForNull String id) {
        this.credentialsId = Util.fixNull(id).trim();
    }

    public String getForgeCredentialsId() {
        return forgeCredentialsId;
    }

    @DataBoundSetter
    public void setForgeCredentialsId(@CheckForNull String id) {
        this.forgeCredentialsId = Util.fixNull(id).trim();
    }

    public String getForge() {
        return forge;
    }

    @DataBoundSetter
    public void setForge(@CheckForNull String name) {
        this.forge = Util.fixNull(name).trim();
    }

    public String getApiUrl() {
        return apiUrl;
    }

    @DataBoundSetter
    public void setApiUrl(@CheckForNull String address) {
        this.apiUrl = Util.fixNull(address).trim();
    }

    RepositoryEntry entry() {
        return new RepositoryEntry(url, credentialsId, forgeCredentialsId, forge, apiUrl);
    }

    /** Describes it on the page. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<RepositoryConfig> {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.RepositoryConfig_displayName();
        }

        @POST
        public FormValidation doCheckUrl(@QueryParameter String value) {
            return FormPermissions.administers() ? SettingChecks.gitAddress(value) : FormValidation.ok();
        }

        @POST
        public FormValidation doCheckApiUrl(@QueryParameter String value) {
            return FormPermissions.administers() ? SettingChecks.webAddress(value, false) : FormValidation.ok();
        }

        @POST
        public ListBoxModel doFillForgeItems() {
            ListBoxModel forges = new ListBoxModel();
            forges.add(Messages.RepositoryConfig_byUrl(), "");
            if (FormPermissions.administers()) {
                forges.add("GitHub", "github");
                forges.add("Gitea, Forgejo", "gitea");
                forges.add("Azure Repos", "azure");
                forges.add("GitLab", "gitlab");
                forges.add("Bitbucket Cloud", "bitbucket");
                forges.add("Bitbucket Data Center", "bitbucket-datacenter");
            }
            return forges;
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(@QueryParameter String credentialsId, @QueryParameter String url) {
            return CredentialChoice.fill(null, credentialsId, url);
        }

        @POST
        public FormValidation doCheckCredentialsId(@QueryParameter String value, @QueryParameter String url) {
            return CredentialChoice.check(null, value, url);
        }

        @POST
        public ListBoxModel doFillForgeCredentialsIdItems(
                @QueryParameter String forgeCredentialsId, @QueryParameter String url) {
            return CredentialChoice.fill(null, forgeCredentialsId, url);
        }

        @POST
        public FormValidation doCheckForgeCredentialsId(@QueryParameter String value, @QueryParameter String url) {
            return CredentialChoice.check(null, value, url);
        }

        /** Reads the repository's branches, as steps would; the answer is its branch or what was wrong. */
        @POST
        public FormValidation doVerify(
                @QueryParameter String url, @QueryParameter String credentialsId, @QueryParameter String verifyWith) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            RepositoryConfig typed = new RepositoryConfig(url);
            typed.setCredentialsId(credentialsId);
            String tried = Util.fixNull(verifyWith).trim();
            String repository = tried.isEmpty() ? typed.url : tried;
            FormValidation wrong = SettingChecks.gitAddress(repository);
            if (wrong.kind != FormValidation.Kind.OK) {
                return wrong;
            }
            // the credential is for the servers of this entry, and is shown to no other
            return typed.entry().covers(repository)
                    ? ask(typed, repository)
                    : FormValidation.error(Messages.RepositoryConfig_notCovered());
        }

        private static FormValidation ask(RepositoryConfig typed, String repository) {
            return Tried.within(() -> {
                ControllerAccess.WithRepository access = ControllerAccess.trying(typed.entry(), repository);
                return Messages.RepositoryConfig_answers(
                        access.pipeline().reach(access.repository()).branch());
            });
        }
    }
}
