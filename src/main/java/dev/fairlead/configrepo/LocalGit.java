package dev.fairlead.configrepo;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.jgit.transport.Transport;

/**
 * The {@code git} on the PATH, which serves a repository in a folder several times faster than JGit does in this
 * process.
 *
 * @param program its path
 */
record LocalGit(Path program) {
    private static final Optional<LocalGit> FOUND = search();

    static Optional<LocalGit> find() {
        return FOUND;
    }

    private static Optional<LocalGit> search() {
        String path = System.getenv("PATH");
        return path == null
                ? Optional.empty()
                : Arrays.stream(path.split(File.pathSeparator))
                        .filter(folder -> !folder.isBlank())
                        .map(folder -> Path.of(folder, "git"))
                        .filter(Files::isExecutable)
                        .findFirst()
                        .map(LocalGit::new);
    }

    /** Makes a transport of a local folder start this git, which then may filter and hand out objects by id. */
    void serve(Transport transport) {
        String quoted = "'" + program.toString().replace("'", "'\\''") + "'";
        transport.setOptionUploadPack(
                quoted + " -c uploadpack.allowFilter=true -c uploadpack.allowAnySHA1InWant=true upload-pack");
        transport.setOptionReceivePack(quoted + " receive-pack");
    }
}
