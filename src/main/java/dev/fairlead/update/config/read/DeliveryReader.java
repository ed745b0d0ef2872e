package dev.fairlead.update.config.read;

import dev.fairlead.forge.MergeMethod;
import dev.fairlead.update.config.delivery.BranchName;
import dev.fairlead.update.config.delivery.CommitSettings;
import dev.fairlead.update.config.delivery.DateRange;
import dev.fairlead.update.config.delivery.DeliverySettings;
import dev.fairlead.update.config.delivery.Pause;
import dev.fairlead.update.config.delivery.PullRequestSettings;
import dev.fairlead.update.config.delivery.PullRequestSettings.Rebuild;
import dev.fairlead.update.config.delivery.Schedule;
import dev.fairlead.update.config.delivery.Template;
import dev.fairlead.update.config.delivery.WeeklyWindow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads how changes are delivered; what a mapping does not say is taken from the settings above it. */
final class DeliveryReader {
    private static final Map<String, DeliverySettings.Mode> MODES =
            Map.of("pullRequest", DeliverySettings.Mode.PULL_REQUEST, "commit", DeliverySettings.Mode.COMMIT);
    private static final Map<String, Rebuild> REBUILDS =
            Map.of("whenBehind", Rebuild.WHEN_BEHIND, "whenConflicting", Rebuild.WHEN_CONFLICTING);
    private static final Map<String, Optional<MergeMethod>> MERGES = Map.of(
            "false", Optional.empty(),
            "true", Optional.of(MergeMethod.MERGE),
            "merge", Optional.of(MergeMethod.MERGE),
            "squash", Optional.of(MergeMethod.SQUASH),
            "rebase", Optional.of(MergeMethod.REBASE));

    private DeliveryReader() {}

    static DeliverySettings read(Section section, DeliverySettings above) {
        return new DeliverySettings(
                section.choice("delivery", MODES).orElse(above.mode()),
                section.value("baseBranch", BranchName::of).or(above::baseBranch),
                section.value("branch", DeliveryReader::branch).orElse(above.branch()),
                section.section("pullRequest", Shape.PULL_REQUEST)
                        .map(inner -> pullRequest(inner, above.pullRequest()))
                        .orElse(above.pullRequest()),
                section.section("commit", Shape.COMMIT)
                        .map(inner -> commit(inner, above.commit()))
                        .orElse(above.commit()),
                section.section("schedule", Shape.SCHEDULE)
                        .map(inner -> schedule(inner, above.schedule()))
                        .orElse(above.schedule()),
                section.section("pause", Shape.PAUSE).map(DeliveryReader::pause).or(above::pause));
    }

    private static Schedule schedule(Section section, Schedule above) {
        return new Schedule(
                section.value("zone", Texts::zone).orElse(above.zone()),
                section.has("during") ? section.values("during", WeeklyWindow::parse) : above.during(),
                section.has("except") ? section.values("except", DateRange::parse) : above.except());
    }

    private static Pause pause(Section section) {
        return new Pause(section.required("why"), section.value("until", Texts::moment));
    }

    private static Template branch(String text) {
        Template template = Template.of(text, DeliverySettings.PLACES);
        BranchName.of(template.fill(Map.of("group", "group")));
        return template;
    }

    private static PullRequestSettings pullRequest(Section section, PullRequestSettings above) {
        PullRequestSettings own = new PullRequestSettings(
                section.value("title", template(PullRequestSettings.PLACES)).orElse(above.title()),
                section.text("note").or(above::note),
                section.value("body", template(PullRequestSettings.BODY_PLACES)).orElse(above.body()),
                list(section, "labels", above.labels()),
                section.flag("codeOwners").orElse(above.codeOwners()),
                above.reviewers(),
                above.teamReviewers(),
                list(section, "assignees", above.assignees()),
                section.flag("draft").orElse(above.draft()),
                section.choice("autoMerge", MERGES).orElse(above.autoMerge()),
                section.has("autoMergeOnly")
                        ? Set.copyOf(section.values("autoMergeOnly", Texts::step))
                        : above.autoMergeSteps(),
                section.choice("rebuild", REBUILDS).orElse(above.rebuild()));
        return section.has("reviewers") ? own.withReviewers(section.values("reviewers", Texts::notBlank)) : own;
    }

    private static CommitSettings commit(Section section, CommitSettings above) {
        Optional<Section> author = section.section("author", Shape.AUTHOR);
        Map<String, String> trailers = new HashMap<>(above.trailers());
        trailers.putAll(section.map("trailers"));
        CommitSettings read = new CommitSettings(
                section.value("message", template(CommitSettings.PLACES)).orElse(above.message()),
                author.flatMap(who -> who.value("name", Texts::identity)).or(above::authorName),
                author.flatMap(who -> who.value("email", Texts::identity)).or(above::authorEmail),
                section.flag("signed").orElse(above.signed()),
                section.flag("throughForge").orElse(above.throughForge()),
                trailers);
        for (String key : section.map("trailers").keySet()) {
            if (!key.matches("[A-Za-z0-9][A-Za-z0-9-]*") || key.startsWith("Fairlead-")) {
                section.wrong("trailers", "'" + key + "' cannot be a trailer's key", "use letters, digits and dashes");
            }
        }
        return read;
    }

    private static Function<String, Template> template(List<String> places) {
        return text -> Template.of(Texts.notBlank(text), places);
    }

    private static List<String> list(Section section, String key, List<String> above) {
        return section.has(key) ? new ArrayList<>(section.values(key, Texts::notBlank)) : above;
    }
}
