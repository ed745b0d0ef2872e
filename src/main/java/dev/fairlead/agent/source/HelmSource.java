package dev.fairlead.agent.source;

import dev.fairlead.registry.RegistrySettings;
import dev.fairlead.registry.Secret;
import java.net.URI;
import java.util.Optional;

/**
 * A chart of a Helm repository. Its files are in a folder of the chart's name.
 *
 * @param repository {@code https://…} of a repository with an {@code index.yaml}, or {@code oci://host/path}
 * @param chart its name
 * @param version one version, or a range; empty: the highest that is no pre-release
 * @param login a name and its password; empty: nobody (at a registry: as {@code http} says)
 * @param passCredentials whether the login is also sent to other hosts that the index names for its charts
 * @param http how it is reached: proxy, authorities, timeouts; at a registry also who we are
 */
public record HelmSource(
        URI repository,
        String chart,
        Optional<String> version,
        Optional<Login> login,
        boolean passCredentials,
        RegistrySettings http)
        implements SourceSpec {
    public HelmSource {
        repository = SourceSpec.withoutSecrets(repository);
    }

    /** A chart of a public repository. */
    public static HelmSource of(URI repository, String chart, Optional<String> version) {
        return new HelmSource(repository, chart, version, Optional.empty(), false, RegistrySettings.plain());
    }

    public HelmSource with(Login changed) {
        return new HelmSource(repository, chart, version, Optional.of(changed), passCredentials, http);
    }

    public HelmSource passingCredentials() {
        return new HelmSource(repository, chart, version, login, true, http);
    }

    public HelmSource reachedBy(RegistrySettings changed) {
        return new HelmSource(repository, chart, version, login, passCredentials, changed);
    }

    /** Whether it is in an OCI registry. */
    public boolean isOci() {
        return "oci".equals(repository.getScheme());
    }

    @Override
    public String place() {
        return repository + " chart " + chart
                + version.map(wanted -> " " + wanted).orElse("");
    }

    @Override
    public String identity() {
        return SourceSpec.identity("helm", repository, chart, version.orElse(""));
    }

    /** A name and its password. */
    public record Login(String user, Secret password) {}
}
