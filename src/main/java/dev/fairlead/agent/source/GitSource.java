package dev.fairlead.agent.source;

import dev.fairlead.configrepo.GitCredentials;
import dev.fairlead.configrepo.RepoLocation;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Files of a Git repository.
 *
 * @param location where it is
 * @param ref which of its commits
 * @param access how it is reached
 * @param files which of its files
 * @param verification whose signatures are wanted; empty: none
 */
public record GitSource(
        RepoLocation location, GitRef ref, Access access, Files files, Optional<GitVerification> verification)
        implements SourceSpec {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    /** All files of a public repository. */
    public static GitSource of(RepoLocation location, GitRef ref) {
        return new GitSource(
                location,
                ref,
                Access.by(GitCredentials.none()),
                new Files(false, List.of(), Optional.empty()),
                Optional.empty());
    }

    public GitSource with(Access changed) {
        return new GitSource(location, ref, changed, files, verification);
    }

    public GitSource with(Files changed) {
        return new GitSource(location, ref, access, changed, verification);
    }

    public GitSource with(GitRef changed) {
        return new GitSource(location, changed, access, files, verification);
    }

    public GitSource verifiedBy(GitVerification wanted) {
        return new GitSource(location, ref, access, files, Optional.of(wanted));
    }

    @Override
    public String place() {
        return location + " " + ref;
    }

    @Override
    public String identity() {
        return SourceSpec.identity(
                "git",
                location,
                ref,
                files.submodules(),
                files.sparse(),
                files.ignore().orElse(""),
                files.ignore().isPresent(),
                verification.map(GitVerification::identity).orElse(""));
    }

    /**
     * How a repository is reached. Entra's tokens and those of a GitHub App are credentials, too: {@code
     * GitCredentials.bearer} and {@code GitCredentials.token} ask for them at each use.
     *
     * @param authorities PEM texts of authorities to trust besides the JVM's own
     * @param knownHosts lines of a {@code known_hosts} file; empty: the user's own
     */
    public record Access(
            GitCredentials credentials,
            List<String> authorities,
            Optional<String> knownHosts,
            Optional<URI> proxy,
            Duration timeout) {
        public Access {
            authorities = List.copyOf(authorities);
        }

        /** With these credentials, the usual trust, and a minute's patience. */
        public static Access by(GitCredentials credentials) {
            return new Access(credentials, List.of(), Optional.empty(), Optional.empty(), TIMEOUT);
        }

        public Access within(Duration silence) {
            return new Access(credentials, authorities, knownHosts, proxy, silence);
        }

        public Access knowing(String hosts) {
            return new Access(credentials, authorities, Optional.of(hosts), proxy, timeout);
        }
    }

    /**
     * Which files.
     *
     * @param submodules whether those of submodules are wanted, too
     * @param sparse folders outside of which nothing is wanted; none: everything is
     * @param ignore lines in the syntax of {@code .gitignore}, after those of the {@code .sourceignore} files
     */
    public record Files(boolean submodules, List<String> sparse, Optional<String> ignore) {
        public Files {
            sparse = List.copyOf(sparse);
        }
    }
}
