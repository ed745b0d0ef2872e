package dev.fairlead.update.propose;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The page that shows the commits between two images, from the labels that name their source (OCI image-spec annotations). */
final class CompareLinks {
    private static final String SOURCE = "org.opencontainers.image.source";
    private static final String REVISION = "org.opencontainers.image.revision";
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,64}");

    private CompareLinks() {}

    /** The page for the labels of the old and the new image; empty where they do not tell enough. */
    static Optional<String> between(Map<String, String> before, Map<String, String> after) {
        Optional<String> source = source(after.getOrDefault(SOURCE, ""));
        String from = before.getOrDefault(REVISION, "");
        String to = after.getOrDefault(REVISION, "");
        boolean known = source.isPresent()
                && COMMIT.matcher(from).matches()
                && COMMIT.matcher(to).matches()
                && !from.equals(to);
        return known ? source.map(url -> url + path(url, from, to)) : Optional.empty();
    }

    /** A web address without user, query and {@code .git}; labels are the image's builder's and are not trusted. */
    private static Optional<String> source(String label) {
        try {
            URI uri = new URI(label.strip());
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            if (!web || uri.getHost() == null || uri.getPath() == null) {
                return Optional.empty();
            }
            String path = uri.getRawPath().replaceAll("/+$", "").replaceAll("\\.git$", "");
            String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            return path.matches("[A-Za-z0-9/_.~%-]+")
                    ? Optional.of(uri.getScheme() + "://" + uri.getHost() + port + path)
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static String path(String url, String from, String to) {
        String host = url.substring(url.indexOf("://") + 3).toLowerCase(Locale.ROOT);
        if (host.startsWith("dev.azure.com/") || host.contains(".visualstudio.com/")) {
            return "/branchCompare?baseVersion=GC" + from + "&targetVersion=GC" + to;
        }
        if (host.startsWith("bitbucket.org/")) {
            return "/branches/compare/" + to + ".." + from;
        }
        return (host.contains("gitlab") ? "/-/compare/" : "/compare/") + from + "..." + to;
    }
}
