package dev.fairlead.configrepo;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.transport.Transport;

/**
 * The {@code git} on the PATH. It is never needed, but it serves a repository in a folder and indexes a large pack
 * several times faster than JGit does in this process.
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
        String quoted = "exec '" + program.toString().replace("'", "'\\''") + "'";
        transport.setOptionUploadPack(
                quoted + " -c uploadpack.allowFilter=true -c uploadpack.allowAnySHA1InWant=true upload-pack");
        transport.setOptionReceivePack(quoted + " receive-pack");
    }

    /** Stores a pack in a repository and makes its objects known there. */
    void indexPack(InputStream pack, FileRepository repository) throws IOException {
        File folder = repository.getDirectory();
        Process process = start(List.of(
                program.toString(), "--git-dir=" + folder, "index-pack", "--stdin", "--fix-thin", "--threads=2"));
        try {
            feed(pack, process.getOutputStream());
        } catch (IOException e) {
            process.destroy();
            throw e;
        }
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (exit(process) != 0 || !told.startsWith("pack\t")) {
            throw new MirrorFailure("git index-pack: " + told);
        }
        String name = "pack-" + told.substring(told.indexOf('\t') + 1) + ".pack";
        repository.getObjectDatabase().openPack(new File(folder, "objects/pack/" + name));
    }

    /** Throws only what reading the pack throws: when the process dies, what it said tells more. */
    private static void feed(InputStream pack, OutputStream process) throws IOException {
        byte[] buffer = new byte[1 << 16];
        for (int n; (n = pack.read(buffer)) >= 0; ) {
            try {
                process.write(buffer, 0, n);
            } catch (IOException e) {
                break;
            }
        }
        try {
            process.close();
        } catch (IOException e) {
            // It is gone already.
        }
    }

    private static Process start(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        return builder.start();
    }

    private static int exit(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroy();
            throw new IOException("interrupted", e);
        }
    }
}
