package dev.fairlead.cli;

import dev.fairlead.forge.MergeMethod;
import dev.fairlead.image.ImageReference;
import dev.fairlead.selection.Selector;
import dev.fairlead.selection.TagPolicy;
import dev.fairlead.update.ArgumentEntry;
import dev.fairlead.update.config.DigestStyle;
import dev.fairlead.update.config.ImageStyle;
import dev.fairlead.update.config.PathPattern;
import dev.fairlead.update.config.Scope;
import dev.fairlead.update.config.UpdateEntry;
import dev.fairlead.update.config.delivery.DeliverySettings;
import dev.fairlead.update.config.delivery.PullRequestSettings;
import dev.fairlead.update.config.delivery.Template;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** An update that the arguments describe, where {@code fairlead.yaml} does not. */
final class EntryOptions {
    /** How a change is delivered. */
    enum Delivery {
        pullRequest,
        commit
    }

    @Option(
            names = "--select",
            paramLabel = "POLICY",
            description = "How the newest tag of every --image is chosen, as in 'fairlead tags --help'.")
    private Optional<String> select;

    @Mixin
    private FilterOptions filter = new FilterOptions();

    @Option(
            names = {"-p", "--path"},
            paramLabel = "PATH",
            description = "A file, folder or pattern to edit in. May be repeated. Default: the whole repository.")
    private List<String> paths = List.of();

    @Option(names = "--exclude-path", paramLabel = "PATH", description = "Left out of the paths. May be repeated.")
    private List<String> excludedPaths = List.of();

    @Option(
            names = "--digest",
            paramLabel = "STYLE",
            description = "keep (default): a digest where the field holds one; pin: always; drop: never.")
    private Optional<DigestStyle> digest;

    @Option(names = "--allow-rollback", description = "An older version than the one in place may be written.")
    private boolean rollbacks;

    @Option(
            names = "--delivery",
            paramLabel = "WAY",
            description = "pullRequest (default), or commit: straight to the base branch, for teams without review.")
    private Optional<Delivery> delivery;

    @Option(names = "--base", paramLabel = "BRANCH", description = "Default: the remote's default branch.")
    private Optional<String> base;

    @Option(names = "--title", paramLabel = "TEXT", description = "Of the pull request; {images} is filled in.")
    private Optional<String> title;

    @Option(names = "--label", paramLabel = "LABEL", description = "Set on the pull request. May be repeated.")
    private List<String> labels = List.of();

    @Option(names = "--reviewer", paramLabel = "NAME", description = "A user, or a team as ORG/TEAM. May be repeated.")
    private List<String> reviewers = List.of();

    @Option(names = "--draft", description = "Open the pull request as a draft.")
    private boolean draft;

    @Option(
            names = "--auto-merge",
            paramLabel = "METHOD",
            description = "merge, squash or rebase: the forge merges when its rules are met.")
    private Optional<String> autoMerge;

    /** Whether the arguments say more than which image is meant, so that they are a whole entry. */
    boolean describeAnEntry() {
        return select.isPresent() || !paths.isEmpty() || delivery.isPresent() || base.isPresent();
    }

    /** The entry for these images. */
    UpdateEntry entry(List<ImageReference> images) {
        Optional<Selector> selector = select.map(policy -> new Selector(TagPolicy.parse(policy), filter.filter()));
        Scope scope = new Scope(
                paths.stream().map(PathPattern::of).toList(),
                excludedPaths.stream().map(PathPattern::of).toList());
        return ArgumentEntry.of(
                images.stream().map(ImageReference::name).toList(),
                selector,
                new ImageStyle(digest.orElse(DigestStyle.KEEP), rollbacks),
                scope,
                Optional.empty(),
                deliverySettings());
    }

    /** Whether the registry is asked which version is newest. */
    boolean selects() {
        return select.isPresent();
    }

    boolean deliversByCommit() {
        return delivery.filter(Delivery.commit::equals).isPresent();
    }

    private DeliverySettings deliverySettings() {
        DeliverySettings settings = DeliverySettings.DEFAULT.withPullRequest(pullRequest());
        if (deliversByCommit()) {
            settings = settings.withMode(DeliverySettings.Mode.COMMIT);
        }
        return base.isPresent() ? settings.withBaseBranch(base.get()) : settings;
    }

    private PullRequestSettings pullRequest() {
        PullRequestSettings settings = PullRequestSettings.DEFAULT
                .withLabels(labels)
                .withReviewers(reviewers)
                .asDraft(draft);
        if (title.isPresent()) {
            settings = settings.withTitle(Template.of(title.get(), PullRequestSettings.PLACES));
        }
        return autoMerge.isPresent()
                ? settings.withAutoMerge(
                        MergeMethod.valueOf(autoMerge.get().strip().toUpperCase(Locale.ROOT)))
                : settings;
    }
}
