package dev.fairlead.configrepo;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.util.FS;

/**
 * Where Git's configuration of the whole system is. JGit starts {@code git} twice to learn it; a git that was built for
 * {@code /usr}, as those of Linux distributions are, reads {@code /etc/gitconfig} (see {@code ETC_GITCONFIG} in its Makefile).
 */
final class SystemConfig {
    private static final Path GIT = Path.of("/usr/bin/git");
    private static final Path FILE = Path.of("/etc/gitconfig");

    private SystemConfig() {}

    /** Tells JGit, where it is known. */
    static void tell() {
        find(LocalGit.find(), System.getenv()).ifPresent(FS.DETECTED::setGitSystemConfig);
    }

    /** The file; empty where only git itself can tell. */
    static Optional<File> find(Optional<LocalGit> git, Map<String, String> environment) {
        boolean linux = System.getProperty("os.name", "").equals("Linux");
        return git.map(LocalGit::program)
                .filter(program -> linux && program.equals(GIT) && !Files.isSymbolicLink(program))
                .filter(program -> !environment.containsKey("GIT_CONFIG_SYSTEM") && Files.isReadable(FILE))
                .map(program -> FILE.toFile());
    }
}
