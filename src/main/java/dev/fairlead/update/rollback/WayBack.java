package dev.fairlead.update.rollback;

import dev.fairlead.FairleadException;
import dev.fairlead.Problem;
import dev.fairlead.configrepo.GitId;
import dev.fairlead.configrepo.Snapshot;
import dev.fairlead.image.ImageName;
import dev.fairlead.image.ImageReference;
import dev.fairlead.image.Tag;
import dev.fairlead.manifest.field.ImageField;
import dev.fairlead.update.fields.FieldIndex;
import dev.fairlead.update.hold.BaseHistory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds what fields held before. Where a version is named, each field goes its own way back from it; where none is, the
 * newest commit that changed any of them is undone, and what it did not change stays.
 */
final class WayBack {
    /** How its first line begins, which is all that some forges keep of a squashed commit. */
    static final String TITLE = "Roll back ";

    /** What a rollback says of itself in its commit, one line a version that was left. */
    static final String LEFT = BaseHistory.ROLLBACK;

    /**
     * One field's way.
     *
     * @param from what it holds
     * @param to what it held
     */
    record Step(FieldKey key, ImageReference from, ImageReference to) {}

    /**
     * What was found.
     *
     * @param unknown fields of which the history does not tell what they held
     * @param notes what a person should know
     */
    record Found(List<Step> steps, List<Problem> unknown, List<String> notes) {}

    private final RollbackRequest request;
    private final Past past;
    private final Predicate<ImageReference> held;
    private final Map<FieldKey, ImageReference> now = new LinkedHashMap<>();
    private final Map<FieldKey, ImageField> fields = new LinkedHashMap<>();
    private final List<Problem> unknown = new ArrayList<>();
    private final Set<String> left = new HashSet<>();
    private final Map<FieldKey, ImageReference> at = new HashMap<>();

    /**
     * @param present the fields as they are
     * @param held whether the configuration keeps a version out, so that nobody goes back to it
     */
    WayBack(
            RollbackRequest request,
            Past past,
            FieldIndex present,
            Set<ImageName> images,
            Predicate<ImageReference> held) {
        this.request = request;
        this.past = past;
        this.held = held;
        images.stream()
                .sorted(Comparator.comparing(ImageName::toString))
                .forEach(image -> FieldKey.of(present, image).forEach(this::consider));
    }

    private void consider(FieldKey key, ImageField field) {
        Optional<ImageReference> reference = reference(field);
        boolean leaves = request.leaving().isEmpty() || tag(reference).equals(request.leaving());
        boolean isThere = request.to().isPresent() && tag(reference).equals(request.to());
        if (leaves && !isThere) {
            reference.ifPresentOrElse(
                    held -> {
                        now.put(key, held);
                        at.put(key, held);
                    },
                    () -> unknown.add(new Problem(
                            field.place().toString(),
                            "the field holds '" + field.tag().orElse("") + "', which is no tag",
                            "change it by hand")));
            fields.put(key, field);
        }
    }

    private static Optional<Tag> tag(Optional<ImageReference> reference) {
        return reference.flatMap(ImageReference::tag);
    }

    /** What a field holds; empty where its tag or digest is none, such as a template's. */
    static Optional<ImageReference> reference(ImageField field) {
        return ImageReference.tryParse(field.shown())
                .filter(known -> known.tag().isPresent() || known.digest().isPresent());
    }

    /**
     * Looks back.
     *
     * @param index the present fields
     */
    Found find(FieldIndex index) {
        if (now.isEmpty()) {
            return new Found(List.of(), unknown, List.of());
        }
        boolean byVersion = request.leaving().isPresent() || request.to().isPresent();
        return byVersion ? each(index) : newestChange(index);
    }

    private Found each(FieldIndex present) {
        Map<FieldKey, Step> steps = new LinkedHashMap<>();
        FieldIndex index = present;
        int back = 0;
        while (steps.size() < now.size()) {
            Optional<Snapshot> then = past.at(++back);
            if (then.isEmpty()) {
                break;
            }
            index = index.at(then.get());
            Map<FieldKey, ImageReference> before = references(index);
            rollback(back - 1, before);
            resolve(before, now.keySet(), steps);
        }
        return found(steps, now.keySet(), back, List.of());
    }

    private void resolve(Map<FieldKey, ImageReference> then, Set<FieldKey> wanted, Map<FieldKey, Step> steps) {
        for (FieldKey key : wanted) {
            ImageReference from = held(key);
            if (!steps.containsKey(key)) {
                Optional.ofNullable(then.get(key))
                        .filter(before -> fits(from, before))
                        .ifPresent(before -> steps.put(key, new Step(key, from, before)));
            }
        }
    }

    private ImageReference held(FieldKey key) {
        ImageReference reference = now.get(key);
        if (reference == null) {
            throw new IllegalArgumentException("no such field");
        }
        return reference;
    }

    private boolean fits(ImageReference from, ImageReference before) {
        if (request.to().isPresent()) {
            return before.tag().equals(request.to());
        }
        boolean leavesTag = request.leaving().isEmpty() || !before.tag().equals(request.leaving());
        return leavesTag && differs(from, before) && !held.test(before) && !left.contains(version(before));
    }

