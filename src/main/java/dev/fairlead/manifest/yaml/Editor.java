package dev.fairlead.manifest.yaml;

import dev.fairlead.FairleadException;
import dev.fairlead.Problem;
import dev.fairlead.manifest.yaml.Edited.Refusal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Plans edits of one file, makes them, proves them, and falls back to those that can be proved. */
final class Editor {
    private final YamlFile file;
    private final List<Refusal> refusals = new ArrayList<>();

    Editor(YamlFile file) {
        this.file = file;
    }

    /** What was made of the edits, and the patches that did it. */
    record Outcome(Edited edited, List<Patch> patches) {}

    Outcome edit(List<? extends Edit> wanted) {
        List<Edit> edits = wanted.stream().<Edit>map(edit -> edit).distinct().toList();
        List<Change> changes = withoutOverlaps(plan(edits));
        Attempt attempt = proved(new Attempt(file, List.of()), changes);
        Set<Edit> made =
                attempt.changes().stream().collect(HashSet::new, (all, c) -> all.addAll(c.edits()), Set::addAll);
        List<Edit> applied = edits.stream().filter(made::contains).toList();
        return new Outcome(new Edited(attempt.bytes(), applied, refusals, attempt.reread()), attempt.patches());
    }

    private List<Change> plan(List<? extends Edit> edits) {
        Map<Scalar, List<Part>> parts = new LinkedHashMap<>();
        Map<YamlFile, List<Edit>> nested = new LinkedHashMap<>();
        List<Change> changes = new ArrayList<>();
        for (Edit edit : edits) {
            Optional<YamlFile> inner = file.childAround(edit.target());
            if (inner.isPresent()) {
                nested.computeIfAbsent(inner.get(), key -> new ArrayList<>()).add(edit);
            } else if (edit instanceof Splice splice) {
                parts.computeIfAbsent(splice.target(), key -> new ArrayList<>()).add(new Part(splice, List.of(splice)));
            } else {
                planAddition((Addition) edit).ifPresent(changes::add);
            }
        }
        nested.forEach((inner, wanted) -> planNested(inner, wanted)
                .forEach(part -> parts.computeIfAbsent(part.splice().target(), key -> new ArrayList<>())
                        .add(part)));
        parts.forEach((scalar, wanted) -> planScalar(scalar, wanted).ifPresent(changes::add));
        return changes;
    }

    /** A change of a scalar, with the edits that it is made for: of the scalar itself or of the file inside it. */
    private record Part(Splice splice, List<Edit> edits) {}

    private Optional<Change> planAddition(Addition addition) {
        try {
            return Optional.of(Change.added(addition, new AdditionWriter(addition).patch()));
        } catch (FairleadException e) {
            refusals.add(new Refusal(addition, e.problem()));
            return Optional.empty();
        }
    }

    /** Edits the file inside a scalar, and says what was done as changes of the scalar's value. */
    private List<Part> planNested(YamlFile inner, List<Edit> wanted) {
        Outcome outcome = new Editor(inner).edit(wanted);
        refusals.addAll(outcome.edited().refusals());
        Scalar container = inner.container().orElseThrow();
        boolean shared = wanted.stream().allMatch(edit -> edit instanceof Splice splice && splice.shared());
        String value = container.value();
        List<Part> parts = new ArrayList<>();
        for (Patch patch : outcome.patches()) {
            int from = value.offsetByCodePoints(0, patch.start());
            int to = value.offsetByCodePoints(from, patch.end() - patch.start());
            Splice splice = new Splice(container, from, to, patch.text(), shared);
            parts.add(new Part(splice, outcome.edited().applied()));
        }
        if (parts.isEmpty() && !outcome.edited().applied().isEmpty()) {
            parts.add(new Part(
                    new Splice(container, 0, 0, "", shared), outcome.edited().applied()));
        }
        return parts;
    }

    private Optional<Change> planScalar(Scalar scalar, List<Part> wanted) {
        List<Part> fit = new ArrayList<>();
        Set<Edit> refused = new HashSet<>();
        int end = -1;
        List<Part> sorted = new ArrayList<>(wanted);
        sorted.sort(Comparator.comparingInt((Part part) -> part.splice().from())
                .thenComparingInt(part -> part.splice().to()));
        for (Part part : sorted) {
            Splice splice = part.splice();
            boolean whole = splice.from() == 0 && splice.to() == scalar.value().length();
            Optional<Problem> reason = Editability.reason(scalar, !whole, splice.shared());
            if (reason.isEmpty() && (splice.from() < end || (splice.from() == end && splice.from() == splice.to()))) {
                reason = Optional.of(scalar.problem("another edit changes the same text", "ask for one of them"));
            }
            if (reason.isPresent()) {
                refuse(part.edits().stream().filter(refused::add).toList(), reason.get());
            } else {
                fit.add(part);
                end = splice.to();
            }
        }
        // The edits inside of one scalar are made all together or not at all.
        fit.removeIf(part -> part.edits().stream().anyMatch(refused::contains));
        return fit.isEmpty() ? Optional.empty() : write(scalar, fit);
    }

    private Optional<Change> write(Scalar scalar, List<Part> fit) {
        List<Edit> edits =
                fit.stream().flatMap(part -> part.edits().stream()).distinct().toList();
        try {
            ScalarWriter writer =
                    new ScalarWriter(scalar, fit.stream().map(Part::splice).toList());
            return Optional.of(Change.rewritten(scalar, writer.value(), writer.patches(), edits));
        } catch (FairleadException e) {
            refuse(edits, e.problem());
            return Optional.empty();
        }
    }

    private void refuse(List<Edit> edits, Problem problem) {
        edits.forEach(edit -> refusals.add(new Refusal(edit, problem)));
    }

    /** Two additions may want the same place; the second is refused, since their order would be a guess. */
    private List<Change> withoutOverlaps(List<Change> changes) {
        List<Change> kept = new ArrayList<>();
        Set<Integer> insertions = new HashSet<>();
        for (Change change : changes) {
            boolean fresh = change.patches().stream()
                    .filter(p -> p.start() == p.end())
                    .allMatch(p -> insertions.add(p.start()));
            if (fresh) {
                kept.add(change);
            } else {
                refuse(
                        change.edits(),
                        change.target()
                                .problem("another edit adds to the same place", "make them one after the other"));
            }
        }
        return kept;
    }

    /** Proves the changes together with those that are proved already; where that fails, the halves on their own, down to the ones to blame. */
    private Attempt proved(Attempt base, List<Change> changes) {
        Attempt attempt = new Attempt(
                file, Stream.concat(base.changes().stream(), changes.stream()).toList());
        Optional<String> difference = attempt.difference();
        if (difference.isEmpty()) {
            return attempt;
        }
        if (changes.size() == 1) {
            Change blamed = changes.get(0);
            refuse(
                    blamed.edits(),
                    blamed.target().problem("the edit cannot be proved: " + difference.get(), "edit it by hand"));
            return base;
        }
        int half = changes.size() / 2;
        Attempt first = proved(base, changes.subList(0, half));
        return proved(first, changes.subList(half, changes.size()));
    }
}
