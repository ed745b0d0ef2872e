package dev.fairlead.pipeline.access;

import java.util.Optional;

/** Who a pipeline is to a registry, a Git server or a forge. */
public sealed interface Login {
    /** Nobody: for what is public. */
    record Nobody() implements Login {}

    /**
     * Whoever the machine is that runs the step: Docker's configuration and Azure's identity for registries, credential
     * helpers and SSH keys for Git, the environment's variables for forges.
     */
    record Machine() implements Login {}

    /** A name and its password or token. */
    record Password(String user, Hidden password) implements Login {}

    /** A token with no name of its own. */
    record Token(Hidden token) implements Login {}

    /**
     * A private SSH key as text, in OpenSSH or PEM form.
     *
     * @param user the name to sign in with, where the address does not say it
     */
    record SshKey(String user, Hidden key, Optional<Hidden> passphrase) implements Login {}

    /**
     * A GitHub App.
     *
     * @param appId the App's id
     * @param key its private key in PEM
     */
    record GitHubApp(String appId, Hidden key) implements Login {}

    /** An Entra application with a client secret. */
    record ServicePrincipal(String tenantId, String clientId, Hidden secret) implements Login {}

    /**
     * The managed identity of the Azure machine or pod that runs the step.
     *
     * @param clientId of a user-assigned one
     */
    record ManagedIdentity(Optional<String> clientId) implements Login {}
}
