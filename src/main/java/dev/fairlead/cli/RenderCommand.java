package dev.fairlead.cli;

import dev.fairlead.render.Rendering;
import dev.fairlead.render.kustomize.KustomizeBinary;
import dev.fairlead.render.kustomize.KustomizeOptions;
import dev.fairlead.render.kustomize.KustomizeOptions.Order;
import dev.fairlead.render.kustomize.KustomizeRenderer;
import dev.fairlead.render.yaml.YamlWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fairlead render}: the objects that a folder with a kustomization, or a chart, stands for. */
@Command(
        name = "render",
        description =
                "Prints the objects that a folder with a kustomization, or a Helm chart, stands for, as the kustomize and"
                        + " helm binaries would.",
        footer = {
            "",
            "Nothing is run and nothing is loaded from elsewhere, unless a binary is named for it.",
            "",
            "Examples:",
            "  fairlead render apps/web/overlays/production",
            "  fairlead render charts/web --values values-prod.yaml --namespace shop"
        })
final class RenderCommand implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String BINARY = "FAIRLEAD_KUSTOMIZE";

    @Parameters(paramLabel = "DIR", description = "The folder with the kustomization or the chart, or a packed chart.")
    private Path folder = Path.of(".");

    @Option(
            names = "--reorder",
            paramLabel = "ORDER",
            defaultValue = "legacy",
            description = "legacy: by kind, as they can be applied (the default); none: as they are read."
                    + " What sortOptions in the kustomization says counts more.")
    private Order order = Order.LEGACY;

    @Option(names = "--allow-outside-root", description = "Read files outside of their kustomization's folder, too.")
    private boolean outsideRoot;

    @Option(
            names = "--enable-managedby-label",
            description = "Give every object the label app.kubernetes.io/managed-by.")
    private boolean managedByLabel;

    @Option(
            names = "--kustomize",
            paramLabel = "PROGRAM",
            description = "A kustomize binary for what this renderer does not know; without plugins, for at most 60"
                    + " seconds. Default: $" + BINARY + ", else none.")
    private Optional<Path> binary = Optional.empty();

    @Option(names = "--allow-remote", description = "Let the kustomize binary load remote resources and bases.")
    private boolean remote;

    @ArgGroup(heading = "%nFor charts:%n", exclusive = false)
    private ChartOptions chart = new ChartOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return ChartOptions.isChart(folder) ? chart.render(folder, spec, LIMIT) : kustomized();
    }

    private int kustomized() {
        Rendering rendering = new KustomizeRenderer(options()).render(folder);
        Console console = Console.of(spec);
        console.out().print(YamlWriter.writeAll(rendering.objects()));
        console.out().flush();
        return ExitCode.DONE;
    }

    private KustomizeOptions options() {
        KustomizeOptions options = KustomizeOptions.DEFAULT
                .withOrder(order)
                .withManagedByLabel(managedByLabel)
                .withOutsideRoot(outsideRoot)
                .withRemote(remote);
        String configured = Main.environment(spec).getOrDefault(BINARY, "");
        return binary.or(() -> configured.isEmpty() ? Optional.empty() : Optional.of(Path.of(configured)))
                .map(program -> options.withBinary(new KustomizeBinary(program, LIMIT)))
                .orElse(options);
    }
}
