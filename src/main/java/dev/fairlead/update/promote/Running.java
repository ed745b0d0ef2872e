package dev.fairlead.update.promote;

import dev.fairlead.configrepo.CommitInfo;
import dev.fairlead.configrepo.GitId;
import dev.fairlead.image.ImageName;
import dev.fairlead.image.ImageReference;
import dev.fairlead.manifest.field.ImageField;
import dev.fairlead.update.config.Scope;
import dev.fairlead.update.fields.FieldIndex;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Since when an environment holds what it holds of an image. */
final class Running {
    private final EnvironmentPast past;
    private final int same;

    private Running(EnvironmentPast past, int same) {
        this.past = past;
        this.same = same;
    }

    static Running of(EnvironmentPast past, ImageName image, Scope scope) {
        Set<ImageReference> now = held(past.at(0), image, scope);
        int same = 1;
        while (same < past.line().size() && held(past.at(same), image, scope).equals(now)) {
            same++;
        }
        return new Running(past, same);
    }

    /** What the fields of an image hold, each version once. */
    static Set<ImageReference> held(FieldIndex index, ImageName image, Scope scope) {
        return index.of(image).stream()
                .filter(field -> scope.contains(field.file()))
                .flatMap(field -> reference(field).stream())
                .collect(Collectors.toSet());
    }

    static Optional<ImageReference> reference(ImageField field) {
        return ImageReference.tryParse(field.shown());
    }

    /**
     * When it came; empty where it was there already at the beginning of what was read. A commit that is dated before those
     * that it stands on came no earlier than they.
     */
    Optional<Instant> since() {
        List<CommitInfo> line = past.line();
        boolean fromTheBeginning =
                same == line.size() && !line.get(same - 1).parents().isEmpty();
        return fromTheBeginning
                ? Optional.empty()
                : line.subList(same - 1, line.size()).stream()
                        .map(CommitInfo::time)
                        .max(Instant::compareTo);
    }

    /** The newest commits that hold it, the newest first. */
    List<String> commits() {
        return past.line().stream()
                .limit(Math.min(same, EnvironmentPast.NEWEST))
                .map(CommitInfo::id)
                .map(GitId::toString)
                .toList();
    }

    /** The commits in front of it, as far as they were read. */
    List<String> commitsBefore() {
        return past.line().stream()
                .skip(same)
                .limit(EnvironmentPast.NEWEST)
                .map(CommitInfo::id)
                .map(GitId::toString)
                .toList();
    }
}
