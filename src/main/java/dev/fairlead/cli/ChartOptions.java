package dev.fairlead.cli;

import dev.fairlead.FairleadException;
import dev.fairlead.Problem;
import dev.fairlead.render.helm.ChartRelease;
import dev.fairlead.render.helm.EmbeddedHelm;
import dev.fairlead.render.helm.HelmBinary;
import dev.fairlead.render.helm.HelmRenderer;
import dev.fairlead.render.helm.HelmRendering;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** How a chart is rendered. */
final class ChartOptions {
    private static final String BINARY = "FAIRLEAD_HELM";

    @Option(
            names = "--values",
            paramLabel = "FILE",
            description = "Values over the chart's own; may be given several times, and a later one counts more.")
    private List<Path> values = List.of();

    @Option(names = "--release", paramLabel = "NAME", description = "The release. Default: the chart's folder.")
    private Optional<String> release = Optional.empty();

    @Option(names = "--namespace", paramLabel = "NAME", description = "The release's namespace. Default: default.")
    private String namespace = "default";

    @Option(
            names = "--kube-version",
            paramLabel = "VERSION",
            description = "Kubernetes, as the chart sees it. Default: " + ChartRelease.KUBE_VERSION + ".")
    private String kubeVersion = ChartRelease.KUBE_VERSION;

    @Option(names = "--no-crds", description = "Leave out the definitions in crds/.")
    private boolean noCrds;

    @Option(names = "--no-hooks", description = "Leave out hooks and tests.")
    private boolean noHooks;

    @Option(
            names = "--helm",
            paramLabel = "PROGRAM",
            description = "A helm binary in place of the embedded one. Default: $" + BINARY + ", else none.")
    private Optional<Path> binary = Optional.empty();

    static boolean isChart(Path path) {
        return Files.isRegularFile(path.resolve("Chart.yaml"))
                || (Files.isRegularFile(path) && path.toString().endsWith(".tgz"));
    }

    /** Prints what the chart stands for, and on standard error what it asks that cannot be had. */
    int render(Path chart, CommandSpec spec, Duration limit) {
        HelmRendering rendering = renderer(spec, limit).render(asked(chart));
        Console console = Console.of(spec);
        PrintWriter out = console.out();
        out.print(rendering.manifest());
        if (!noHooks) {
            rendering.hooks().forEach(hook -> out.print("---\n" + hook));
        }
        out.flush();
        rendering.warnings().forEach(warning -> console.err().println("warning  " + warning));
        return ExitCode.DONE;
    }

    private HelmRenderer renderer(CommandSpec spec, Duration limit) {
        String configured = Main.environment(spec).getOrDefault(BINARY, "");
        return binary.or(() -> configured.isEmpty() ? Optional.empty() : Optional.of(Path.of(configured)))
                .<HelmRenderer>map(program -> new HelmBinary(program, limit))
                .orElseGet(EmbeddedHelm::new);
    }

    private ChartRelease asked(Path chart) {
        String folder = chart.toAbsolutePath().normalize().getFileName().toString();
        ChartRelease asked = ChartRelease.of(
                        chart, release.orElseGet(() -> folder.replaceAll("-[0-9].*\\.tgz$|\\.tgz$", "")), namespace)
                .withValues(values.stream().map(ChartOptions::read).toList())
                .withKubeVersion(kubeVersion);
        return noCrds ? asked.withoutCrds() : asked;
    }

    private static ChartRelease.Values read(Path file) {
        try {
            return new ChartRelease.Values(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new FairleadException(
                    new Problem(file.toString(), "the values cannot be read: " + e.getMessage(), "check the path"), e);
        }
    }
}
