package dev.fairlead.update;

import dev.fairlead.Problem;
import dev.fairlead.manifest.field.Refusal;
import dev.fairlead.update.fields.FieldIndex;
import dev.fairlead.update.fields.Unread;
import dev.fairlead.update.report.GroupReport;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells of files that could not be read. One that names a wanted image in full is told by its group; of the others, which
 * may yet spread its name over several values, one line tells the number and the first places.
 */
final class UnreadFiles {
    private static final int NAMED = 3;

    private UnreadFiles() {}

    /** The line; empty where every file could be read, or is told already. */
    static Optional<String> note(Collection<FieldIndex> indexes, List<GroupReport> reports) {
        Set<Problem> told =
                reports.stream().flatMap(report -> report.unchanged().stream()).collect(Collectors.toSet());
        List<Problem> silent = indexes.stream()
                .flatMap(index -> index.unread().stream())
                .map(Unread::reason)
                .map(Refusal::problem)
                .filter(problem -> !told.contains(problem))
                .distinct()
                .toList();
        if (silent.isEmpty()) {
            return Optional.empty();
        }
        String places = silent.stream()
                .limit(NAMED)
                .map(problem -> problem.place() + " (" + problem.cause() + ")")
                .collect(Collectors.joining(", "));
        String more = silent.size() > NAMED ? " and " + (silent.size() - NAMED) + " more" : "";
        return Optional.of((silent.size() == 1 ? "a file that may hold" : silent.size() + " files that may hold")
                + " a wanted image could not be read: " + places + more + "; 'fairlead scan' tells all");
    }
}
