package dev.fairlead.update.holding;

import dev.fairlead.FairleadException;
import dev.fairlead.Fingerprint;
import dev.fairlead.Problem;
import dev.fairlead.configrepo.FileEntry;
import dev.fairlead.configrepo.Snapshot;
import dev.fairlead.update.Amendment;
import dev.fairlead.update.AmendmentOrder;
import dev.fairlead.update.Amendments;
import dev.fairlead.update.UpdateEnvironment;
import dev.fairlead.update.config.VersionHold;
import dev.fairlead.update.config.edit.HoldsFile;
import dev.fairlead.update.config.read.Moments;
import dev.fairlead.update.plan.FileEdit;
import dev.fairlead.update.plan.GroupPlan;
import dev.fairlead.update.plan.Story;
import dev.fairlead.update.report.ChangeReport;
import dev.fairlead.update.report.UpdateReport;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Begins and ends holds: Git is the only database, so that a hold is an item of {@code fairlead.yaml}, and reaches it by a
 * pull request.
 */
public final class Holding {
    private static final int HASH_BYTES = 4;
    private static final int LONGEST = 40;

    private final HoldRequest request;

    private Holding(HoldRequest request) {
        this.request = request;
    }

    /**
     * Proposes, or commits, that a version is held or free again. The same request finds its branch and pull request again,
     * and changes nothing where the base branch says so already.
     *
     * @throws FairleadException if the end of the hold has passed, or the repository cannot be read
     */
    public static UpdateReport run(HoldRequest request, UpdateEnvironment environment) {
        request.until()
                .filter(end -> !environment.clock().instant().isBefore(end))
                .ifPresent(end -> {
                    throw new FairleadException(
                            new Problem("--until " + Moments.written(end), "that has passed", "name a later day"));
                });
        AmendmentOrder order = new AmendmentOrder(
                name(request), request.configFile(), request.configFile(), request.delivery(), true, request.dryRun());
        return Amendments.deliver(order, new Holding(request)::plan, environment);
    }

    /** Beginning and ending share a branch: who ends a hold that is only proposed takes the proposal back. */
    private static String name(HoldRequest request) {
        String version = request.image() + request.tag().map(tag -> ":" + tag).orElse("");
        String slug = request.version()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return "hold-" + slug.substring(0, Math.min(LONGEST, slug.length())) + "-"
                + Fingerprint.of(version, HASH_BYTES);
    }

    private Amendment.Draft plan(Snapshot base, Snapshot onto) {
        FileEntry entry = onto.find(request.configFile())
                .filter(file -> file.kind().isFile())
                .orElseThrow(() -> new FairleadException(new Problem(
                        request.configFile(),
                        "there is no such file, and holds stand in it",
                        "commit one with 'updates: []' (docs/configuration.md), or close the version's pull request")));
        HoldsFile before = HoldsFile.of(request.configFile(), onto.read(entry));
        HoldsFile after = request.ends() ? before.without(this::isMeant) : before.with(hold());
        String title = (request.ends() ? "End the hold of " : "Hold ") + request.version();
        return new Amendment.Draft(title, message(), plan(entry, before, after));
    }

    private boolean isMeant(VersionHold hold) {
        return hold.image().equals(request.image())
                && (request.tag().isEmpty() || hold.tag().equals(request.tag()));
    }

    private VersionHold hold() {
        return new VersionHold(request.image(), request.tag(), request.why(), request.until());
    }

    private GroupPlan plan(FileEntry entry, HoldsFile before, HoldsFile after) {
        Story story = new Story(story(), footer());
        if (before == after) {
            String note = request.ends()
                    ? request.configFile() + " holds no such version"
                    : request.configFile() + " holds it already";
            return GroupPlan.told(story, List.of(), List.of(), List.of(), List.of(note));
        }
        FileEdit edit = new FileEdit(entry, before.bytes(), after.bytes());
        return GroupPlan.told(story, List.of(edit), List.of(change(before)), List.of(), List.of());
    }

    private ChangeReport change(HoldsFile before) {
        Optional<VersionHold> known =
                before.holds().stream().filter(this::isMeant).findFirst();
        return new ChangeReport(
                request.configFile(),
                request.image().toString(),
                known.map(hold -> "held" + until(hold.until()) + ": " + hold.why())
                        .orElse("free"),
                request.ends() ? "free" : "held" + until(request.until()) + ": " + request.why());
    }

    private static String until(Optional<Instant> end) {
        return end.map(moment -> " until " + Moments.written(moment)).orElse("");
    }

    private String message() {
        return (request.ends() ? "" : request.why() + "\n\n")
                + request.until()
                        .map(end -> "Until " + Moments.written(end) + ".\n")
                        .orElse("")
                + request.by().map(person -> "Asked for by " + person + ".\n").orElse("");
    }

    private String story() {
        String version =
                "`" + request.image() + request.tag().map(tag -> ":" + tag).orElse("") + "`";
        String by = request.by()
                .map(person -> "\n\nAsked for by " + Story.plain(person) + ".")
                .orElse("");
        if (request.ends()) {
            return "Ends the hold of " + version + ": it may be proposed again." + by + "\n";
        }
        return "Keeps " + version + (request.tag().isEmpty() ? " at its versions" : " out") + until(request.until())
                + ".\n\n> " + Story.plain(request.why()) + by + "\n";
    }

    private String footer() {
        return request.ends()
                ? "Closing this pull request leaves the hold as it is."
                : "Once this is merged, no run proposes the version, and what is proposed is taken back by the next. Where it"
                        + " runs already it stays: `fairlead rollback` goes back from it. `fairlead hold --end "
                        + request.image() + request.tag().map(tag -> " " + tag).orElse("") + "` ends the hold.";
    }
}
