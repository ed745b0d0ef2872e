package io.jenkins.plugins.fairlead.connect;

import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.plugins.fairlead.access.RepositoryEntry;
import io.jenkins.plugins.fairlead.access.Settings;
import io.jenkins.plugins.fairlead.login.Logins;
import io.jenkins.plugins.fairlead.login.ResolvedLogin;
import java.util.Comparator;

/**
 * Finds who a run is to the servers of a step. A credential that the step names comes first; then the one that administrators
 * named for the server; then, on a node, whoever the machine is. On the controller alone a step is nobody else, since every job
 * could borrow the controller's identity otherwise.
 */
public final class AccessResolver {
    /** Finds a credential that a step or trigger names itself, among those that its job may use. */
    @FunctionalInterface
    interface OwnLogins {
        ResolvedLogin find(String id, String server) throws AbortException;
    }

    private final OwnLogins own;
    private final Place place;
    private final Settings settings;

    /** @param place where the work is done */
    public AccessResolver(Run<?, ?> run, Place place) {
        this((id, server) -> Logins.ofRun(run, id, server), place, Settings.current());
    }

    AccessResolver(OwnLogins own, Place place, Settings settings) {
        this.own = own;
        this.place = place;
        this.settings = settings;
    }

    /**
     * Everything that the step may use.
     *
     * @throws AbortException if a credential is missing without which the step cannot be done
     */
    public ResolvedAccess resolve(Servers servers, AskedRegistries asked) throws AbortException {
        RepositoryEntry entry = entry(servers.getRepository());
        ResolvedLogin git = git(servers, entry);
        ResolvedLogin forge = forge(servers, entry, git);
        return new ResolvedAccess(
                servers.completedBy(entry),
                RegistryLogins.find(own, servers.getRegistryCredentialsId(), settings, asked),
                fallback(),
                git,
                forge,
                Route.current(settings),
                place);
    }

    private RepositoryEntry entry(String repository) {
        return settings.repositoryEntries().stream()
                .filter(entry -> !repository.isEmpty() && entry.covers(repository))
                .max(Comparator.comparingInt(entry -> entry.url().length()))
                .orElse(new RepositoryEntry("", "", "", "", ""));
    }

    private ResolvedLogin git(Servers servers, RepositoryEntry entry) throws AbortException {
        return chosen(servers.getCredentialsId(), entry.credentialsId(), servers.getRepository());
    }

    private ResolvedLogin forge(Servers servers, RepositoryEntry entry, ResolvedLogin git) throws AbortException {
        String id = servers.getForgeCredentialsId();
        boolean ownGit = !servers.getCredentialsId().isEmpty();
        if (id.isEmpty() && (ownGit || entry.forgeCredentialsId().isEmpty())) {
            return git.isSshKey() ? fallback() : git;
        }
        return chosen(id, entry.forgeCredentialsId(), servers.getRepository());
    }

    private ResolvedLogin chosen(String id, String configured, String server) throws AbortException {
        if (!id.isEmpty()) {
            return own.find(id, server);
        }
        return configured.isEmpty() ? fallback() : Logins.ofSettings(configured, server);
    }

    private ResolvedLogin fallback() {
        return place.isNode() ? ResolvedLogin.machine() : ResolvedLogin.nobody();
    }
}
