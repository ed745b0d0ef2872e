package dev.fairlead.update.rollback;

import dev.fairlead.FairleadException;
import dev.fairlead.configrepo.FileEntry;
import dev.fairlead.configrepo.Snapshot;
import dev.fairlead.image.ImageReference;
import dev.fairlead.update.config.VersionHold;
import dev.fairlead.update.config.edit.HoldsFile;
import dev.fairlead.update.plan.FileEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Holds what is left, where there is a configuration to say so in; without one the rollback itself holds it. */
final class HoldWriter {
    private final RollbackRequest request;
    private final HeldVersions known;
    private final List<String> notes = new ArrayList<>();
    private final List<ImageReference> held = new ArrayList<>();

    HoldWriter(RollbackRequest request, HeldVersions known) {
        this.request = request;
        this.known = known;
    }

    Optional<FileEdit> edit(Snapshot onto, List<WayBack.Step> steps) {
        List<ImageReference> left = steps.stream()
                .filter(this::hasTagOfItsOwn)
                .map(step -> step.from().withoutDigest())
                .distinct()
                .filter(version ->
                        known.of(version.name(), version.tag().orElseThrow()).isEmpty())
                .toList();
        Optional<FileEntry> entry =
                onto.find(request.configFile()).filter(file -> file.kind().isFile());
        if (left.isEmpty()) {
            return Optional.empty();
        }
        if (entry.isEmpty()) {
            notes.add("there is no " + request.configFile()
                    + " for a hold; later runs see that people went back, and hold what was left");
            return Optional.empty();
        }
        return edit(entry.get(), onto.read(entry.get()), left);
    }

    /** A hold of a tag that stays in place, and only its digest goes back, would keep every later digest out. */
    private boolean hasTagOfItsOwn(WayBack.Step step) {
        boolean own = step.from().tag().isPresent()
                && !step.from().tag().equals(step.to().tag());
        if (!own) {
            notes.add(step.from() + " is not held in " + request.configFile()
                    + ", which knows tags only; later runs see that people went back from this digest");
        }
        return own;
    }

    private Optional<FileEdit> edit(FileEntry entry, byte[] bytes, List<ImageReference> left) {
        try {
            HoldsFile before = HoldsFile.of(request.configFile(), bytes);
            HoldsFile after = before;
            for (ImageReference version : left) {
                after = after.with(new VersionHold(
                        version.name(), version.tag(), "rolled back: " + request.why(), request.until()));
            }
            held.addAll(left);
            return before == after ? Optional.empty() : Optional.of(new FileEdit(entry, before.bytes(), after.bytes()));
        } catch (FairleadException e) {
            notes.add(e.problem()
                    + " (no hold is written; later runs see that people went back, and hold what was left)");
            return Optional.empty();
        }
    }

    List<String> notes() {
        return notes.stream().distinct().toList();
    }

    /** What is held by this rollback. */
    List<ImageReference> held() {
        return held;
    }
}
