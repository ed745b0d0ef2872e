package dev.fairlead.registry.acr;

import dev.fairlead.Problem;
import dev.fairlead.identity.AzureIdentity;
import dev.fairlead.identity.IdentityException;
import dev.fairlead.registry.RegistryException;
import dev.fairlead.registry.RegistryException.Kind;
import dev.fairlead.registry.Secret;
import java.util.Optional;

/** Gets an Entra token that ACR accepts from an Azure identity. */
public final class EntraTokens {
    private final AzureIdentity identity;
    private final String audience;

    EntraTokens(AzureIdentity identity, String audience) {
        this.identity = identity;
        this.audience = audience;
    }

    /** What kind of identity it is, for messages. */
    public String who() {
        return identity.who();
    }

    /**
     * A token for the audience. The identity keeps it and fetches the next before it ends.
     *
     * @throws RegistryException if there is no such identity here, or Entra refuses it
     */
    public Secret token() {
        try {
            return new Secret(identity.token(audience));
        } catch (IdentityException e) {
            throw told(e);
        }
    }

    /** Why there is no such identity here; empty where there is one. */
    public Optional<String> missing() {
        try {
            return identity.tokenIfAny(audience).isPresent()
                    ? Optional.empty()
                    : Optional.of("no " + who() + " was found here");
        } catch (IdentityException e) {
            throw told(e);
        }
    }

    static RegistryException told(IdentityException e) {
        Problem problem = e.problem();
        String remedy = e.kind() == IdentityException.Kind.MISSING
                ? "set it up, or choose another with FAIRLEAD_REGISTRY_SIGN_IN"
                : problem.remedy();
        return new RegistryException(
                e.kind() == IdentityException.Kind.NETWORK ? Kind.NETWORK : Kind.CREDENTIALS,
                new Problem(problem.place(), problem.cause(), remedy),
                e);
    }
}
