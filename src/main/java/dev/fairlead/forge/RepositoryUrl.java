package dev.fairlead.forge;

import dev.fairlead.Problem;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a Git repository is: the forms that {@code git clone} takes (git-clone(1), "Git URLs"), without user names and
 * passwords.
 *
 * @param scheme {@code https}, {@code http}, {@code ssh}, {@code git} or {@code file}
 * @param host in lower case; empty for files
 * @param port -1 where none is written
 * @param path without slashes at its ends and without {@code .git}; for files, the path as it is
 */
public record RepositoryUrl(String scheme, String host, int port, String path) {
    private static final Pattern SCP =
            Pattern.compile("(?:[^@/:\\s]+@)?(\\[[0-9a-fA-F:]+\\]|[^/:@\\s\\\\]{2,}):(?!//)(.+)");

    /** Reads a URL, an scp-like address ({@code git@host:owner/name}), or a path. */
    public static RepositoryUrl parse(String text) {
        if (text.isBlank()) {
            throw unreadable("repository", "no URL is given");
        }
        if (text.contains("://")) {
            return ofUri(text);
        }
        Matcher scp = SCP.matcher(text);
        if (scp.matches()) {
            return new RepositoryUrl("ssh", scp.group(1).toLowerCase(Locale.ROOT), -1, repositoryPath(scp.group(2)));
        }
        return ofPath(text);
    }

    private static RepositoryUrl ofUri(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            // The exception's message holds the whole text, and with it perhaps a password.
            throw unreadable(withoutUser(text), "this is no URL (character " + (e.getIndex() + 1) + ")");
        }
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        if (scheme.equals("file")) {
            return ofPath(uri.getPath());
        }
        if (uri.getHost() == null || uri.getPath() == null) {
            throw unreadable(withoutUser(text), "this URL has no host or no path");
        }
        return new RepositoryUrl(
                scheme, uri.getHost().toLowerCase(Locale.ROOT), uri.getPort(), repositoryPath(uri.getPath()));
    }

    private static RepositoryUrl ofPath(String text) {
        try {
            return new RepositoryUrl("file", "", -1, Path.of(text).toString());
        } catch (InvalidPathException e) {
            throw unreadable(withoutUser(text), "this is neither a URL nor a path");
        }
    }

    private static String repositoryPath(String path) {
        String bare = path.replaceAll("^/+|/+$", "");
        return bare.endsWith(".git") ? bare.substring(0, bare.length() - ".git".length()) : bare;
    }

    private static String withoutUser(String text) {
        return text.replaceFirst("(://)?[^/@]*@", "$1");
    }

    private static ForgeException unreadable(String place, String cause) {
        return new ForgeException(
                ForgeException.Kind.CONFIGURATION,
                new Problem(place, cause, "give https://HOST/OWNER/REPOSITORY, git@HOST:OWNER/REPOSITORY or a path"));
    }

    public boolean local() {
        return scheme.equals("file");
    }

    @Override
    public String toString() {
        if (local()) {
            return path;
        }
        return scheme + "://" + host + (port < 0 ? "" : ":" + port) + "/" + path;
    }
}
