package dev.fairlead.cli;

import dev.fairlead.FairleadException;
import dev.fairlead.Problem;
import dev.fairlead.image.Digest;
import dev.fairlead.image.ImageMetadata;
import dev.fairlead.image.ImageName;
import dev.fairlead.image.ImageProposal;
import dev.fairlead.image.ProposalPrinter;
import dev.fairlead.image.TagTemplate;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fairlead metadata}: what a build should call its image. */
@Command(
        name = "metadata",
        description = "What this build should call its image: tags, labels and build arguments, from Git and the CI.",
        footer = {
            "",
            "Examples:",
            "  fairlead metadata",
            "  TAG=$(fairlead metadata --output tag)",
            "  docker build $(fairlead metadata --output args) -t contoso.azurecr.io/app:$TAG .",
            "  eval \"$(fairlead metadata --image contoso.azurecr.io/app --output env)\"; echo $IMAGE_REFERENCE",
            "  fairlead metadata --template '<branch-slug>.<build>' --output json",
            "",
            "Fields of a template: <branch-slug> <sha7> <sha> <semver> <git-tag> <build> <epoch> <yyyymmddHHMMSS> <dirty>",
            "FAIRLEAD_COMMIT, FAIRLEAD_BRANCH, FAIRLEAD_GIT_TAG, FAIRLEAD_BUILD_NUMBER and SOURCE_DATE_EPOCH go before",
            "what Git and the CI tell."
        })
final class MetadataCommand implements Callable<Integer> {
    /** What is printed. */
    enum Format {
        text,
        json,
        env,
        tag,
        args
    }

    @Parameters(
            paramLabel = "DIR",
            defaultValue = ".",
            description = "A folder of the sources that are built. Default: this folder.")
    private Path folder;

    @Option(
            names = "--template",
            paramLabel = "TEMPLATE",
            description = "How tags are made, as often as wanted. Default: <branch-slug>-<sha7>-<yyyymmddHHMMSS>, and"
                    + " <semver> where the commit has a Git tag with a version.")
    private List<String> templates = List.of();

    @Option(names = "--image", paramLabel = "NAME", description = "The image that is built, to print whole references.")
    private Optional<String> image;

    @Option(
            names = "--digest",
            paramLabel = "DIGEST",
            description = "The digest that the push gave (sha256:…), to print the reference that pins it.")
    private Optional<String> digest;

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES}: for people, all facts, assignments for sh, the first tag alone,"
                    + " --build-arg and --label arguments. Default: ${DEFAULT-VALUE}.")
    private Format format;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        boolean own = !templates.isEmpty();
        List<TagTemplate> wanted = own
                ? templates.stream().map(TagTemplate::parse).toList()
                : List.of(TagTemplate.DEFAULT, TagTemplate.SEMVER);
        Optional<ImageName> name = image.map(ImageName::parse);
        Optional<Digest> pushed = digest.map(Digest::parse);
        ImageMetadata metadata = ImageMetadata.read(folder, Main.environment(spec), Instant.now());
        ImageProposal proposal = ImageProposal.of(metadata, wanted).named(name, pushed);
        Console console = Console.of(spec);
        metadata.notes().forEach(note -> console.err().println("fairlead: note: " + note));
        if (own) {
            proposal.withheld().forEach(problem -> console.err().println("fairlead: " + problem));
        }
        if (proposal.tags().isEmpty()) {
            throw new FairleadException(withheld(proposal));
        }
        print(proposal, console.out());
        return own && !proposal.withheld().isEmpty() ? ExitCode.IN_PART : ExitCode.DONE;
    }

    /** Why there is no tag: by the first template, which is the one that was to name the image. */
    private Problem withheld(ImageProposal proposal) {
        Problem first = proposal.withheld().get(0);
        return new Problem(folder + " (" + first.place() + ")", first.cause(), first.remedy());
    }

    private void print(ImageProposal proposal, PrintWriter out) {
        switch (format) {
            case json -> out.println(ProposalPrinter.json(proposal));
            case env -> out.println(ProposalPrinter.environment(proposal));
            case tag -> out.println(proposal.tags().get(0));
            case args -> out.println(ProposalPrinter.arguments(proposal));
            case text -> printText(proposal, out);
        }
        out.flush();
    }

    private static void printText(ImageProposal proposal, PrintWriter out) {
        proposal.tags().forEach(tag -> out.println("tag     " + tag));
        proposal.reference().ifPresent(reference -> out.println("image   " + reference));
        proposal.labels().forEach((name, value) -> out.println("label   " + name + "=" + printable(value)));
        proposal.withheld().forEach(problem -> out.println("no tag  " + problem.place() + ": " + problem.cause()));
    }

    /** What Git or a CI says cannot steer the terminal. */
    private static String printable(String value) {
        return value.replaceAll("[\\p{Cc}\\p{Cf}]", "?");
    }
}
