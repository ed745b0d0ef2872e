package dev.fairlead.registry;

import java.util.Optional;

/** How to sign in at a registry. */
public sealed interface SignIn {

    /** What Docker's configuration says of the host; else, on ACR, an Azure identity; else nobody. */
    record Automatic() implements SignIn {}

    /** Nobody: for what is public. */
    record Anonymous() implements SignIn {}

    /** Only what Docker's configuration says of the host, with its credential helpers. */
    record DockerConfig() implements SignIn {}

    /**
     * A name and its password: an ACR token, ACR's admin user, a robot account, a user with an access token.
     *
     * @param username who
     * @param password that user's password or token
     */
    record Basic(String username, Secret password) implements SignIn {}

    /**
     * An Entra application with a secret of its own, exchanged for ACR's own tokens.
     *
     * @param clientId the application
     * @param tenantId the Entra tenant
     * @param secret the application's client secret
     */
    record Application(String clientId, String tenantId, Secret secret) implements SignIn {}

    /**
     * A Microsoft Entra identity, exchanged for ACR's own tokens.
     *
     * @param method where the identity comes from
     * @param clientId the application or user-assigned identity; where empty, {@code AZURE_CLIENT_ID} or the system's own
     * @param tenantId the Entra tenant; where empty, {@code AZURE_TENANT_ID} or the identity's home
     */
    record Entra(Method method, Optional<String> clientId, Optional<String> tenantId) implements SignIn {

        /** Where an Entra identity comes from. */
        public enum Method {
            /** Environment, workload identity, managed identity, then the developer's tools, whichever is there first. */
            CHAIN,
            /** A Kubernetes service account's token, federated with an Entra application. */
            WORKLOAD_IDENTITY,
            /** The identity of the Azure machine, pod or app that this runs on. */
            MANAGED_IDENTITY,
            /** Whoever is signed in at the Azure CLI. */
            CLI,
            /** An application with a secret or certificate in {@code AZURE_CLIENT_SECRET} or {@code AZURE_CLIENT_CERTIFICATE_PATH}. */
            SERVICE_PRINCIPAL
        }
    }
}
