package dev.fairlead.configrepo;

import dev.fairlead.Problem;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.transport.URIish;

/**
 * Where a repository is: {@code https://…}, {@code ssh://user@host[:port]/…} (or {@code user@host:path}),
 * {@code file://…} or a path. A name or password that was written into an HTTP address is not kept, since addresses
 * end up in logs and process lists; {@link #warning()} tells.
 */
public final class RepoLocation {
    private static final Set<String> SCHEMES = Set.of("https", "http", "ssh", "file");
    private static final Pattern SCHEME = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*(?=://)");
    private static final Pattern HELPER = Pattern.compile("\\s*[A-Za-z0-9]+::");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

    private final URIish uri;
    private final Optional<String> warning;

    private RepoLocation(URIish uri, Optional<String> warning) {
        this.uri = uri;
        this.warning = warning;
    }

    /**
     * Reads an address.
     *
     * @throws GitException ({@link GitException.Kind#INVALID}) when it is none that Fairlead speaks
     */
    public static RepoLocation parse(String written) {
        if (HELPER.matcher(written).lookingAt()) {
            throw invalid(Secrets.stripped(written), "Git's remote helpers are not run");
        }
        URIish given = read(written.strip());
        String scheme = given.getScheme() == null
                ? (given.getHost() == null ? "file" : "ssh")
                : given.getScheme().toLowerCase(Locale.ROOT);
        if (!SCHEMES.contains(scheme)) {
            throw invalid(Secrets.stripped(written), "the scheme '" + scheme + "' is not spoken");
        }
        boolean network = !scheme.equals("file");
        if (given.getPath() == null || (network && given.getHost() == null)) {
            throw invalid(Secrets.stripped(written), "it names no " + (network ? "host and path" : "path"));
        }
        return scheme.equals("file") ? ofPath(Path.of(given.getPath())) : ofNetwork(given.setScheme(scheme), scheme);
    }

    /** A repository in a folder of this machine. */
    public static RepoLocation ofPath(Path folder) {
        URIish uri = new URIish()
                .setScheme("file")
                .setPath(folder.toAbsolutePath().normalize().toString());
        return new RepoLocation(uri, Optional.empty());
    }

    private static RepoLocation ofNetwork(URIish given, String scheme) {
        boolean ssh = scheme.equals("ssh");
        boolean dropped = given.getPass() != null || (!ssh && given.getUser() != null);
        URIish kept = given.setPass(null);
        return new RepoLocation(
                ssh ? kept : kept.setUser(null),
                dropped
                        ? Optional.of("credentials written into the address were ignored:"
                                + " give them by environment, file or credential helper")
                        : Optional.empty());
    }

    private static URIish read(String written) {
        Matcher scheme = SCHEME.matcher(written);
        try {
            return new URIish(scheme.replaceFirst(found -> found.group().toLowerCase(Locale.ROOT)));
        } catch (URISyntaxException e) {
            throw invalid(Secrets.stripped(written), "it is no address of a repository");
        }
    }

    private static GitException invalid(String place, String cause) {
        return new GitException(
                GitException.Kind.INVALID,
                new Problem(place, cause, "write https://host/path, ssh://user@host/path or a folder"));
    }

    /** The same with this user, where it is reached by SSH and names none; any other address stays as it is. */
    public RepoLocation withUser(String name) {
        return isSsh() && uri.getUser() == null ? new RepoLocation(uri.setUser(name), warning) : this;
    }

    /** What to tell the user about the address as it was written, if anything. */
    public Optional<String> warning() {
        return warning;
    }

    /** The host, lower case; empty for a folder of this machine. */
    public String host() {
        return uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
    }

    boolean isHttp() {
        return uri.getScheme().startsWith("http");
    }

    boolean isSsh() {
        return uri.getScheme().equals("ssh");
    }

    boolean isFile() {
        return uri.getScheme().equals("file");
    }

    /** Would a secret cross a network unencrypted? */
    boolean isPlainText() {
        return uri.getScheme().equals("http") && !LOOPBACK.contains(host());
    }

    URIish uri() {
        return uri;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RepoLocation that && that.uri.equals(uri);
    }

    @Override
    public int hashCode() {
        return uri.hashCode();
    }

    /** The address, without any secret. */
    @Override
    public String toString() {
        return isFile() ? uri.getPath() : uri.toString();
    }
}
