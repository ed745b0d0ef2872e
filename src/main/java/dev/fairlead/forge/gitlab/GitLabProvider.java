package dev.fairlead.forge.gitlab;

import dev.fairlead.Problem;
import dev.fairlead.forge.Forge;
import dev.fairlead.forge.ForgeCredentials;
import dev.fairlead.forge.ForgeCredentials.AccessToken;
import dev.fairlead.forge.ForgeException;
import dev.fairlead.forge.ForgeProvider;
import dev.fairlead.forge.ForgeSettings;
import dev.fairlead.forge.RepositoryUrl;
import dev.fairlead.forge.rest.RestApi;
import dev.fairlead.forge.rest.RestConnection;
import java.net.URI;
import java.util.Map;

/** Opens {@link GitLabForge} for projects at gitlab.com, at a host called {@code gitlab.…}, or at any GitLab that is named. */
public final class GitLabProvider implements ForgeProvider {
    @Override
    public String name() {
        return "gitlab";
    }

    @Override
    public String described() {
        return "gitlab (https://HOST/GROUP/PROJECT at gitlab.com, at a host that begins with gitlab., or when named)";
    }

    @Override
    public boolean recognises(RepositoryUrl url, ForgeSettings settings) {
        return url.host().startsWith("gitlab.") || GitLabCredentials.isOwnServer(settings.environment(), url.host());
    }

    @Override
    public Forge open(RepositoryUrl url, ForgeSettings settings) {
        GitLabAddress address = GitLabAddress.of(url, settings);
        if (url.local() || !address.project().matches("[^/]+(/[^/]+)+")) {
            throw configuration(
                    url.toString(), "this is no address of a GitLab project", "give https://HOST/GROUP/PROJECT");
        }
        Map<String, String> headers = settings.credentials()
                .or(() -> GitLabCredentials.of(settings.environment(), url.host()))
                .map(known -> Map.of("Accept", "application/json", "Authorization", authorization(url, known)))
                .orElseGet(() -> Map.of("Accept", "application/json"));
        RestConnection connection = new RestConnection(settings.connection(), new GitLabDialect(), settings.clock());
        RestApi rest = new RestApi(URI.create(address.api()), GitLabDialect.NAME, connection, () -> headers);
        return new GitLabForge(new GitLabProject(rest, connection, url.toString(), address.project()));
    }

    /** "REST API authentication": so, it takes personal, project and group access tokens as well as those of OAuth. */
    private static String authorization(RepositoryUrl url, ForgeCredentials credentials) {
        if (credentials instanceof AccessToken access) {
            return "Bearer " + access.token().reveal().strip();
        }
        throw configuration(url.toString(), "GitLab knows no GitHub Apps", "give an access token");
    }

    private static ForgeException configuration(String place, String cause, String remedy) {
        return new ForgeException(ForgeException.Kind.CONFIGURATION, new Problem(place, cause, remedy));
    }
}
