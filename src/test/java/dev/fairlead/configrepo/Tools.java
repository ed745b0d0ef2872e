package dev.fairlead.configrepo;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** Runs the programs that prove from outside what the code did: git, gpg, ssh-keygen. */
public final class Tools {
    private Tools() {}

    /** The path of a program; the test is skipped when it is not there. */
    public static Path require(String program) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Arrays.stream(path.split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseGet(() -> Assumptions.abort("there is no " + program + " on the PATH"));
    }

    /** What the program prints; fails when it fails. */
    public static String run(Path folder, Map<String, String> environment, String input, String... command)
            throws IOException, InterruptedException {
        Path program = require(command[0]);
        List<String> words = new java.util.ArrayList<>(List.of(command));
        words.set(0, program.toString());
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        builder.environment()
                .putAll(Map.of("GIT_CONFIG_NOSYSTEM", "1", "HOME", folder.toString(), "LC_ALL", "C.UTF-8"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " failed: " + output);
        }
        return output;
    }

    public static String run(Path folder, String... command) throws IOException, InterruptedException {
        return run(folder, Map.of(), "", command);
    }
}
