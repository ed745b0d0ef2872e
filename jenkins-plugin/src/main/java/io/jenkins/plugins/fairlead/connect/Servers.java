package io.jenkins.plugins.fairlead.connect;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import io.jenkins.plugins.fairlead.access.RepositoryEntry;
import java.io.Serializable;

/** The config repository that a step works with, and the ids of the credentials that it names. No secret is in here. */
public final class Servers implements Serializable {
    private static final long serialVersionUID = 1L;

    /** No config repository, and no credential. */
    public static final Servers NONE = new Servers("", "", "");

    private final String repository;
    private final String forge;
    private final String apiUrl;
    private final String credentialsId;
    private final String forgeCredentialsId;
    private final String registryCredentialsId;

    /**
     * @param repository the URL of the config repository; empty for none
     * @param forge the forge's name, where the URL does not tell it
     * @param apiUrl where the forge's API is, where the URL does not tell it
     */
    public Servers(@CheckForNull String repository, @CheckForNull String forge, @CheckForNull String apiUrl) {
        this(repository, forge, apiUrl, "", "", "");
    }

    private Servers(
            @CheckForNull String repository,
            @CheckForNull String forge,
            @CheckForNull String apiUrl,
            @CheckForNull String credentialsId,
            @CheckForNull String forgeCredentialsId,
            @CheckForNull String registryCredentialsId) {
        this.repository = Util.fixNull(repository).trim();
        this.forge = Util.fixNull(forge).trim();
        this.apiUrl = Util.fixNull(apiUrl).trim();
        this.credentialsId = Util.fixNull(credentialsId).trim();
        this.forgeCredentialsId = Util.fixNull(forgeCredentialsId).trim();
        this.registryCredentialsId = Util.fixNull(registryCredentialsId).trim();
    }

    /** With the credential for the Git server, and the one for the forge's API where it is another. */
    public Servers signedInBy(@CheckForNull String git, @CheckForNull String api) {
        return new Servers(repository, forge, apiUrl, git, api, registryCredentialsId);
    }

    /** With the credential for registries. */
    public Servers askingRegistriesBy(@CheckForNull String id) {
        return new Servers(repository, forge, apiUrl, credentialsId, forgeCredentialsId, id);
    }

    /** With what administrators say of this repository, where the step says nothing itself. */
    Servers completedBy(RepositoryEntry entry) {
        return new Servers(
                repository,
                forge.isEmpty() ? entry.forge() : forge,
                apiUrl.isEmpty() ? entry.apiUrl() : apiUrl,
                credentialsId,
                forgeCredentialsId,
                registryCredentialsId);
    }

    public String getRepository() {
        return repository;
    }

    public String getForge() {
        return forge;
    }

    public String getApiUrl() {
        return apiUrl;
    }

    public String getCredentialsId() {
        return credentialsId;
    }

    public String getForgeCredentialsId() {
        return forgeCredentialsId;
    }

    public String getRegistryCredentialsId() {
        return registryCredentialsId;
    }
}
