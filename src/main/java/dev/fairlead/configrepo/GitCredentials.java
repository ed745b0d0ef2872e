package dev.fairlead.configrepo;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How to sign in to a remote. Secrets are asked for when they are needed, so that a short-lived one can be renewed,
 * and go into request headers or an SSH signature, never into an address, an argument or a message.
 */
public sealed interface GitCredentials {

    /** Nothing: public repositories, folders; over SSH the agent and the user's own keys. */
    static GitCredentials none() {
        return new None();
    }

    /** A user name and a password or token. */
    static GitCredentials basic(String user, Supplier<String> secret) {
        return new Basic(Optional.of(user), secret);
    }

    /**
     * A token, sent with the user name that the host expects: {@code x-access-token} for GitHub, {@code oauth2} for
     * GitLab, {@code x-token-auth} for Bitbucket, {@code pat} for Azure DevOps and any other.
     */
    static GitCredentials token(Supplier<String> token) {
        return new Basic(Optional.empty(), token);
    }

    /** A token in an {@code Authorization: Bearer} header, such as an Entra token for Azure DevOps. */
    static GitCredentials bearer(Supplier<String> token) {
        return new Bearer(token);
    }

    /** Whatever the credential helpers of the user's Git configuration answer ({@code git credential fill}). */
    static GitCredentials helpers() {
        return new Helpers();
    }

    /** What the credential helpers answer, and where they know nobody, a bearer token, if there is one. */
    static GitCredentials helpersOr(Supplier<Optional<String>> token) {
        return new HelpersOr(token);
    }

    /** A private SSH key in a file. */
    static GitCredentials sshKey(Path key, Optional<Supplier<String>> passphrase) {
        return new SshKeyFile(key, passphrase);
    }

    /** A private SSH key as text in OpenSSH or PEM form, such as from an environment variable. */
    static GitCredentials sshKeyText(Supplier<String> key, Optional<Supplier<String>> passphrase) {
        return new SshKeyText(key, passphrase);
    }

    /** See {@link #none()}. */
    record None() implements GitCredentials {}

    /** See {@link #basic} and {@link #token}. */
    record Basic(Optional<String> user, Supplier<String> secret) implements GitCredentials {}

    /** See {@link #bearer}. */
    record Bearer(Supplier<String> token) implements GitCredentials {}

    /** See {@link #helpers}. */
    record Helpers() implements GitCredentials {}

    /** See {@link #helpersOr}. */
    record HelpersOr(Supplier<Optional<String>> token) implements GitCredentials {}

    /** See {@link #sshKey}. */
    record SshKeyFile(Path key, Optional<Supplier<String>> passphrase) implements GitCredentials {}

    /** See {@link #sshKeyText}. */
    record SshKeyText(Supplier<String> key, Optional<Supplier<String>> passphrase) implements GitCredentials {}
}
