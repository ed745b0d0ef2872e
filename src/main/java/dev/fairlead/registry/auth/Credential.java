package dev.fairlead.registry.auth;

import dev.fairlead.registry.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Supplier;

/** What a registry can be shown. */
public sealed interface Credential {

    /** Who it is, for messages. */
    String who();

    /**
     * Nothing.
     *
     * @param why what was looked for in vain, as a clause; empty where nobody was meant to be signed in
     */
    record Nobody(String why) implements Credential {
        @Override
        public String who() {
            return "anonymous";
        }
    }

    /** A name and a password. */
    record Basic(String username, Secret password) implements Credential {
        @Override
        public String who() {
            return "user '" + username + "'";
        }

        /** The value of the {@code Authorization} header. */
        String header() {
            byte[] pair = (username + ":" + password.value()).getBytes(StandardCharsets.UTF_8);
            return "Basic " + Base64.getEncoder().encodeToString(pair);
        }
    }

    /** A refresh token that a login left behind: Docker's {@code identitytoken}, ACR's refresh token. */
    record IdentityToken(Secret token) implements Credential {
        @Override
        public String who() {
            return "the identity token of a login";
        }
    }

    /** An access token for this registry: Docker's {@code registrytoken}. */
    record AccessToken(Secret token) implements Credential {
        @Override
        public String who() {
            return "the access token of a login";
        }
    }

    /**
     * A Microsoft Entra identity, whose token ACR exchanges for its own.
     *
     * @param who what kind of identity
     * @param token gets the Entra token; throws a {@link dev.fairlead.registry.RegistryException} if there is none
     */
    record Entra(String who, Supplier<Secret> token) implements Credential {}
}
