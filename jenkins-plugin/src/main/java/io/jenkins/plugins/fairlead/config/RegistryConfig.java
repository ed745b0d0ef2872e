package io.jenkins.plugins.fairlead.config;

import dev.fairlead.pipeline.order.FilterOrder;
import dev.fairlead.pipeline.order.TagOrder;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.fairlead.access.RegistryEntry;
import io.jenkins.plugins.fairlead.connect.ControllerAccess;
import io.jenkins.plugins.fairlead.login.CredentialChoice;
import io.jenkins.plugins.fairlead.login.FormPermissions;
import java.util.Locale;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A registry: who steps are to it, how it is spoken to, and what it signs its webhooks with. */
public final class RegistryConfig extends AbstractDescribableImpl<RegistryConfig> {
    private final String host;
    private String credentialsId = "";
    private boolean plainHttp;
    private boolean acr;
    private String webhookCredentialsId = "";

    /** @param host {@code host} or {@code host:port} */
    @DataBoundConstructor
    public RegistryConfig(@CheckForNull String host) {
        this.host = Util.fixNull(host).trim().toLowerCase(Locale.ROOT);
    }

    public String getHost() {
        return host;
    }

    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(@CheckForNull String id) {
        this.credentialsId = Util.fixNull(id).trim();
    }

    public boolean isPlainHttp() {
        return plainHttp;
    }

    @DataBoundSetter
    public void setPlainHttp(boolean plain) {
        this.plainHttp = plain;
    }

    public boolean isAcr() {
        return acr;
    }

    @DataBoundSetter
    public void setAcr(boolean acr) {
        this.acr = acr;
    }

    /** The secret text that the registry's webhook sends; empty where none is listened to. */
    public String getWebhookCredentialsId() {
        return webhookCredentialsId;
    }

    @DataBoundSetter
    public void setWebhookCredentialsId(@CheckForNull String id) {
        this.webhookCredentialsId = Util.fixNull(id).trim();
    }

    RegistryEntry entry() {
        return new RegistryEntry(host, credentialsId, plainHttp, acr);
    }

    /** Describes it on the page. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<RegistryConfig> {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.RegistryConfig_displayName();
        }

        @POST
        public FormValidation doCheckHost(@QueryParameter String value) {
            return FormPermissions.administers() ? SettingChecks.host(value) : FormValidation.ok();
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(
                @QueryParameter String credentialsId, @QueryParameter String host) {
            return CredentialChoice.fill(null, credentialsId, host);
        }

        @POST
        public FormValidation doCheckCredentialsId(@QueryParameter String value, @QueryParameter String host) {
            return CredentialChoice.check(null, value, host);
        }

        @POST
        public ListBoxModel doFillWebhookCredentialsIdItems(@QueryParameter String webhookCredentialsId) {
            return WebhookSecrets.fill(webhookCredentialsId);
        }

        /** Asks the registry for an image, as steps would; the answer is the newest tag or what was wrong. */
        @POST
        public FormValidation doVerify(
                @QueryParameter String host,
                @QueryParameter String credentialsId,
                @QueryParameter boolean plainHttp,
                @QueryParameter boolean acr,
                @QueryParameter String verifyWith) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            FormValidation wrong = SettingChecks.host(host);
            if (wrong.kind != FormValidation.Kind.OK) {
                return wrong;
            }
            String repository = Util.fixNull(verifyWith).trim();
            if (repository.isEmpty()) {
                return FormValidation.error(Messages.RegistryConfig_nameARepository());
            }
            RegistryConfig tried = new RegistryConfig(host);
            tried.setCredentialsId(credentialsId);
            tried.setPlainHttp(plainHttp);
            tried.setAcr(acr);
            return ask(tried, repository);
        }

        private static FormValidation ask(RegistryConfig tried, String repository) {
            TagOrder order = new TagOrder(tried.host + "/" + repository, "newest", FilterOrder.NONE);
            return Tried.within(() -> Messages.RegistryConfig_answers(
                    ControllerAccess.trying(tried.entry()).newestTag(order).tag()));
        }
    }
}
