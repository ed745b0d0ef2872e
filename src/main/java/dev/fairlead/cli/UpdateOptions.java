package dev.fairlead.cli;

import dev.fairlead.forge.MergeMethod;
import dev.fairlead.image.ImageReference;
import dev.fairlead.selection.Selector;
import dev.fairlead.selection.TagPolicy;
import dev.fairlead.update.ArgumentEntry;
import dev.fairlead.update.DeliveryArguments;
import dev.fairlead.update.Release;
import dev.fairlead.update.UpdateRequest;
import dev.fairlead.update.config.DigestStyle;
import dev.fairlead.update.config.ImageStyle;
import dev.fairlead.update.config.Scope;
import dev.fairlead.update.config.UpdateConfig;
import dev.fairlead.update.config.UpdateEntry;
import dev.fairlead.update.config.delivery.DeliverySettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of {@code fairlead update} that say what is updated, and how. */
final class UpdateOptions {
    /** How a change is delivered, as it is written. */
    enum Delivery {
        pullRequest,
        commit
    }

    /** Whether a digest is written, as it is written. */
    enum Digests {
        keep(DigestStyle.KEEP),
        pin(DigestStyle.PIN),
        pinOnce(DigestStyle.PIN_ONCE),
        drop(DigestStyle.DROP);

        private final DigestStyle style;

        Digests(DigestStyle style) {
            this.style = style;
        }
    }

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration in the repository. Default: fairlead.yaml, where no --image is given.")
    private Optional<String> config;

    @Option(
            names = "--group",
            paramLabel = "NAME",
            description = "Only this group of the configuration, or of several."
                    + " Without a configuration: the name of the branch and pull request.")
    private List<String> groups = List.of();

    @Option(
            names = "--image",
            paramLabel = "REF",
            description = "An image: with a tag, the version that a build tells; without, its newest by --select or by"
                    + " the --config.")
    private List<String> images = List.of();

    @Option(
            names = "--path",
            paramLabel = "PATH",
            description = "Edit only this file, folder or pattern, or several." + " Default: the whole repository.")
    private List<String> paths = List.of();

    @Option(names = "--select", paramLabel = "POLICY", description = "What makes a tag the newest: see fairlead tags.")
    private Optional<String> select;

    @Mixin
    private FilterOptions filters = new FilterOptions();

