package dev.fairlead.forge.bitbucket.datacenter;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Opens {@link DataCenterForge} for repositories at a server of one's own. */
public final class DataCenterProvider implements ForgeProvider {
    /** What {@code git clone} takes over HTTP, and what a browser shows; a server may be below a path. */
    private static final Pattern CLONE = Pattern.compile("(?:(?<below>.+)/)?scm/(?<project>[^/]+)/(?<slug>[^/]+)");

    private static final Pattern WEB = Pattern.compile(
            "(?:(?<below>.+)/)?(?<kind>projects|users)/(?<project>[^/]+)/repos/(?<slug>[^/]+)(?:/browse)?");
    private static final Pattern SSH = Pattern.compile("(?:scm/)?(?<project>[^/]+)/(?<slug>[^/]+)");

    @Override
    public String name() {
        return "bitbucket-datacenter";
    }

    @Override
    public String described() {
        return "bitbucket-datacenter (https://HOST/scm/PROJECT/REPOSITORY at a Bitbucket of one's own)";
    }

    @Override
    public boolean recognises(RepositoryUrl url, ForgeSettings settings) {
        if (url.local() || url.host().equals("bitbucket.org")) {
            return false;
        }
        Matcher clone = CLONE.matcher(url.path());
        // SCM-Manager has its repositories at /scm/git and /scm/repo.
        boolean http = url.scheme().startsWith("http")
                && clone.matches()
                && !clone.group("project").matches("git|hg|svn|repo");
        return http || url.host().startsWith("bitbucket.");
    }

    @Override
    public Forge open(RepositoryUrl url, ForgeSettings settings) {
        Address address = address(url);
        String rest = settings.apiUrl()
                .map(URI::toString)
                .map(text -> text.replaceFirst("/+$", "").replaceFirst("/api/(1\\.0|latest)$", ""))
                .orElse(address.web() + "/rest");
        Map<String, String> headers = BitbucketSignIn.headers(url, settings);
        RestConnection connection =
                new RestConnection(settings.connection(), new DataCenterDialect(), settings.clock());
        RestApi api = new RestApi(URI.create(rest), DataCenterDialect.NAME, connection, () -> headers);
        String web = rest.endsWith("/rest") ? rest.substring(0, rest.length() - "/rest".length()) : address.web();
        return new DataCenterForge(
                new DataCenterRepository(api, connection, web, url.toString(), address.project(), address.slug()));
    }

    private record Address(String web, String project, String slug) {}

    /** SSH tells nothing of HTTP's port, nor of the path that a server may be below. */
    private static Address address(RepositoryUrl url) {
        boolean http = url.scheme().startsWith("http");
        String port = http && url.port() >= 0 ? ":" + url.port() : "";
        String server = (http ? url.scheme() : "https") + "://" + url.host() + port;
        if (!url.local() && http) {
            for (Pattern form : new Pattern[] {CLONE, WEB}) {
                Matcher path = form.matcher(url.path());
                if (path.matches()) {
                    String below = path.group("below") == null ? "" : "/" + path.group("below");
                    boolean personal = form.equals(WEB) && path.group("kind").equals("users");
                    return new Address(
                            server + below, (personal ? "~" : "") + path.group("project"), path.group("slug"));
                }
            }
        }
        Matcher path = SSH.matcher(url.path());
        if (url.local() || http || !path.matches()) {
            throw new ForgeException(
                    ForgeException.Kind.CONFIGURATION,
                    new Problem(
                            url.toString(),
                            "this is no address of a Bitbucket repository",
                            "give https://HOST/scm/PROJECT/REPOSITORY or ssh://git@HOST/PROJECT/REPOSITORY"));
        }
        return new Address(server, path.group("project"), path.group("slug"));
    }
}
