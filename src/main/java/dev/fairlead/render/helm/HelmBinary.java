package dev.fairlead.render.helm;

import dev.fairlead.Problem;
import dev.fairlead.render.RenderException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The {@code helm} binary, where one is configured: {@code helm template}, within a time limit, in a folder of its own, with no
 * kubeconfig, no plugins and nothing of the user's Helm settings.
 */
public final class HelmBinary implements HelmRenderer {
    private final Path program;
    private final Duration limit;

    /**
     * A binary.
     *
     * @param limit for one rendering
     */
    public HelmBinary(Path program, Duration limit) {
        this.program = program;
        this.limit = limit;
    }

    @Override
    public HelmRendering render(ChartRelease release) {
        try (WorkingChart chart = WorkingChart.of(release.chart())) {
            List<String> command = new ArrayList<>(List.of(
                    program.toString(),
                    "template",
                    release.name(),
                    chart.folder().toString(),
                    "--namespace",
                    release.namespace()));
            if (release.crds()) {
                command.add("--include-crds");
            } else {
                command.add("--skip-crds");
            }
            command.addAll(List.of("--kube-version", release.kubeVersion()));
            for (ChartRelease.Values values : release.values()) {
                Path file = chart.file("values-" + command.size() + ".yaml", values.yaml());
                command.addAll(List.of("--values", file.toString()));
            }
            List<String> plain = new ArrayList<>(command);
            plain.add("--no-hooks");
            String manifest = run(release, chart, plain);
            List<String> all = new ArrayList<>(Documents.of(run(release, chart, command)));
            Documents.of(manifest).forEach(all::remove);
            return new HelmRendering(manifest, all, chart.warnings());
        }
    }

    private String run(ChartRelease release, WorkingChart chart, List<String> command) {
        Path output = chart.file("output", "");
        Path errors = chart.file("errors", "");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(chart.folder().toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        String home = chart.home().toString();
        Map<String, String> environment = new HashMap<>(Map.of(
                "HOME", home, "HELM_PLUGINS", home + "/none", "KUBECONFIG", home + "/none", "HELM_NO_PLUGINS", "1"));
        builder.environment().keySet().removeIf(name -> name.startsWith("HELM_") || name.startsWith("KUBE"));
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new RenderException(new Problem(
                        release.chart().toString(), "helm did not end within " + limit, "give it more time"));
            }
            if (process.exitValue() != 0) {
                throw HelmFailure.of(release, Files.readString(errors), new IOException("exit " + process.exitValue()));
            }
            String printed = Files.readString(output, StandardCharsets.UTF_8);
            return printed.isBlank() ? "" : printed;
        } catch (IOException e) {
            throw new RenderException(
                    new Problem(program.toString(), "it cannot be run: " + e.getMessage(), "check the path of helm"),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RenderException(new Problem(program.toString(), "it was interrupted", "run again"), e);
        }
    }
}
