package dev.fairlead.forge.github;

import dev.fairlead.Problem;
import dev.fairlead.forge.Forge;
import dev.fairlead.forge.ForgeCredentials;
import dev.fairlead.forge.ForgeCredentials.AccessToken;
import dev.fairlead.forge.ForgeCredentials.AppKey;
import dev.fairlead.forge.ForgeCredentials.BearerToken;
import dev.fairlead.forge.ForgeException;
import dev.fairlead.forge.ForgeProvider;
import dev.fairlead.forge.ForgeSettings;
import dev.fairlead.forge.RepositoryUrl;
import dev.fairlead.forge.rest.RestConnection;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.kohsuke.github.GitHub;
import org.kohsuke.github.GitHubAbuseLimitHandler;
import org.kohsuke.github.GitHubBuilder;
import org.kohsuke.github.GitHubRateLimitHandler;
import org.kohsuke.github.authorization.AuthorizationProvider;
import org.kohsuke.github.connector.GitHubConnector;

/** Opens {@link GitHubForge} for repositories at github.com, at a data residency host, or at an Enterprise Server. */
public final class GitHubProvider implements ForgeProvider {
    @Override
    public String name() {
        return "github";
    }

    @Override
    public String described() {
        return "github (https://github.com/OWNER/REPOSITORY, or an Enterprise Server when named)";
    }

    @Override
    public boolean recognises(RepositoryUrl url, ForgeSettings settings) {
        // Gitea's and Forgejo's runners set GitHub's variables, too, and these beside them.
        boolean another = settings.environment().containsKey("GITEA_ACTIONS")
                || settings.environment().containsKey("FORGEJO_ACTIONS");
        return isCloud(url.host())
                || (!another
                        && Optional.ofNullable(settings.environment().get("GITHUB_SERVER_URL"))
                                .filter(server -> server.equals("https://" + url.host()))
                                .isPresent());
    }

    /** Whether this host is run by GitHub itself. */
    static boolean isCloud(String host) {
        return host.equals("github.com")
                || host.equals("www.github.com")
                || host.equals("ssh.github.com")
                || host.endsWith(".ghe.com");
    }

    @Override
    public Forge open(RepositoryUrl url, ForgeSettings settings) {
        String[] names = url.path().split("/", -1);
        if (url.local() || names.length != 2 || names[0].isBlank() || names[1].isBlank()) {
            throw new ForgeException(
                    ForgeException.Kind.CONFIGURATION,
                    new Problem(
                            url.toString(),
                            "this is no address of a GitHub repository",
                            "give https://HOST/OWNER/REPOSITORY"));
        }
        URI api = settings.apiUrl().orElseGet(() -> api(url.host()));
        RestConnection connection = new RestConnection(settings.connection(), new GitHubDialect(), settings.clock());
        Optional<ForgeCredentials> credentials =
                settings.credentials().or(() -> GitHubCredentials.of(settings.environment(), url.host()));
        AuthorizationProvider authorization = credentials
                .map(known -> authorization(known, api, connection, names[0], names[1], settings))
                .orElse(AuthorizationProvider.ANONYMOUS);
        return new GitHubForge(
                library(api, new LibraryConnector(connection), authorization),
                new GitHubApi(URI.create(bare(api)), connection, authorization),
                connection,
                url.toString(),
                names[0],
                names[1]);
    }

    /** "Getting started with the REST API": where each kind of host has its API. */
    static URI api(String host) {
        if (host.endsWith(".ghe.com")) {
            return URI.create("https://api." + host);
        }
        return URI.create(isCloud(host) ? "https://api.github.com" : "https://" + host + "/api/v3");
    }

    private static String bare(URI api) {
        return api.toString().replaceFirst("/+$", "");
    }

    private static AuthorizationProvider authorization(
            ForgeCredentials credentials,
            URI api,
            RestConnection connection,
            String owner,
            String repository,
            ForgeSettings settings) {
        if (credentials instanceof AccessToken access) {
            String header = "Bearer " + access.token().reveal().strip();
            return () -> header;
        }
        if (credentials instanceof BearerToken renewed) {
            return () -> "Bearer " + renewed.token().get().reveal();
        }
        AppKey app = (AppKey) credentials;
        GitHub asApp = library(
                api,
                new LibraryConnector(connection),
                new JsonWebToken(app.appId(), PemKey.parse(app.privateKey()), settings.clock()));
        return new AppAuthorization(asApp, owner, repository, app.installation(), settings.clock());
    }

    /** The library over our connection, which answers only with successes: its own handlers have nothing to do. */
    private static GitHub library(URI api, GitHubConnector connection, AuthorizationProvider authorization) {
        try {
            return new GitHubBuilder()
                    .withEndpoint(bare(api))
                    .withConnector(connection)
                    .withRateLimitHandler(GitHubRateLimitHandler.FAIL)
                    .withAbuseLimitHandler(GitHubAbuseLimitHandler.FAIL)
                    .withAuthorizationProvider(authorization)
                    .build();
        } catch (IOException e) {
            throw new ForgeException(
                    ForgeException.Kind.CONFIGURATION,
                    new Problem(
                            api.getHost(),
                            "this is no address of an API (" + e.getMessage() + ")",
                            "check the API's URL"),
                    e);
        }
    }
}
