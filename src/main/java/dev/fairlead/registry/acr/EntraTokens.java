package dev.fairlead.registry.acr;

import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.exception.ClientAuthenticationException;
import com.azure.identity.CredentialUnavailableException;
import dev.fairlead.Problem;
import dev.fairlead.registry.RegistryException;
import dev.fairlead.registry.RegistryException.Kind;
import dev.fairlead.registry.Secret;
import java.util.Optional;

/** Gets an Entra token that ACR accepts from an Azure identity. */
public final class EntraTokens {
    private static final int LONGEST = 300;

    private final TokenCredential identity;
    private final String audience;
    private final String who;

    EntraTokens(TokenCredential identity, String audience, String who) {
        this.identity = identity;
        this.audience = audience;
        this.who = who;
    }

    /** What kind of identity it is, for messages. */
    public String who() {
        return who;
    }

    /**
     * A token for the audience. The identity keeps it and fetches the next before it ends.
     *
     * @throws RegistryException if there is no such identity here, or Entra refuses it
     */
    public Secret token() {
        try {
            return fetch();
        } catch (CredentialUnavailableException e) {
            throw failed(
                    "it is not available here: " + firstLine(e),
                    "set it up, or choose another with FAIRLEAD_REGISTRY_SIGN_IN",
                    e);
        }
    }

    /** Why there is no such identity here; empty where there is one. */
    public Optional<String> missing() {
        try {
            fetch();
            return Optional.empty();
        } catch (CredentialUnavailableException e) {
            return Optional.of("no " + who + " was found here");
        }
    }

    private Secret fetch() {
        try {
            var token = identity.getTokenSync(new TokenRequestContext().addScopes(audience + "/.default"));
            if (token != null) {
                return new Secret(token.getToken());
            }
        } catch (CredentialUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            // Azure's library wraps Entra's refusals now in one exception, now in another: their codes tell
            if (e instanceof ClientAuthenticationException || firstLine(e).startsWith("AADSTS")) {
                throw failed("Entra refuses it: " + firstLine(e), "check its tenant, its name and its secret", e);
            }
            throw new RegistryException(
                    Kind.NETWORK,
                    new Problem(
                            who,
                            "asking Entra failed: " + firstLine(e),
                            "check the network and the proxy on the way to Entra"),
                    e);
        }
        throw failed("Entra gave no token", "try again later", new IllegalStateException("no token"));
    }

    private RegistryException failed(String cause, String remedy, RuntimeException e) {
        return new RegistryException(Kind.CREDENTIALS, new Problem(who, cause, remedy), e);
    }

    private static String firstLine(Throwable e) {
        String told =
                String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
        String line = told.replaceFirst("^(?:[a-z][\\w.]*\\.[A-Z]\\w*(?:Exception|Error): )+", "");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
