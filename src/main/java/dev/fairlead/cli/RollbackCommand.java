package dev.fairlead.cli;

import dev.fairlead.image.ImageReference;
import dev.fairlead.image.Tag;
import dev.fairlead.update.config.Scope;
import dev.fairlead.update.config.read.Moments;
import dev.fairlead.update.rollback.Rollback;
import dev.fairlead.update.rollback.RollbackRequest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fairlead rollback}: back to what ran before. */
@Command(
        name = "rollback",
        description = "Goes back to what the config repository held before, and holds what is left, by a pull request.",
        footer = {
            "",
            "Without a version, the newest change of the place is undone. Examples:",
            "  fairlead rollback --environment prod --why 'carts are lost' --repo URL",
            "  fairlead rollback --path apps/shop/overlays/prod --why 'carts are lost' --repo URL",
            "  fairlead rollback --image contoso.azurecr.io/shop/api:1.9.0 --why 'carts are lost' --repo URL",
            "  fairlead rollback --image contoso.azurecr.io/shop/api --environment prod --to 1.7.2 --why TEXT --repo URL",
            "",
            "Exit codes: 0 done or nothing to do, 1 failed, 4 done in part (what was not is listed)"
        })
final class RollbackCommand implements Callable<Integer> {
    @Option(names = "--environment", paramLabel = "NAME", description = "An environment of the configuration.")
    private Optional<String> environment;

    @Option(names = "--path", paramLabel = "PATH", description = "A file, folder or pattern, or several.")
    private List<String> paths = List.of();

    @Option(
            names = "--image",
            paramLabel = "IMAGE[:TAG]",
            description = "Only this image; with a tag, every field that holds this version.")
    private Optional<String> image;

    @Option(names = "--to", paramLabel = "TAG", description = "Which of its earlier versions. Default: the last one.")
    private Optional<String> to;

    @Option(
            names = "--why",
            paramLabel = "TEXT",
            required = true,
            description = "The reason, which is shown everywhere.")
    private String why;

    @Option(
            names = "--until",
            paramLabel = "DATE",
            description = "When the hold of what is left ends: 2026-12-24 or 2026-12-24T18:00:00Z. Default: never.")
    private Optional<String> until;

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Mixin
    private AmendOptions amend = new AmendOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        RollbackRequest request = request(spec.commandLine())
                .withConfigFile(target.config())
                .delivered(amend.delivery(spec.commandLine()));
        RollbackRequest asked = target.by(spec).map(request::by).orElse(request);
        RollbackRequest wanted = target.dryRun() ? asked.asDryRun() : asked;
        return target.run(spec, environment -> Rollback.run(wanted, environment));
    }

    private RollbackRequest request(CommandLine command) {
        if (environment.isEmpty() && paths.isEmpty() && image.isEmpty()) {
            throw new ParameterException(command, "Say what goes back: --environment, --path or --image.");
        }
        if (environment.isPresent() && !paths.isEmpty()) {
            throw new ParameterException(command, "An environment says its paths: keep --environment or --path.");
        }
        if (to.isPresent() && image.isEmpty()) {
            throw new ParameterException(command, "--to is a version of an --image.");
        }
        if (why.isBlank()) {
            throw new ParameterException(command, "Say why: a rollback is shown with its reason (--why).");
        }
        Scope scope = AmendOptions.read(command, "--path", () -> Scope.of(paths));
        RollbackRequest request = image.map(
                        text -> AmendOptions.read(command, "--image", () -> ImageReference.parse(text)))
                .map(named -> RollbackRequest.of(named.name(), why)
                        .leaving(named.tag())
                        .in(environment, scope))
                .orElseGet(() -> RollbackRequest.of(environment, scope, why));
        RollbackRequest going = to.map(tag -> AmendOptions.read(command, "--to", () -> Tag.of(tag)))
                .map(request::to)
                .orElse(request);
        return until.map(text -> AmendOptions.read(command, "--until", () -> Moments.parse(text)))
                .map(going::until)
                .orElse(going);
    }
}
