package dev.fairlead.forge.gitlab;

import dev.fairlead.forge.ForgeSettings;
import dev.fairlead.forge.RepositoryUrl;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * Where the API of a project is. Groups may be nested, so that a URL alone does not tell whether its first part is a group
 * or a path that GitLab lives under.
 *
 * @param api without a slash at its end
 * @param project with all its groups
 */
record GitLabAddress(String api, String project) {
    private static final String API = "/api/v4";

    static GitLabAddress of(RepositoryUrl url, ForgeSettings settings) {
        Optional<String> configured =
                settings.apiUrl().map(URI::toString).map(GitLabAddress::trimmed).filter(text -> !text.isEmpty());
        String api = configured.orElseGet(() -> root(url, settings.environment()) + API);
        String below = URI.create(api).getPath().replaceFirst("(/api/v4)?$", "").replaceFirst("^/", "");
        // SSH tells nothing of HTTP's paths.
        boolean prefixed = url.scheme().startsWith("http")
                && !below.isEmpty()
                && url.path().startsWith(below + "/");
        return new GitLabAddress(api, prefixed ? url.path().substring(below.length() + 1) : url.path());
    }

    /** What is set for this host, what the job's own GitLab tells of itself, or the host's root. SSH tells no port. */
    private static String root(RepositoryUrl url, Map<String, String> environment) {
        for (String name : new String[] {"FAIRLEAD_GITLAB_URL", "CI_SERVER_URL"}) {
            String root = trimmed(environment.getOrDefault(name, "").strip());
            if (isAt(root, url.host())) {
                return root;
            }
        }
        boolean http = url.scheme().startsWith("http");
        String port = http && url.port() >= 0 ? ":" + url.port() : "";
        return (http ? url.scheme() : "https") + "://" + url.host() + port;
    }

    private static boolean isAt(String root, String host) {
        return root.matches("https?://[^\\s]+")
                && host.equalsIgnoreCase(URI.create(root).getHost());
    }

    private static String trimmed(String address) {
        return address.replaceFirst("/+$", "");
    }
}