    static boolean differs(ImageReference a, ImageReference b) {
        return !a.tag().equals(b.tag()) || !a.digest().equals(b.digest());
    }

    /** A version as {@link #LEFT} writes it. */
    static String version(ImageReference reference) {
        return reference.toString();
    }

    private Map<FieldKey, ImageField> fields(FieldIndex index) {
        Map<FieldKey, ImageField> all = new HashMap<>();
        now.keySet().stream()
                .flatMap(key -> key.name().stream())
                .distinct()
                .forEach(name -> all.putAll(FieldKey.of(index, name)));
        return all;
    }

    private Found newestChange(FieldIndex present) {
        FieldIndex index = present;
        for (int back = 1; ; back++) {
            Optional<Snapshot> then = past.at(back);
            if (then.isEmpty()) {
                throw new FairleadException(new Problem(
                        request.place(),
                        "none of the " + back + " newest commits changed the version of an image there",
                        "name the version to leave with --image IMAGE:TAG, or look at the base branch's name"));
            }
            index = index.at(then.get());
            Map<FieldKey, ImageReference> before = references(index);
            boolean rollback = rollback(back - 1, before);
            Set<FieldKey> changed = changed(before);
            if (!changed.isEmpty()) {
                return rollback ? already(back - 1) : undone(index, changed, back);
            }
        }
    }

    private Set<FieldKey> changed(Map<FieldKey, ImageReference> before) {
        Set<FieldKey> changed = new LinkedHashSet<>();
        now.forEach((key, from) -> Optional.ofNullable(before.get(key))
                .filter(version -> differs(from, version))
                .ifPresent(version -> changed.add(key)));
        return changed;
    }

    private Found already(int back) {
        String commit = past.at(back).map(Snapshot::id).map(GitId::abbreviated).orElse("");
        return new Found(
                List.of(),
                List.of(),
                List.of("the newest change there, " + commit
                        + ", is a rollback already; to go further back, name the version"
                        + " to leave with --image IMAGE:TAG, or the one to go to with --to"));
    }

    /** What the change before {@code back} brought; versions to which nobody goes back are passed over. */
    private Found undone(FieldIndex then, Set<FieldKey> changed, int from) {
        Map<FieldKey, Step> steps = new LinkedHashMap<>();
        FieldIndex index = then;
        int back = from;
        resolve(references(index), changed, steps);
        while (steps.size() < changed.size()) {
            Optional<Snapshot> older = past.at(++back);
            if (older.isEmpty()) {
                break;
            }
            index = index.at(older.get());
            Map<FieldKey, ImageReference> before = references(index);
            rollback(back - 1, before);
            resolve(before, changed, steps);
        }
        String commit =
                past.at(from - 1).map(Snapshot::id).map(GitId::abbreviated).orElse("");
        return found(steps, changed, back, List.of("undoes " + commit + ", the newest change there"));
    }

    /**
     * Whether a commit, or what it merged, is a rollback; the versions that it left are remembered. What it says of itself
     * may be no more than its first line, where a forge squashed it: the fields tell the rest.
     *
     * @param before the fields in front of it
     */
    private boolean rollback(int back, Map<FieldKey, ImageReference> before) {
        List<String> messages = new ArrayList<>();
        past.at(back).map(Snapshot::commit).ifPresent(commit -> {
            messages.add(commit.message());
            commit.parents().stream()
                    .skip(1)
                    .flatMap(parent -> past.commit(parent).stream())
                    .forEach(merged -> messages.add(merged.message()));
        });
        boolean says = messages.stream().anyMatch(text -> text.startsWith(TITLE) || text.contains(LEFT));
        if (says) {
            before.forEach((key, version) -> {
                if (Optional.ofNullable(at.get(key))
                        .filter(after -> differs(version, after))
                        .isPresent()) {
                    left.add(version(version));
                }
            });
        }
        at.putAll(before);
        return says;
    }

    private Map<FieldKey, ImageReference> references(FieldIndex index) {
        Map<FieldKey, ImageField> then = fields(index);
        Map<FieldKey, ImageReference> references = new HashMap<>();
        now.keySet()
                .forEach(key ->
                        key.in(then).flatMap(WayBack::reference).ifPresent(version -> references.put(key, version)));
        return references;
    }

    private Found found(Map<FieldKey, Step> steps, Set<FieldKey> wanted, int looked, List<String> notes) {
        List<Problem> problems = new ArrayList<>(unknown);
        List<String> all = new ArrayList<>(notes);
        for (FieldKey key : wanted) {
            ImageField field = fields.get(key);
            if (!steps.containsKey(key) && field != null) {
                String place = field.place().toString();
                if (request.to().isPresent()) {
                    all.add(place + " never held " + request.to().get() + " in the " + looked + " newest commits");
                } else {
                    problems.add(new Problem(
                            place,
                            "the " + looked + " newest commits do not tell a version that it held before",
                            "change it by hand, or name a version with --to"));
                }
            }
        }
        List<Step> inOrder =
                now.keySet().stream().map(steps::get).filter(Objects::nonNull).toList();
        return new Found(inOrder, problems, all);
    }
}
