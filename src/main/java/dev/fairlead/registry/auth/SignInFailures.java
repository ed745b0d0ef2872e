package dev.fairlead.registry.auth;

import dev.fairlead.Problem;
import dev.fairlead.registry.RegistryException;
import dev.fairlead.registry.RegistryException.Kind;
import dev.fairlead.registry.wire.Answer;
import dev.fairlead.registry.wire.ErrorBody;
import java.util.Optional;

/** Tells why a registry granted no token. The answer's own words are left out: they may repeat what was sent. */
final class SignInFailures {
    private SignInFailures() {}

    /**
     * The refusal to tell of.
     *
     * @param scope what a token was asked for; empty where the identity itself was not accepted
     */
    static RegistryException refused(Answer answer, Credential credential, Optional<String> scope, String place) {
        String at = place + " (sign-in, HTTP " + answer.status() + ")";
        Problem problem = switch (answer.status()) {
            case 400, 401, 403 -> new Problem(at, cause(credential, scope), remedy(credential));
            default ->
                new Problem(at, "the registry's sign-in gave an answer of no use", "check that the host is a registry");
        };
        boolean known = answer.status() == 400 || answer.status() == 401 || answer.status() == 403;
        return new RegistryException(
                known ? Kind.UNAUTHORIZED : Kind.MALFORMED, problem, answer.status(), ErrorBody.codes(answer), null);
    }

    private static String cause(Credential credential, Optional<String> scope) {
        if (credential instanceof Credential.Nobody nobody) {
            return "the registry lets nobody in without a sign-in"
                    + (nobody.why().isEmpty() ? "" : " (" + nobody.why() + ")");
        }
        return scope.map(wanted -> "the registry grants " + credential.who() + " no token for " + wanted)
                .orElse("the registry does not accept " + credential.who());
    }

    private static String remedy(Credential credential) {
        if (credential instanceof Credential.Nobody) {
            return "log in with docker login, give an Azure identity, or set FAIRLEAD_REGISTRY_USERNAME and its password";
        }
        if (credential instanceof Credential.Entra) {
            return "give the identity AcrPull on the registry, or Container Registry Repository Reader where the registry"
                    + " decides by repository, and check that it is of the registry's own tenant";
        }
        if (credential instanceof Credential.IdentityToken) {
            return "log in again: such tokens end after some hours";
        }
        return "check the name and password, and what they permit: to list tags an ACR token's scope map needs"
                + " metadata_read on the repository, to read images content_read";
    }
}
