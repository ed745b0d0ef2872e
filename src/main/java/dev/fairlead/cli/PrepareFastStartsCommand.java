package dev.fairlead.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * Loads what short commands load, and ends: {@code bin/fairlead} runs it once with a JVM that writes the loaded classes
 * to its class-data-sharing archive.
 */
@Command(name = "prepare-fast-starts", hidden = true, description = "Used by bin/fairlead to make its start archive.")
final class PrepareFastStartsCommand implements Callable<Integer> {
    private static final String MANIFEST = """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: api
            spec:
              template:
                spec:
                  containers:
                    - name: api
                      image: "registry.example/api:1.0.0" # the version
            """;

    @Override
    public Integer call() throws IOException {
        Path folder = Files.createTempDirectory("fairlead");
        Path manifest = folder.resolve("deployment.yaml");
        try {
            Files.writeString(manifest, MANIFEST, StandardCharsets.UTF_8);
            runQuietly("--version");
            runQuietly("rewrite", "--help");
            runQuietly("scan", manifest.toString());
            runQuietly("rewrite", manifest.toString(), "--image", "registry.example/api:1.1.0", "--diff");
            runQuietly("rewrite", manifest.toString(), "--image", "registry.example/api:1.1.0", "--write");
        } finally {
            Files.deleteIfExists(manifest);
            Files.deleteIfExists(folder);
        }
        return ExitCode.DONE;
    }

    private static void runQuietly(String... args) {
        PrintWriter nowhere = new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Main.commandLine().setOut(nowhere).setErr(nowhere).execute(args);
    }
}
