package io.jenkins.plugins.fairlead.connect;

import dev.fairlead.pipeline.Pipeline;
import dev.fairlead.pipeline.order.RepositoryOrder;
import hudson.AbortException;
import hudson.EnvVars;
import hudson.model.Item;
import hudson.model.Run;
import io.jenkins.plugins.fairlead.access.RegistryEntry;
import io.jenkins.plugins.fairlead.access.RepositoryEntry;
import io.jenkins.plugins.fairlead.access.Settings;
import io.jenkins.plugins.fairlead.login.Logins;
import java.nio.file.Path;
import java.util.List;

/** The engine for work that the controller does outside of runs, with what that work may use. */
public final class ControllerAccess {
    private ControllerAccess() {}

    /**
     * The engine, and a config repository that it may work with.
     *
     * @param pipeline the engine
     * @param repository the config repository
     */
    public record WithRepository(Pipeline pipeline, RepositoryOrder repository) {}

    /** Asks for what a run did, as the run. */
    public static WithRepository ofRun(Run<?, ?> run, Servers servers) throws AbortException {
        Place place = Place.controller(new EnvVars());
        ResolvedAccess access = new AccessResolver(run, place).resolve(servers, AskedRegistries.NONE);
        return new WithRepository(Pipeline.with(access.access(Path.of(place.getCache()))), access.repository());
    }

    /**
     * Asks for an image as a job would.
     *
     * @param credentialsId the job's own credential for the registry; empty for what administrators say
     */
    public static Pipeline ofJob(Item job, String image, String credentialsId) throws AbortException {
        AccessResolver.OwnLogins own = (id, server) -> Logins.ofItem(job, id, server);
        return pipeline(own, Settings.current(), Servers.NONE.askingRegistriesBy(credentialsId), image);
    }

    /** Tries a registry that an administrator has typed and not saved yet; everything else is as it is saved. */
    public static Pipeline trying(RegistryEntry typed) throws AbortException {
        Settings tried = typed(List.of(typed), List.of());
        return pipeline(Logins::ofSettings, tried, Servers.NONE, typed.host() + "/image");
    }

    /**
     * Tries a config repository in the same way.
     *
     * @param repository the URL of one that the entry is about
     */
    public static WithRepository trying(RepositoryEntry typed, String repository) throws AbortException {
        Settings tried = typed(List.of(), List.of(typed));
        Place place = Place.controller(new EnvVars());
        ResolvedAccess access = new AccessResolver(Logins::ofSettings, place, tried)
                .resolve(new Servers(repository, "", ""), AskedRegistries.NONE);
        return new WithRepository(Pipeline.with(access.access(Path.of(place.getCache()))), access.repository());
    }

    private static Settings typed(List<RegistryEntry> registries, List<RepositoryEntry> repositories) {
        Settings saved = Settings.current();
        return new Settings() {
            @Override
            public List<RegistryEntry> registryEntries() {
                return registries;
            }

            @Override
            public List<RepositoryEntry> repositoryEntries() {
                return repositories;
            }

            @Override
            public List<String> trustedAuthorities() {
                return saved.trustedAuthorities();
            }

            @Override
            public String entraAuthority() {
                return saved.entraAuthority();
            }
        };
    }

    private static Pipeline pipeline(AccessResolver.OwnLogins own, Settings settings, Servers servers, String image)
            throws AbortException {
        Place place = Place.controller(new EnvVars());
        ResolvedAccess access =
                new AccessResolver(own, place, settings).resolve(servers, AskedRegistries.of(List.of(image)));
        return Pipeline.with(access.access(Path.of(place.getCache())));
    }
}
