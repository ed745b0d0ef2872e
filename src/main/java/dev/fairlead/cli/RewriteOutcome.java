package dev.fairlead.cli;

import dev.fairlead.Counted;
import dev.fairlead.FairleadException;
import dev.fairlead.manifest.Rewrite;
import dev.fairlead.manifest.RewriteReport;
import dev.fairlead.manifest.disk.DiskFile;
import dev.fairlead.manifest.field.Place;
import dev.fairlead.manifest.field.Refusal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a rewrite came to, on disk or as a proposal.
 *
 * @param report what was planned
 * @param changing the files that change, or were changed
 * @param refused what was wanted and is not done
 * @param written whether the files were written
 */
record RewriteOutcome(RewriteReport report, List<Rewrite> changing, List<Refusal> refused, boolean written) {

    /** Nothing is written. */
    static RewriteOutcome dry(RewriteReport report) {
        return new RewriteOutcome(report, report.changed(), report.refused(), false);
    }

    /** Writes every file that changes; an atomic run writes none if anything is refused, and takes back what it wrote. */
    static RewriteOutcome write(RewriteReport report, boolean atomic) {
        if (atomic && !report.refused().isEmpty()) {
            return new RewriteOutcome(report, List.of(), report.refused(), false);
        }
        List<Rewrite> written = new ArrayList<>();
        List<Refusal> refused = new ArrayList<>(report.refused());
        for (Rewrite rewrite : report.changed()) {
            try {
                DiskFile.replace(Path.of(rewrite.path()), rewrite.before(), rewrite.after());
                written.add(rewrite);
            } catch (FairleadException failure) {
                refused.add(new Refusal(
                        Place.of(rewrite.path()),
                        failure.problem().cause(),
                        failure.problem().remedy()));
                if (atomic) {
                    written.forEach(one -> DiskFile.replace(Path.of(one.path()), one.after(), one.before()));
                    return new RewriteOutcome(report, List.of(), refused, false);
                }
            }
        }
        return new RewriteOutcome(report, List.copyOf(written), List.copyOf(refused), true);
    }

    String summary() {
        int values =
                changing.stream().mapToInt(rewrite -> rewrite.changes().size()).sum();
        String verb = written ? " changed" : " to change";
        return Counted.of(values, "value") + verb + " in " + Counted.of(changing.size(), "file")
                + (refused.isEmpty() ? "" : ", " + refused.size() + " refused");
    }
}
