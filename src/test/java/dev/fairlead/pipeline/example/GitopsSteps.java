package dev.fairlead.pipeline.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.forge.CommitStatus;
import dev.fairlead.forge.MergeMethod;
import dev.fairlead.forge.PullRequest;
import dev.fairlead.pipeline.Dock;
import dev.fairlead.pipeline.Pipeline;
import dev.fairlead.pipeline.order.FilterOrder;
import dev.fairlead.pipeline.order.MetadataOrder;
import dev.fairlead.pipeline.order.SyncOrder;
import dev.fairlead.pipeline.order.TagOrder;
import dev.fairlead.pipeline.order.UpdateOrder;
import dev.fairlead.pipeline.result.ImageFacts;
import dev.fairlead.pipeline.result.NewestTag;
import dev.fairlead.pipeline.result.SyncState;
import dev.fairlead.update.DeliveryArguments;
import dev.fairlead.update.config.DigestStyle;
import dev.fairlead.update.report.ReportText;
import dev.fairlead.update.report.UpdateListener;
import dev.fairlead.update.report.UpdateReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The steps of the plugin, bound to the engine: the hosts of the examples stand for the parts of a {@link Dock}. */
final class GitopsSteps {
    static final String REGISTRY = "contoso.azurecr.io";
    private static final String CONFIG_REPOSITORY = "https://github.com/contoso/config.git";

    private final Dock dock;
    private final Pipeline pipeline;
    private final Path sources;
    private Optional<String> lastPull = Optional.empty();

    GitopsSteps(Dock dock, Path sources) {
        this.dock = dock;
        this.pipeline = Pipeline.with(dock.access());
        this.sources = sources;
    }

    private String mapped(String text) {
        String local = text.replace(REGISTRY, dock.registry.host());
        return CONFIG_REPOSITORY.equals(text) ? dock.remote.folder().toString() : local;
    }

    private String shown(String text) {
        return text.replace(dock.registry.host(), REGISTRY);
    }

    private StepWords words(String step, Map<?, ?> arguments) {
        return new StepWords(step, arguments, this::mapped);
    }

    StepResult imageMetadata(Map<?, ?> arguments) {
        // No server is asked, so that the image keeps its name.
        StepWords words = new StepWords("gitopsImageMetadata", arguments, text -> text);
        ImageFacts facts = pipeline.metadata(
                new MetadataOrder(words.text("repository"), words.list("templates"), words.text("digest")), sources);
        return new StepResult()
                .with("reference", facts.reference().orElse(null))
                .with("tag", facts.tag())
                .with("tags", facts.tags())
                .with("labels", facts.labels())
                .with("buildArgs", facts.buildArgs())
                .with("commit", facts.commit().orElse(null))
                .with("branch", facts.branch().orElse(null))
                .with("version", facts.version().orElse(null))
                .with("notes", facts.notes());
    }

    StepResult newestTag(Map<?, ?> arguments) {
        StepWords words = words("gitopsNewestTag", arguments);
        NewestTag newest = pipeline.newestTag(new TagOrder(
                words.text("image").orElseThrow(), words.text("select").orElseThrow(), filter(words)));
        return new StepResult()
                .with("reference", shown(newest.reference()))
                .with("tag", newest.tag())
                .with("digest", newest.digest().orElse(null))
                .with("pushed", newest.pushed().map(Object::toString).orElse(null))
                .with("reason", newest.reason());
    }

    private static FilterOrder filter(StepWords words) {
        return new FilterOrder(
                words.list("include"),
                words.list("exclude"),
                words.text("extract"),
                words.list("platforms"),
                words.text("minAge"));
    }

