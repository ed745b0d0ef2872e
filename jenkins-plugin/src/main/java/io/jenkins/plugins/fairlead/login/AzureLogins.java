package io.jenkins.plugins.fairlead.login;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.microsoft.azure.util.AzureCredentials;
import com.microsoft.azure.util.AzureImdsCredentials;
import hudson.Util;
import java.util.List;
import java.util.Optional;
import org.jenkinsci.plugins.variant.OptionalExtension;

/** Service principals and managed identities, where the Azure Credentials plugin is installed. */
@OptionalExtension(requirePlugins = "azure-credentials")
public final class AzureLogins implements LoginConverter {
    @Override
    public List<Class<? extends StandardCredentials>> types() {
        return List.of(AzureCredentials.class, AzureImdsCredentials.class);
    }

    @Override
    public Optional<ResolvedLogin> convert(StandardCredentials credentials) {
        if (credentials instanceof AzureCredentials principal) {
            return Optional.of(ResolvedLogin.servicePrincipal(
                    principal.getTenant(), principal.getClientId(), principal.getClientSecret()));
        }
        if (credentials instanceof AzureImdsCredentials managed) {
            return Optional.of(ResolvedLogin.managedIdentity(Util.fixEmpty(managed.getClientId())));
        }
        return Optional.empty();
    }
}
