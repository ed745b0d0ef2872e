package io.jenkins.plugins.fairlead.config;

import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.security.ACL;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.fairlead.login.FormPermissions;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/** The secrets by which registries' webhooks are known. */
public final class WebhookSecrets {
    private WebhookSecrets() {}

    /**
     * The registries whose webhook sends this secret. Every one is compared, in a time that tells nothing of how much was right.
     *
     * @return hosts; empty where the secret is nobody's
     */
    public static Set<String> hostsThatSend(String secret) {
        byte[] sent = secret.getBytes(StandardCharsets.UTF_8);
        Set<String> hosts = new TreeSet<>();
        for (RegistryConfig registry : FairleadConfiguration.get().getRegistries()) {
            byte[] known = secretOf(registry).getBytes(StandardCharsets.UTF_8);
            if (MessageDigest.isEqual(known, sent) && known.length > 0) {
                hosts.add(registry.getHost());
            }
        }
        return hosts;
    }

    private static String secretOf(RegistryConfig registry) {
        String id = registry.getWebhookCredentialsId();
        StringCredentials found =
                id.isEmpty() ? null : CredentialsMatchers.firstOrNull(all(), CredentialsMatchers.withId(id));
        return found == null ? "" : found.getSecret().getPlainText();
    }

    private static List<StringCredentials> all() {
        return CredentialsProvider.lookupCredentialsInItemGroup(
                StringCredentials.class, Jenkins.get(), ACL.SYSTEM2, List.of());
    }

    static ListBoxModel fill(@CheckForNull String current) {
        StandardListBoxModel model = new StandardListBoxModel();
        if (FormPermissions.administers()) {
            model.includeEmptyValue();
            model.includeAs(ACL.SYSTEM2, Jenkins.get(), StringCredentials.class, List.of());
        }
        return model.includeCurrentValue(Util.fixNull(current));
    }
}
