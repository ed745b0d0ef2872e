package dev.fairlead.cli;

import dev.fairlead.image.ImageReference;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/**
 * Loads what short commands and an update load, and ends: {@code bin/fairlead} runs it once with a JVM that writes the loaded classes
 * to its class-data-sharing archive.
 */
@Command(name = "prepare-fast-starts", hidden = true, description = "Used by bin/fairlead to make its start archive.")
final class PrepareFastStartsCommand implements Callable<Integer> {
    static final String MANIFEST = """
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
            runQuietly("update", "--help");
            new PracticeUpdate(folder).run(MANIFEST, ImageReference.parse("registry.example/api:1.1.0"));
        } finally {
            delete(folder);
        }
        return ExitCode.DONE;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static void runQuietly(String... args) {
        PrintWriter nowhere = new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Main.commandLine().setOut(nowhere).setErr(nowhere).execute(args);
    }
}
