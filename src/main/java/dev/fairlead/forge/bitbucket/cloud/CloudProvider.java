package dev.fairlead.forge.bitbucket.cloud;

import dev.fairlead.Problem;
import dev.fairlead.forge.Forge;
import dev.fairlead.forge.ForgeException;
import dev.fairlead.forge.ForgeProvider;
import dev.fairlead.forge.ForgeSettings;
import dev.fairlead.forge.RepositoryUrl;
import dev.fairlead.forge.bitbucket.BitbucketSignIn;
import dev.fairlead.forge.rest.RestApi;
import dev.fairlead.forge.rest.RestConnection;
import java.net.URI;
import java.util.Map;
import java.util.Set;

/** Opens {@link CloudForge} for repositories at bitbucket.org. */
public final class CloudProvider implements ForgeProvider {
    private static final Set<String> KNOWN = Set.of("bitbucket.org", "www.bitbucket.org", "altssh.bitbucket.org");
    private static final URI API = URI.create("https://api.bitbucket.org/2.0");

    @Override
    public String name() {
        return "bitbucket";
    }

    @Override
    public String described() {
        return "bitbucket (https://bitbucket.org/WORKSPACE/REPOSITORY)";
    }

    @Override
    public boolean recognises(RepositoryUrl url, ForgeSettings settings) {
        return KNOWN.contains(url.host());
    }

    @Override
    public Forge open(RepositoryUrl url, ForgeSettings settings) {
        String[] names = url.path().split("/", -1);
        if (url.local() || names.length != 2 || names[0].isBlank() || names[1].isBlank()) {
            throw new ForgeException(
                    ForgeException.Kind.CONFIGURATION,
                    new Problem(
                            url.toString(),
                            "this is no address of a Bitbucket repository",
                            "give https://bitbucket.org/WORKSPACE/REPOSITORY"));
        }
        Map<String, String> headers = BitbucketSignIn.headers(url, settings);
        RestConnection connection = new RestConnection(settings.connection(), new CloudDialect(), settings.clock());
        String address = settings.apiUrl().orElse(API).toString().replaceFirst("/+$", "");
        RestApi api = new RestApi(URI.create(address), CloudDialect.NAME, connection, () -> headers);
        String place = "https://" + url.host() + "/" + url.path();
        return new CloudForge(new CloudRepository(api, connection, place, names[0], names[1]));
    }
}
