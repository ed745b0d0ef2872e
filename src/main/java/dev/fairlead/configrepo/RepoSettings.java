package dev.fairlead.configrepo;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a connection to a remote needs besides credentials.
 *
 * @param cacheFolder where mirrors are kept; everything in it can be deleted at any time
 * @param timeout how long the remote may be silent
 * @param proxy an HTTP proxy; empty: as {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code NO_PROXY} say
 * @param certificateAuthorities PEM files of authorities to trust besides the JVM's own
 * @param sshFolder where {@code known_hosts}, {@code config} and keys are; empty: {@code ~/.ssh}
 * @param forkGit may a {@code git} on the PATH serve repositories in folders of this machine? It is faster
 */
public record RepoSettings(
        Path cacheFolder,
        Duration timeout,
        Optional<URI> proxy,
        List<Path> certificateAuthorities,
        Optional<Path> sshFolder,
        boolean forkGit) {
    public RepoSettings {
        certificateAuthorities = List.copyOf(certificateAuthorities);
        if (timeout.toSeconds() < 1) {
            throw new IllegalArgumentException("a timeout is at least one second: " + timeout);
        }
    }

    /** Mirrors in this folder, 60 seconds, and the environment's proxy. */
    public static RepoSettings in(Path cacheFolder) {
        return new RepoSettings(
                cacheFolder, Duration.ofSeconds(60), Optional.empty(), List.of(), Optional.empty(), true);
    }

    /** Mirrors in {@code fairlead/git} of the user's cache folder ({@code XDG_CACHE_HOME}, else {@code ~/.cache}). */
    public static RepoSettings defaults() {
        String xdg = System.getenv("XDG_CACHE_HOME");
        Path cache = xdg == null || xdg.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
        return in(cache.resolve("fairlead").resolve("git"));
    }

    public RepoSettings withTimeout(Duration silence) {
        return new RepoSettings(cacheFolder, silence, proxy, certificateAuthorities, sshFolder, forkGit);
    }

    public RepoSettings withProxy(URI through) {
        return new RepoSettings(cacheFolder, timeout, Optional.of(through), certificateAuthorities, sshFolder, forkGit);
    }

    public RepoSettings withCertificateAuthorities(List<Path> pemFiles) {
        return new RepoSettings(cacheFolder, timeout, proxy, pemFiles, sshFolder, forkGit);
    }

    public RepoSettings withSshFolder(Path folder) {
        return new RepoSettings(cacheFolder, timeout, proxy, certificateAuthorities, Optional.of(folder), forkGit);
    }

    /** Never start a {@code git} process: everything in this JVM. */
    public RepoSettings withoutForkedGit() {
        return new RepoSettings(cacheFolder, timeout, proxy, certificateAuthorities, sshFolder, false);
    }
}
