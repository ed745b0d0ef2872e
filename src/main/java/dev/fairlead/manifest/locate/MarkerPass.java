package dev.fairlead.manifest.locate;

import dev.fairlead.manifest.field.Place;
import dev.fairlead.manifest.field.Refusal;
import dev.fairlead.manifest.find.YamlSpot;
import dev.fairlead.manifest.marker.FluxMarker;
import dev.fairlead.manifest.marker.Marker;
import dev.fairlead.manifest.marker.OwnMarker;
import dev.fairlead.manifest.yaml.Comment;
import dev.fairlead.manifest.yaml.Scalar;
import dev.fairlead.manifest.yaml.Sequence;
import dev.fairlead.manifest.yaml.YamlFile;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the marker comments of YAML. A marker belongs to the one value whose line it ends; ours may also fill the line above,
 * and Flux's the line above an item of a list, which is how Flux itself reads it.
 */
final class MarkerPass {
    private final Marked marked;
    private final Set<Integer> readLines = new HashSet<>();
    /** The lines of comments that belong to a value by now, in the text that is being read: a string may be one line of the file. */
    private final Set<Integer> taken = new HashSet<>();

    MarkerPass(Marked marked) {
        this.marked = marked;
    }

    /** Joins the markers of this file's values; afterwards {@link #strays} can say which markers are left. */
    void read(YamlFile file) {
        taken.clear();
        Map<Integer, Integer> valuesPerLine = new HashMap<>();
        for (Scalar scalar : file.scalars()) {
            if (!scalar.isKey()) {
                valuesPerLine.merge(scalar.innerLine(), 1, Integer::sum);
            }
        }
        for (Scalar scalar : file.scalars()) {
            if (!scalar.isKey()) {
                read(scalar, valuesPerLine.getOrDefault(scalar.innerLine(), 1) == 1);
            }
        }
    }

    private void read(Scalar scalar, boolean onlyValue) {
        Optional<Comment> beside = scalar.comment().filter(comment -> scalar.isLastOnLine());
        if (beside.isPresent() && take(scalar, beside.get(), true, onlyValue)) {
            return;
        }
        Optional<Comment> behindKey = scalar.keyComment();
        if (behindKey.isPresent() && take(scalar, behindKey.get(), true, onlyValue)) {
            return;
        }
        List<Comment> above = scalar.commentsAbove();
        if (!above.isEmpty()) {
            boolean item = scalar.parent().filter(Sequence.class::isInstance).isPresent();
            take(scalar, above.get(above.size() - 1), item, onlyValue);
        }
    }

    private boolean take(Scalar scalar, Comment comment, boolean asFluxDoes, boolean onlyValue) {
        Optional<Marker> marker = OwnMarker.read(comment.text())
                .or(() -> asFluxDoes ? FluxMarker.read(comment.text()) : Optional.empty());
        if (marker.isEmpty() || !taken.add(comment.innerLine())) {
            return false;
        }
        readLines.add(comment.line());
        Marker joined = onlyValue
                ? marker.get()
                : new Marker.Broken("several values stand on its line, and it does not say which one it means");
        marked.join(YamlSpot.of(scalar), joined);
        return true;
    }

    /** The markers of a text that belong to no value. */
    List<Refusal> strays(String path, String text) {
        return text.contains(FluxMarker.KEY) || text.contains(OwnMarker.KEY)
                ? new StrayMarkers(path, readLines).find(text)
                : List.of();
    }

    static Refusal stray(Place place) {
        return new Refusal(
                place,
                "this marker stands beside no value that is read",
                "put it at the end of the line of the value that it means");
    }
}
