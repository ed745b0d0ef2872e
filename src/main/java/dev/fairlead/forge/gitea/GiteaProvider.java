package dev.fairlead.forge.gitea;

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
import java.util.Set;

/** Opens {@link GiteaForge} for repositories at gitea.com, at Codeberg, or at any Gitea or Forgejo that is named. */
public final class GiteaProvider implements ForgeProvider {
    private static final Set<String> KNOWN = Set.of("gitea.com", "codeberg.org");

    @Override
    public String name() {
        return "gitea";
    }

    @Override
    public String described() {
        return "gitea (https://HOST/OWNER/REPOSITORY at a Gitea or Forgejo, when named; codeberg.org and gitea.com are known)";
    }

    @Override
    public boolean recognises(RepositoryUrl url, ForgeSettings settings) {
        return KNOWN.contains(url.host()) || GiteaCredentials.isOwnActions(settings.environment(), url.host());
    }

    @Override
    public Forge open(RepositoryUrl url, ForgeSettings settings) {
        String[] names = url.path().split("/", -1);
        if (url.local() || names.length < 2 || names[names.length - 1].isBlank()) {
            throw configuration(
                    url.toString(), "this is no address of a Gitea repository", "give https://HOST/OWNER/REPOSITORY");
        }
        String owner = names[names.length - 2];
        String repository = names[names.length - 1];
        String below = url.path().substring(0, url.path().length() - owner.length() - repository.length() - 1);
        URI api = settings.apiUrl().orElseGet(() -> api(url, below));
        Map<String, String> headers = settings.credentials()
                .or(() -> GiteaCredentials.of(settings.environment(), url.host()))
                .map(known -> Map.of("Accept", "application/json", "Authorization", authorization(url, known)))
                .orElseGet(() -> Map.of("Accept", "application/json"));
        RestConnection connection = new RestConnection(settings.connection(), new GiteaDialect(), settings.clock());
        RestApi rest = new RestApi(
                URI.create(api.toString().replaceFirst("/+$", "")), GiteaDialect.NAME, connection, () -> headers);
        return new GiteaForge(new GiteaRepository(rest, connection, url.toString(), owner, repository));
    }

    /** At the host's root, or below the path that stands before owner and repository. SSH tells nothing of HTTP's port. */
    private static URI api(RepositoryUrl url, String below) {
        boolean http = url.scheme().startsWith("http");
        String port = http && url.port() >= 0 ? ":" + url.port() : "";
        return URI.create(
                (http ? url.scheme() : "https") + "://" + url.host() + port + "/" + (http ? below : "") + "api/v1");
    }

    private static String authorization(RepositoryUrl url, ForgeCredentials credentials) {
        if (credentials instanceof AccessToken access) {
            return "token " + access.token().reveal().strip();
        }
        throw configuration(url.toString(), "Gitea knows no GitHub Apps", "give an access token");
    }

    private static ForgeException configuration(String place, String cause, String remedy) {
        return new ForgeException(ForgeException.Kind.CONFIGURATION, new Problem(place, cause, remedy));
    }
}
