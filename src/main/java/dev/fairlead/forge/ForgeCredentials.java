package dev.fairlead.forge;

import java.util.OptionalLong;
import java.util.function.Supplier;

/** Who we are to a forge. */
public sealed interface ForgeCredentials {
    /** A personal, project or job token. */
    record AccessToken(Secret token) implements ForgeCredentials {}

    /** A token that ends, such as one of an Entra identity for Azure Repos: asked for anew at each request. */
    record BearerToken(Supplier<Secret> token) implements ForgeCredentials {}

    /**
     * An application of GitHub's, which asks for a token of its own for every hour.
     *
     * @param appId the application's id or client id
     * @param privateKey PEM, PKCS#1 as GitHub hands it out, or PKCS#8
     * @param installation asked for by the repository where empty
     */
    record AppKey(String appId, Secret privateKey, OptionalLong installation) implements ForgeCredentials {}
}
