package dev.fairlead.cli;

import dev.fairlead.image.ImageName;
import dev.fairlead.update.UpdateRequest;
import dev.fairlead.update.Updates;
import dev.fairlead.update.promote.PromotionOrder;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fairlead promote}: to the next environment, by hand. */
@Command(
        name = "promote",
        description =
                "Brings what one environment runs to another, by a pull request, as fairlead update does by itself.",
        footer = {
            "",
            "Examples:",
            "  fairlead promote --to staging --repo URL                  (from the environment before, when it has soaked)",
            "  fairlead promote --from dev --to prod --image contoso.azurecr.io/shop/api --now --repo URL",
            "",
            "Exit codes: 0 done or nothing to do, 1 failed, 4 done in part (what was not is listed)"
        })
final class PromoteCommand implements Callable<Integer> {
    @Mixin
    private TargetOptions target = new TargetOptions();

    @Option(
            names = "--from",
            paramLabel = "NAME",
            description =
                    "The environment whose versions are meant. Default: the one before, as the configuration says.")
    private Optional<String> from;

    @Option(names = "--to", paramLabel = "NAME", required = true, description = "The environment that gets them.")
    private String to;

    @Option(names = "--image", paramLabel = "IMAGE", description = "Only this image, or several.")
    private List<String> images = List.of();

    @Option(
            names = "--now",
            description = "Wait neither for soak times and health nor for schedules; the pull request says so.")
    private boolean now;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        UpdateRequest configured = UpdateRequest.configured()
                .withConfigFile(target.config())
                .onlyImages(images.stream()
                        .map(text -> AmendOptions.read(spec.commandLine(), "--image", () -> ImageName.parse(text)))
                        .collect(Collectors.toSet()))
                .promoting(new PromotionOrder(from, to, now, target.by(spec)));
        UpdateRequest wanted = target.dryRun() ? configured.asDryRun() : configured;
        return target.run(spec, environment -> Updates.run(wanted, environment));
    }
}
