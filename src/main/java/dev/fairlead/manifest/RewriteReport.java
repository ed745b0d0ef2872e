package dev.fairlead.manifest;

import dev.fairlead.manifest.field.Refusal;
import java.util.List;
import java.util.stream.Stream;

/**
 * What became of a rewrite of many files.
 *
 * @param rewrites the files that change, and those in which something wanted was refused, in the order of the files
 * @param overlays overlays whose base holds a wanted image, and which got no entry for it
 * @param unmatched for each image and policy that changed nothing and was refused nowhere, why
 */
public record RewriteReport(List<Rewrite> rewrites, List<Refusal> overlays, List<String> unmatched) {
    public RewriteReport {
        rewrites = List.copyOf(rewrites);
        overlays = List.copyOf(overlays);
        unmatched = List.copyOf(unmatched);
    }

    /** The files that change. */
    public List<Rewrite> changed() {
        return rewrites.stream().filter(Rewrite::changed).toList();
    }

    /** Everything that was wanted and refused: fields, files that cannot be read, overlays without an entry. */
    public List<Refusal> refused() {
        return Stream.concat(rewrites.stream().flatMap(rewrite -> rewrite.refusals().stream()), overlays.stream())
                .toList();
    }
}
