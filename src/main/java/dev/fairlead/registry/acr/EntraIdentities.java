package dev.fairlead.registry.acr;

import dev.fairlead.identity.AzureIdentities;
import dev.fairlead.identity.EntraAuthority;
import dev.fairlead.identity.IdentityException;
import dev.fairlead.identity.IdentitySource;
import dev.fairlead.registry.RegistryException;
import dev.fairlead.registry.RegistrySettings;
import dev.fairlead.registry.SignIn;
import dev.fairlead.registry.SignIn.Entra;
import dev.fairlead.registry.wire.JdkWire;
import java.util.Map;

/** Azure identities as registries know them, with the trust and the proxies of the settings. */
public final class EntraIdentities {
    private final RegistrySettings settings;
    private final AzureIdentities identities;

    /**
     * Identities of this environment.
     *
     * @param environment the variables that name an application and its secret
     */
    public EntraIdentities(RegistrySettings settings, Map<String, String> environment) {
        this.settings = settings;
        identities = new AzureIdentities(() -> JdkWire.clientBuilder(settings), environment);
    }

    /**
     * The identity that is asked for. Nothing is contacted yet.
     *
     * @throws RegistryException if a part of it that must be named is not
     */
    public EntraTokens identity(Entra wanted, AcrCloud cloud) {
        try {
            return new EntraTokens(
                    identities.identity(
                            source(wanted.method()), wanted.clientId(), wanted.tenantId(), authority(cloud)),
                    settings.acr().audience());
        } catch (IdentityException e) {
            throw EntraTokens.told(e);
        }
    }

    /** An application with its secret. Nothing is contacted yet. */
    public EntraTokens application(SignIn.Application wanted, AcrCloud cloud) {
        return new EntraTokens(
                identities.application(
                        wanted.clientId(), wanted.tenantId(), wanted.secret().value(), authority(cloud)),
                settings.acr().audience());
    }

    private static EntraAuthority authority(AcrCloud cloud) {
        return new EntraAuthority(cloud.authority(), cloud.wellKnown());
    }

    private static IdentitySource source(Entra.Method method) {
        return switch (method) {
            case CHAIN -> IdentitySource.CHAIN;
            case WORKLOAD_IDENTITY -> IdentitySource.WORKLOAD_IDENTITY;
            case MANAGED_IDENTITY -> IdentitySource.MANAGED_IDENTITY;
            case CLI -> IdentitySource.CLI;
            case SERVICE_PRINCIPAL -> IdentitySource.SERVICE_PRINCIPAL;
        };
    }
}
