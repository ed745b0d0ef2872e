package dev.fairlead.update.rollback;

import dev.fairlead.Problem;
import dev.fairlead.image.ImageReference;
import dev.fairlead.manifest.Change;
import dev.fairlead.manifest.ManifestSettings;
import dev.fairlead.manifest.Manifests;
import dev.fairlead.manifest.Rewrite;
import dev.fairlead.manifest.Wanted;
import dev.fairlead.manifest.field.ImageField;
import dev.fairlead.manifest.field.PolicyName;
import dev.fairlead.manifest.field.Refusal;
import dev.fairlead.update.fields.FieldIndex;
import dev.fairlead.update.fields.FoundFile;
import dev.fairlead.update.plan.FileEdit;
import dev.fairlead.update.report.ChangeReport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes into fields what they held. */
final class FieldWriter {
    private final Manifests manifests;
    private final FieldIndex files;
    private final Map<ImageField, ImageReference> targets = new HashMap<>();
    private final Set<ImageField> changed = new HashSet<>();
    private final Set<FieldKey> written = new HashSet<>();
    private final List<FileEdit> edits = new ArrayList<>();
    private final List<ChangeReport> changes = new ArrayList<>();
    private final List<Problem> refused = new ArrayList<>();

    FieldWriter(ManifestSettings settings, FieldIndex files) {
        this.manifests = Manifests.with(settings);
        this.files = files;
    }

    void write(List<WayBack.Step> steps) {
        Map<FieldKey, ImageField> wanted = new HashMap<>();
        for (WayBack.Step step : steps) {
            step.key()
                    .name()
                    .flatMap(name -> step.key().in(FieldKey.of(files, name)))
                    .ifPresent(field -> wanted.put(step.key(), field));
        }
        steps.forEach(
                step -> Optional.ofNullable(wanted.get(step.key())).ifPresent(field -> targets.put(field, step.to())));
        targets.keySet().stream().map(ImageField::file).distinct().sorted().forEach(this::rewrite);
        wanted.forEach((key, field) -> {
            if (changed.contains(field) || isThere(field)) {
                written.add(key);
            }
        });
    }

    private boolean isThere(ImageField field) {
        return WayBack.reference(field)
                .filter(now -> !WayBack.differs(
                        now, Optional.ofNullable(targets.get(field)).orElse(now)))
                .isPresent();
    }

    private void rewrite(String path) {
        FoundFile file = files.file(path).orElseThrow();
        Rewrite rewrite = manifests.rewrite(file.manifest(), asTheyWere());
        rewrite.refusals().stream().map(Refusal::problem).forEach(refused::add);
        if (rewrite.changed()) {
            edits.add(new FileEdit(file.entry(), rewrite.before(), rewrite.after()));
            rewrite.changes().forEach(change -> {
                changed.add(change.field());
                changes.add(report(change));
            });
        }
    }

    private Wanted asTheyWere() {
        return new Wanted() {
            @Override
            public Optional<ImageReference> forImage(ImageField field) {
                return Optional.ofNullable(targets.get(field));
            }

            @Override
            public Optional<ImageReference> forPolicy(ImageField field, PolicyName policy) {
                return Optional.empty();
            }

            @Override
            public boolean unpins() {
                return true;
            }
        };
    }

    private static ChangeReport report(Change change) {
        return new ChangeReport(
                change.place().toString(),
                change.field()
                        .name()
                        .map(Object::toString)
                        .orElse(change.field().shown()),
                change.before(),
                change.after());
    }

    /** Those of the steps that are in the files now. */
    List<WayBack.Step> done(List<WayBack.Step> steps) {
        return steps.stream().filter(step -> written.contains(step.key())).toList();
    }

    List<FileEdit> edits() {
        return edits;
    }

    List<ChangeReport> changes() {
        return changes;
    }

    List<Problem> refused() {
        return refused;
    }
}
