package dev.fairlead.manifest.locate;

import dev.fairlead.image.ImageReference;
import dev.fairlead.manifest.field.Part;
import dev.fairlead.manifest.field.Place;
import dev.fairlead.manifest.field.Refusal;
import dev.fairlead.manifest.find.TextSpot;
import dev.fairlead.manifest.marker.Marker;
import dev.fairlead.manifest.marker.OwnMarker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads our markers in texts whose grammar is not known: Jenkinsfiles, Terraform, Dockerfiles. A marker at the end of a line
 * is about that line, one alone on its line about the next. A reference is the one word of the line that is such a
 * reference; another part is the line's last quoted string, or its last word where nothing is quoted.
 */
final class TextMarkers {
    private static final Pattern COMMENT =
            Pattern.compile("(?:^|\\s)(?:#|//|--|/\\*|<!--)\\s*(" + OwnMarker.KEY + ".*?)\\s*(?:\\*/|-->)?\\s*$");
    private static final Pattern WORD = Pattern.compile("[\\w\\[][\\w./:@\\[\\]-]*");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"|'([^']*)'");

    private final String path;
    private final String text;
    private final Marked marked;
    private final List<Refusal> strays = new ArrayList<>();

    TextMarkers(String path, String text, Marked marked) {
        this.path = path;
        this.text = text;
        this.marked = marked;
    }

    /** Joins the markers to their values, and tells those for which there is none. */
    List<Refusal> read() {
        int number = 0;
        int start = 0;
        Optional<Marker> waiting = Optional.empty();
        while (start < text.length()) {
            int end = lineEnd(start);
            number++;
            String line = text.substring(start, end);
            Matcher comment = COMMENT.matcher(line);
            boolean marks = comment.find();
            String code = marks ? line.substring(0, comment.start()) : line;
            Optional<Marker> marker = marks ? OwnMarker.read(comment.group(1)) : Optional.empty();
            if (code.isBlank()) {
                waiting = marker.or(() -> Optional.empty());
            } else {
                Optional<Marker> taken = marker.isPresent() ? marker : waiting;
                int from = start;
                int at = number;
                taken.ifPresent(one -> join(one, code, from, at));
                waiting = Optional.empty();
            }
            start = end + 1;
        }
        return strays;
    }

    private int lineEnd(int start) {
        int end = text.indexOf('\n', start);
        return end < 0 ? text.length() : end;
    }

    private void join(Marker marker, String code, int start, int line) {
        Optional<int[]> range = marker instanceof Marker.Own own ? range(own, code) : quotedOrWord(code);
        if (range.isPresent()) {
            TextSpot spot = TextFields.spot(path, text, start + range.get()[0], start + range.get()[1]);
            marked.join(spot, marker instanceof Marker.Own own ? withPart(own) : marker);
        } else {
            strays.add(new Refusal(
                    new Place(path, line, 1),
                    "the marker of this line does not fit: it holds no single value of that kind",
                    "put the value on a line of its own, and say part= and image="));
        }
    }

    private static Marker withPart(Marker.Own own) {
        return new Marker.Own(own.image(), Optional.of(own.part().orElse(Part.REFERENCE)), own.policy());
    }

    private static Optional<int[]> range(Marker.Own own, String code) {
        return own.part().orElse(Part.REFERENCE) == Part.REFERENCE ? reference(own, code) : quotedOrWord(code);
    }

    private static Optional<int[]> reference(Marker.Own own, String code) {
        List<int[]> ranges = new ArrayList<>();
        Matcher word = WORD.matcher(code);
        while (word.find()) {
            boolean fits = ImageReference.tryParse(word.group())
                    .filter(reference -> own.image()
                            .map(reference.name()::equals)
                            .orElse(reference.tag().isPresent()
                                    || reference.digest().isPresent()))
                    .isPresent();
            if (fits) {
                ranges.add(new int[] {word.start(), word.end()});
            }
        }
        return ranges.size() == 1 ? Optional.of(ranges.get(0)) : Optional.empty();
    }

    private static Optional<int[]> quotedOrWord(String code) {
        int[] last = null;
        Matcher quoted = QUOTED.matcher(code);
        while (quoted.find()) {
            int group = quoted.group(1) != null ? 1 : 2;
            last = new int[] {quoted.start(group), quoted.end(group)};
        }
        Matcher word = WORD.matcher(code);
        while (last == null && word.find()) {
            if (code.substring(word.end()).replaceAll("[\\s;,)]", "").isEmpty()) {
                last = new int[] {word.start(), word.end()};
            }
        }
        return Optional.ofNullable(last);
    }
}
