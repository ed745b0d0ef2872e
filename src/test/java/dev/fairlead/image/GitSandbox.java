package dev.fairlead.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A real Git repository, made by the git on this machine without a look at its user's configuration. */
public final class GitSandbox {
    private final Path folder;

    private GitSandbox(Path folder) {
        this.folder = folder;
    }

    public static GitSandbox init(Path folder) throws IOException {
        Files.createDirectories(folder);
        GitSandbox sandbox = new GitSandbox(folder);
        sandbox.git("init", "-q", "-b", "main");
        return sandbox;
    }

    /** A repository with one commit of one file. */
    public static GitSandbox withCommit(Path folder) throws IOException {
        GitSandbox sandbox = init(folder);
        sandbox.write("app.txt", "one\n");
        sandbox.git("add", ".");
        sandbox.git("commit", "-q", "-m", "First");
        return sandbox;
    }

    public static GitSandbox at(Path folder) {
        return new GitSandbox(folder);
    }

    public Path folder() {
        return folder;
    }

    public void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    public String commit(String text) throws IOException {
        write("app.txt", text);
        git("commit", "-q", "-a", "-m", "Change to " + text);
        return head();
    }

    public String head() throws IOException {
        return git("rev-parse", "HEAD");
    }

    /** Runs git here and gives what it prints. */
    public String git(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "git", "-c", "protocol.file.allow=always", "-c", "user.name=T", "-c", "user.email=t@example.org"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        builder.environment().put("GIT_COMMITTER_DATE", "2026-01-02T03:04:05Z");
        try {
            Process process = builder.start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            assertThat(process.waitFor()).as(command + ": " + printed).isZero();
            return printed;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    static void requireGit() {
        try {
            new ProcessBuilder("git", "--version").start().waitFor();
        } catch (IOException absent) {
            Assumptions.abort("git is not on the PATH");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
