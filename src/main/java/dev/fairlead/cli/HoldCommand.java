package dev.fairlead.cli;

import dev.fairlead.image.ImageName;
import dev.fairlead.image.ImageReference;
import dev.fairlead.image.Tag;
import dev.fairlead.update.config.read.Moments;
import dev.fairlead.update.holding.HoldRequest;
import dev.fairlead.update.holding.Holding;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fairlead hold}: a version that must not be proposed. */
@Command(
        name = "hold",
        description =
                "Keeps a version out of the config repository, or frees it again, by a pull request to fairlead.yaml.",
        footer = {
            "",
            "Examples:",
            "  fairlead hold contoso.azurecr.io/shop/api 1.9.0 --why 'loses carts, issue 812' --repo URL",
            "  fairlead hold contoso.azurecr.io/shop/api 1.9.0 --until 2026-12-24 --why 'after the sale' --repo URL",
            "  fairlead hold contoso.azurecr.io/shop/api --why 'the shop is closed' --repo URL    (every version)",
            "  fairlead hold --end contoso.azurecr.io/shop/api 1.9.0 --repo URL",
            "",
            "Exit codes: 0 done or nothing to do, 1 failed"
        })
final class HoldCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "IMAGE", description = "The image, or IMAGE:TAG.")
    private String image;

    @Parameters(index = "1", arity = "0..1", paramLabel = "TAG", description = "The version. Default: every version.")
    private Optional<String> tag;

    @Option(names = "--why", paramLabel = "TEXT", description = "The reason, which is shown wherever the hold is.")
    private Optional<String> why;

    @Option(
            names = "--until",
            paramLabel = "DATE",
            description = "When it ends by itself: 2026-12-24 or 2026-12-24T18:00:00Z.")
    private Optional<String> until;

    @Option(names = "--end", description = "End the hold of this version, or with no TAG every hold of the image.")
    private boolean end;

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Mixin
    private AmendOptions amend = new AmendOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        HoldRequest request = request(spec.commandLine())
                .withConfigFile(target.config())
                .delivered(amend.delivery(spec.commandLine()));
        HoldRequest asked = target.by(spec).map(request::by).orElse(request);
        HoldRequest wanted = target.dryRun() ? asked.asDryRun() : asked;
        return target.run(spec, environment -> Holding.run(wanted, environment));
    }

    private HoldRequest request(CommandLine command) {
        ImageReference named = AmendOptions.read(command, "IMAGE", () -> ImageReference.parse(image));
        if (tag.isPresent() && named.tag().isPresent()) {
            throw new ParameterException(command, "IMAGE has a tag, and TAG is given, too: keep one of them.");
        }
        Optional<Tag> version = tag.map(text -> AmendOptions.read(command, "TAG", () -> Tag.of(text)))
                .or(named::tag);
        ImageName name = named.name();
        if (end) {
            return ending(command, name, version);
        }
        String reason = why.filter(text -> !text.isBlank())
                .orElseThrow(
                        () -> new ParameterException(command, "Say why: a hold is shown with its reason (--why)."));
        HoldRequest request = HoldRequest.of(name, version, reason);
        return until.map(text -> AmendOptions.read(command, "--until", () -> Moments.parse(text)))
                .map(request::until)
                .orElse(request);
    }

    private HoldRequest ending(CommandLine command, ImageName name, Optional<Tag> version) {
        if (why.isPresent() || until.isPresent()) {
            throw new ParameterException(command, "--why and --until belong to a hold that begins, not to its --end.");
        }
        return HoldRequest.end(name, version);
    }
}
