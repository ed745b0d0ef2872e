package dev.fairlead.cli;

import dev.fairlead.image.ImageReference;
import dev.fairlead.registry.RegistrySettings;
import dev.fairlead.registry.remote.RemoteRegistries;
import dev.fairlead.selection.DowngradeGuard;
import dev.fairlead.selection.GuardVerdict;
import dev.fairlead.selection.Selection;
import dev.fairlead.selection.SelectionRequest;
import dev.fairlead.selection.Selections;
import dev.fairlead.selection.Selector;
import dev.fairlead.selection.TagPolicy;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fairlead tags}: the newest tag of an image, and why the others lost. */
@Command(
        name = "tags",
        description = "The newest tag of an image by a policy, and with --explain why every other one lost.",
        footer = {
            "",
            "Policies:",
            "  semver:RANGE              versions: ^1.4, ~1.4.2, '>=1.4 <2', 1.x, '1.2 - 1.4', '^1 || ^3'; add -0 for",
            "                            pre-releases",
            "  calver:LAYOUT             calendar versions: YYYY.0M.MICRO, YYYY0M0D-hhmmss",
            "  numeric[:asc|desc]        whole numbers of any length",
            "  alphabetical[:asc|desc]   the order of ASCII",
            "  newest                    the last push, by the registry's clock; newest:built: the last build",
            "  digest:TAG                that tag, by its digest",
            "",
            "Examples:",
            "  fairlead tags contoso.azurecr.io/team/app --select semver:^1.4",
            "  fairlead tags contoso.azurecr.io/team/app --select numeric \\",
            "      --extract '^main-[0-9a-f]{7}-(?P<ts>[0-9]{14})$' --explain",
            "  fairlead tags nginx:1.27.0 --select 'semver:>=1.27 <2' --exclude glob:*-perl --platform linux/arm64",
            "  fairlead tags contoso.azurecr.io/team/app --select newest --include ^main- --min-age 3d --output json"
        })
final class TagsCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "IMAGE",
            description = "The image. With a tag, this is taken for the one in use, and going from it to the newest is"
                    + " judged: an update, or a downgrade.")
    private String image;

    @Option(
            names = "--select",
            required = true,
            paramLabel = "POLICY",
            description = "What makes a tag the newest; see the policies below.")
    private String policy;

    @Mixin
    private FilterOptions filter = new FilterOptions();

    @Mixin
    private RuleOptions rules = new RuleOptions();

    @Option(names = "--explain", description = "Say for every tag that lost why it did.")
    private boolean explain;

    @Mixin
    private OutputOption output = new OutputOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        ImageReference reference = ImageReference.parse(image);
        Selector selector = new Selector(TagPolicy.parse(policy), filter.filter());
        SelectionRequest request = SelectionRequest.of(reference.name(), selector, Instant.now())
                .holding(reference.tag().stream().toList());
        RegistrySettings settings = RegistrySettings.fromEnvironment(Main.environment(spec));
        Selection selection;
        try (RemoteRegistries registries = RemoteRegistries.open(settings)) {
            SelectionRequest gated = request.through(rules.gate(registries));
            selection = Selections.select(explain ? gated.explained() : gated, registries.forImage(reference.name()));
        }
        Optional<GuardVerdict> verdict = reference.tag().map(tag -> DowngradeGuard.judge(selection, reference, false));
        new TagsOutput(Console.of(spec), explain).print(selection, verdict, output.format());
        boolean good = selection.chosen().isPresent()
                && verdict.map(GuardVerdict::allowed).orElse(true);
        return good ? ExitCode.DONE : ExitCode.FAILED;
    }
}
