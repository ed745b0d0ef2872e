package dev.fairlead.update.plan;

import dev.fairlead.Problem;
import dev.fairlead.image.ImageName;
import dev.fairlead.image.ImageReference;
import dev.fairlead.manifest.Change;
import dev.fairlead.manifest.ManifestFile;
import dev.fairlead.manifest.ManifestSettings;
import dev.fairlead.manifest.Manifests;
import dev.fairlead.manifest.Rewrite;
import dev.fairlead.manifest.Wanted;
import dev.fairlead.manifest.field.ImageField;
import dev.fairlead.manifest.field.PolicyName;
import dev.fairlead.manifest.overlay.OverlayEntry;
import dev.fairlead.update.fields.FoundFile;
import dev.fairlead.update.pending.FileMark;
import dev.fairlead.update.report.ChangeReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Rewrites the files of a plan and remembers which want changed which of them. */
final class FieldEdits {
    private final List<Decision> decisions;
    private final Map<ImageName, List<Decision>> byImage = new HashMap<>();
    private final Map<PolicyName, List<Decision>> byPolicy = new HashMap<>();
    private final Map<String, FoundFile> files = new TreeMap<>();
    private final Map<String, byte[]> bytes = new TreeMap<>();
    private final List<ChangeReport> changes = new ArrayList<>();
    private final List<Problem> refusals = new ArrayList<>();
    private final IdentityHashMap<Decision, Set<String>> changed = new IdentityHashMap<>();

    FieldEdits(List<Decision> decisions) {
        this.decisions = decisions;
        for (Decision decision : decisions) {
            Want want = decision.want();
            want.policy()
                    .map(policy -> byPolicy.computeIfAbsent(policy, any -> new ArrayList<>()))
                    .orElseGet(() -> byImage.computeIfAbsent(want.image(), any -> new ArrayList<>()))
                    .add(decision);
        }
    }

    /** Brings the fields of these files to the versions that were decided. */
    void apply(List<FoundFile> wanted) {
        wanted.forEach(file -> files.put(file.path(), file));
        List<ManifestSettings> settings = decisions.stream()
                .map(decision -> decision.want().settings())
                .distinct()
                .toList();
        for (ManifestSettings known : settings) {
            List<ManifestFile> touched = files.values().stream()
                    .filter(file -> file.fields().stream()
                            .anyMatch(field -> deciding(field, known).isPresent()))
                    .map(this::asItIsNow)
                    .toList();
            Manifests.with(known).rewrite(touched, wanted(known)).forEach(this::take);
        }
    }

    /** Adds an entry to the kustomization of an overlay. */
    void addToOverlay(Decision decision, FoundFile overlay, OverlayEntry entry) {
        files.putIfAbsent(overlay.path(), overlay);
        Manifests manifests = Manifests.with(decision.want().settings());
        Rewrite untouched = manifests.rewrite(asItIsNow(overlay), Wanted.of(List.of(), Map.of()));
        Rewrite rewrite = manifests.addToOverlay(untouched, List.of(entry));
        if (rewrite.changed()) {
            changed.computeIfAbsent(decision, any -> new LinkedHashSet<>()).add(overlay.path());
        }
        take(rewrite);
    }

    private ManifestFile asItIsNow(FoundFile file) {
        byte[] now = bytes.get(file.path());
        return now == null ? file.manifest() : ManifestFile.of(file.path(), now);
    }

    private void take(Rewrite rewrite) {
        if (rewrite.changed()) {
            bytes.put(rewrite.path(), rewrite.after());
        }
        rewrite.changes().forEach(this::note);
        rewrite.refusals().forEach(refusal -> refusals.add(refusal.problem()));
    }

    private void note(Change change) {
        changes.add(new ChangeReport(
                change.place().toString(),
                change.field()
                        .name()
                        .map(Object::toString)
                        .orElse(change.field().shown()),
                change.before(),
                change.after()));
        concerned(change.field())
                .filter(decision -> decision.changes(change.field()))
                .forEach(decision -> changed.computeIfAbsent(decision, any -> new LinkedHashSet<>())
                        .add(change.place().file()));
    }

    private Wanted wanted(ManifestSettings settings) {
        return new Wanted() {
            @Override
            public Optional<ImageReference> forImage(ImageField field) {
                return deciding(field, settings)
                        .filter(decision -> decision.want().policy().isEmpty())
                        .map(decision -> decision.target(field));
            }

            @Override
            public Optional<ImageReference> forPolicy(ImageField field, PolicyName policy) {
                return deciding(field, settings)
                        .filter(decision -> decision.want().policy().equals(Optional.of(policy)))
                        .map(decision ->
                                decision.target(field).withName(decision.want().image()));
            }
        };
    }

    /** The want that changes a field; where entries overlap, the one whose version was pushed later. */
    private Optional<Decision> deciding(ImageField field, ManifestSettings settings) {
        return concerned(field)
                .filter(decision -> decision.want().settings().equals(settings) && decision.changes(field))
                .max(Comparator.comparing(decision -> decision.proposal()
                        .flatMap(proposal -> proposal.version().pushed())
                        .orElse(Instant.MIN)));
    }

    /** The wants that a field may be about. */
    private Stream<Decision> concerned(ImageField field) {
        return Stream.concat(
                field.policies().stream().flatMap(policy -> byPolicy.getOrDefault(policy, List.of()).stream()),
                field.name().stream().flatMap(name -> byImage.getOrDefault(name, List.of()).stream()));
    }

    boolean changedBy(Decision decision) {
        return changed.containsKey(decision);
    }

    /** The marks of the files that a want changed; none where they are too many to be written down. */
    List<FileMark> marks(Decision decision) {
        Set<String> paths = changed.getOrDefault(decision, Set.of());
        return paths.size() > FileMark.LIMIT
                ? List.of()
                : paths.stream().map(FileMark::of).distinct().toList();
    }

    List<FileEdit> edits() {
        List<FileEdit> edits = new ArrayList<>();
        bytes.forEach((path, after) -> {
            FoundFile file = files.get(path);
            if (file != null) {
                edits.add(new FileEdit(file.entry(), file.bytes(), after));
            }
        });
        return edits;
    }

    List<ChangeReport> changes() {
        return changes;
    }

    List<Problem> refusals() {
        return refusals;
    }
}