    @Option(
            names = "--digest",
            paramLabel = "STYLE",
            defaultValue = "keep",
            description = "Whether a digest is written: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Digests digest;

    @Option(names = "--allow-rollback", description = "An older version than the one in place may be written.")
    private boolean allowRollback;

    @Option(
            names = "--delivery",
            paramLabel = "WAY",
            defaultValue = "pullRequest",
            description = "${COMPLETION-CANDIDATES} (straight to the base branch). Default: ${DEFAULT-VALUE}.")
    private Delivery delivery;

    @Option(names = "--base", paramLabel = "BRANCH", description = "The branch to update. Default: the remote's own.")
    private Optional<String> base;

    @Option(names = "--title", paramLabel = "TEXT", description = "Of the pull request; {images} is filled in.")
    private Optional<String> title;

    @Option(names = "--message", paramLabel = "TEXT", description = "Of the commit; {images}, {changes} are filled in.")
    private Optional<String> message;

    @Option(names = "--label", paramLabel = "NAME", description = "A label of the pull request.")
    private List<String> labels = List.of();

    @Option(
            names = "--reviewer",
            paramLabel = "NAME",
            description = "A user, or a team as org/team, asked for a review.")
    private List<String> reviewers = List.of();

    @Option(names = "--draft", description = "Open the pull request as a draft.")
    private boolean draft;

    @Option(
            names = "--auto-merge",
            paramLabel = "METHOD",
            arity = "0..1",
            fallbackValue = "merge",
            description = "Ask the forge to merge when its rules are met: ${COMPLETION-CANDIDATES}.")
    private Optional<MergeMethod> autoMerge;

    @Option(
            names = "--release",
            paramLabel = "IMAGE[:TAG]",
            description = "Free this version, or whichever is newest, from its hold.")
    private List<String> releases = List.of();

    @Option(names = "--now", description = "In spite of schedules, pauses and limits of the configuration.")
    private boolean now;

    /** What the options ask for. */
    UpdateRequest request(CommandLine command) {
        List<ImageReference> named = images.stream()
                .map(text -> read(command, "--image", () -> ImageReference.parse(text)))
                .toList();
        UpdateRequest request =
                named.isEmpty() || config.isPresent() ? configured(command, named) : byArguments(command, named);
        for (String release : releases) {
            request = request.releasing(read(command, "--release", () -> Release.parse(release)));
        }
        return now ? request.atAnyTime() : request;
    }

    private UpdateRequest configured(CommandLine command, List<ImageReference> named) {
        said().ifPresent(option -> {
            throw new ParameterException(
                    command,
                    option + " goes with --image and without --config: what it says stands in the configuration.");
        });
        return UpdateRequest.configured()
                .withConfigFile(config.orElse(UpdateConfig.FILE))
                .onlyGroups(Set.copyOf(groups))
                .onlyImages(named.stream().map(ImageReference::name).collect(Collectors.toSet()))
                .telling(told(named));
    }

    /** The first option that a configuration would pass over. */
    private Optional<String> said() {
        Map<String, Boolean> said = new LinkedHashMap<>();
        said.put("--path", !paths.isEmpty());
        said.put("--select", select.isPresent());
        said.put("a filter of tags", filters.areGiven());
        said.put("--digest", digest != Digests.keep);
        said.put("--allow-rollback", allowRollback);
        said.put("--delivery", delivery != Delivery.pullRequest);
        said.put("--base", base.isPresent());
        said.put("--title", title.isPresent());
        said.put("--message", message.isPresent());
        said.put("--label", !labels.isEmpty());
        said.put("--reviewer", !reviewers.isEmpty());
        said.put("--draft", draft);
        said.put("--auto-merge", autoMerge.isPresent());
        return said.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private UpdateRequest byArguments(CommandLine command, List<ImageReference> named) {
        Optional<Selector> selector = read(command, "--select", this::selector);
        if (selector.isEmpty() && named.stream().anyMatch(image -> image.tag().isEmpty())) {
            throw new ParameterException(
                    command, "Say which version: give --image a tag, or add --select, or --config.");
        }
        if (selector.isEmpty() && filters.areGiven()) {
            throw new ParameterException(
                    command, "A filter says among which tags --select chooses, and there is none: add --select.");
        }
        if (groups.size() > 1) {
            throw new ParameterException(command, "Without --config there is one group: give --group once.");
        }
        UpdateEntry entry = ArgumentEntry.of(
                named.stream().map(ImageReference::name).toList(),
                selector,
                new ImageStyle(digest.style, allowRollback),
                read(command, "--path", () -> Scope.of(paths)),
                groups.stream().findFirst(),
                read(command, "--base", this::settings));
        return UpdateRequest.ofEntry(entry).telling(told(named));
    }

    private static List<ImageReference> told(List<ImageReference> named) {
        return named.stream().filter(image -> image.tag().isPresent()).toList();
    }

    private Optional<Selector> selector() {
        return select.map(policy -> new Selector(TagPolicy.parse(policy), filters.filter()));
    }

    private DeliverySettings settings() {
        return new DeliveryArguments(
                        delivery == Delivery.commit, base, title, message, labels, reviewers, draft, autoMerge)
                .settings();
    }

    /** A value that cannot be read is a mistake of the command line. */
    private static <T> T read(CommandLine command, String option, Supplier<T> value) {
        try {
            return value.get();
        } catch (dev.fairlead.FairleadException | IllegalArgumentException wrong) {
            throw new ParameterException(command, option + ": " + wrong.getMessage(), wrong);
        }
    }
}
