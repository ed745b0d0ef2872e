package dev.fairlead.render.kustomize;

import dev.fairlead.Problem;
import dev.fairlead.render.RenderException;
import dev.fairlead.render.Rendering;
import dev.fairlead.render.yaml.Node;
import dev.fairlead.render.yaml.Values;
import dev.fairlead.render.yaml.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The kustomize program, for what this renderer does not know. It runs without plugins and without Helm, sees nothing of the environment but the path to
 * programs, reads files below its root only unless told otherwise, and is killed when its time is up.
 *
 * @param program the program
 * @param limit how long one render may take
 */
public record KustomizeBinary(Path program, Duration limit) {
    private static final int MOST_OUTPUT = 256 << 20;
    private static final int MOST_MESSAGE = 2_000;

    /** Renders a folder. */
    Rendering render(Path folder, KustomizeOptions options) {
        Path work = null;
        try {
            work = Files.createTempDirectory("fairlead-kustomize");
            Path out = work.resolve("out");
            Path err = work.resolve("err");
            Process process = start(folder, options, work, out, err);
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
                throw failed(folder, "did not end within " + limit.toSeconds() + " s", "give it more time");
            }
            if (process.exitValue() != 0) {
                throw failed(folder, "failed: " + message(err), "correct the kustomization");
            }
            return read(out, folder);
        } catch (IOException e) {
            throw new RenderException(
                    new Problem(
                            program.toString(),
                            "the kustomize binary cannot be run: " + e.getMessage(),
                            "configure the path of an executable kustomize"),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RenderException(new Problem(folder.toString(), "the render was interrupted", "render again"), e);
        } finally {
            delete(work);
        }
    }

    private Process start(Path folder, KustomizeOptions options, Path work, Path out, Path err) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString(), "build"));
        command.add("--reorder=" + (options.order() == KustomizeOptions.Order.LEGACY ? "legacy" : "none"));
        if (options.outsideRoot()) {
            command.add("--load-restrictor=LoadRestrictionsNone");
        }
        if (options.managedByLabel()) {
            command.add("--enable-managedby-label");
        }
        command.add(folder.toAbsolutePath().toString());
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        Map<String, String> environment = builder.environment();
        String path = environment.getOrDefault("PATH", "");
        environment.clear();
        environment.put("PATH", path);
        environment.put("HOME", work.toString());
        environment.put("GIT_TERMINAL_PROMPT", "0");
        return builder.start();
    }

    private static Rendering read(Path out, Path folder) throws IOException {
        if (Files.size(out) > MOST_OUTPUT) {
            throw failed(folder, "printed more than 256 MiB", "render less at once");
        }
        List<Map<String, Object>> objects = new ArrayList<>();
        for (Node node :
                YamlReader.file(Files.readString(out), folder.toString()).documents()) {
            objects.add(Values.object(node));
        }
        return new Rendering(objects);
    }

    private static String message(Path err) throws IOException {
        try (InputStream in = Files.newInputStream(err)) {
            String text = new String(in.readNBytes(MOST_MESSAGE), StandardCharsets.UTF_8).strip();
            return text.replaceAll("(://)[^/@\\s]*@", "$1").replaceAll("\\s+", " ");
        }
    }

    private static RenderException failed(Path folder, String cause, String remedy) {
        return new RenderException(new Problem(folder.toString(), "the kustomize binary " + cause, remedy));
    }

    private static void delete(@Nullable Path work) {
        if (work == null) {
            return;
        }
        try (var files = Files.walk(work)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // The system clears its folder for temporary files.
            work.toFile().deleteOnExit();
        }
    }
}