    StepResult updateImage(Map<?, ?> arguments) {
        StepWords words = words("gitopsUpdateImage", arguments);
        assertThat(words.text("repo"))
                .as("the config repository of the test")
                .contains(dock.remote.folder().toString());
        List<String> images = words.text("image").map(List::of).orElseGet(() -> words.list("images"));
        UpdateOrder.What what = new UpdateOrder.What(
                images,
                words.text("config"),
                words.list("groups"),
                words.list("paths"),
                words.text("select"),
                filter(words),
                words.text("digest").map(GitopsSteps::digest).orElse(DigestStyle.KEEP),
                words.flag("allowRollback"),
                words.list("releases"));
        UpdateReport report = pipeline.update(
                new UpdateOrder(
                        dock.repository(),
                        what,
                        delivery(words),
                        Optional.empty(),
                        Optional.empty(),
                        words.flag("dryRun"),
                        Duration.ofMinutes(1)),
                UpdateListener.SILENT);
        assertThat(report.status())
                .as(report.groups().stream()
                                .flatMap(group -> ReportText.images(group).stream())
                                .toList() + " "
                        + report.groups().stream()
                                .flatMap(group -> ReportText.remarks(group).stream())
                                .toList())
                .isEqualTo(UpdateReport.Status.DONE);
        return updated(report);
    }

    private StepResult updated(UpdateReport report) {
        assertThat(report.groups()).as("an example that updates nothing").isNotEmpty();
        lastPull = report.groups().stream()
                .flatMap(group -> group.pullRequest().stream())
                .map(pull -> pull.id())
                .findFirst();
        return new StepResult()
                .with("id", lastPull.orElse(null))
                .with(
                        "url",
                        report.groups()
                                .get(0)
                                .pullRequest()
                                .map(pull -> pull.url())
                                .orElse(null))
                .with("complete", true)
                .with("dryRun", report.dryRun())
                .with("problems", List.of());
    }

    private static DigestStyle digest(String written) {
        return DigestStyle.valueOf(written.replaceAll("(?=[A-Z])", "_").toUpperCase(Locale.ROOT));
    }

    private static DeliveryArguments delivery(StepWords words) {
        return new DeliveryArguments(
                words.text("delivery").filter("commit"::equals).isPresent(),
                words.text("baseBranch"),
                words.text("title"),
                words.text("message"),
                words.list("labels"),
                words.list("reviewers"),
                words.flag("draft"),
                words.flag("autoMerge")
                        ? Optional.of(MergeMethod.valueOf(
                                words.text("mergeMethod").orElse("merge").toUpperCase(Locale.ROOT)))
                        : Optional.empty());
    }

    /** A person merges, and an agent reports, while the step waits. */
    StepResult waitForSync(Map<?, ?> arguments) {
        StepWords words = words("gitopsWaitForSync", arguments);
        Object given = words.value("pullRequest");
        String id = String.valueOf(given instanceof StepResult result ? result.getProperty("id") : given);
        assertThat(Optional.of(id)).as("the pull request that is waited for").isEqualTo(lastPull);
        PullRequest pull = dock.forge.get(id).orElseThrow();
        PullRequest merged = pull.open() ? dock.merge(pull) : pull;
        String environment = words.text("environment").orElse("all");
        String context = words.list("contexts").stream().findFirst().orElse("fairlead/" + environment);
        dock.forge.report(
                merged.mergeCommit().orElseThrow(),
                new CommitStatus(
                        context.replace("*", "shop"), CommitStatus.State.SUCCESS, "healthy", Optional.empty()));
        SyncState state =
                pipeline.sync(new SyncOrder(dock.repository(), id, words.text("environment"), words.list("contexts")));
        assertThat(state.phase()).as(state.text()).isEqualTo(SyncState.Phase.SYNCED);
        return new StepResult()
                .with("phase", state.phase().name().toLowerCase(Locale.ROOT))
                .with("text", state.text())
                .with("url", state.url())
                .with("mergeCommit", state.mergeCommit().orElse(null))
                .with("reports", state.reports())
                .with("synced", true)
                .with("ended", state.ended());
    }
}
