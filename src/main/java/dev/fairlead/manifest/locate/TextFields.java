package dev.fairlead.manifest.locate;

import dev.fairlead.manifest.field.Form;
import dev.fairlead.manifest.field.Part;
import dev.fairlead.manifest.field.Place;
import dev.fairlead.manifest.find.Found;
import dev.fairlead.manifest.find.Held;
import dev.fairlead.manifest.find.TextSpot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;

/** Finds images in a text: the matches of configured patterns, and the values that our markers name. */
final class TextFields {
    private static final Map<String, Part> GROUPS =
            Map.of("image", Part.REFERENCE, "name", Part.NAME, "tag", Part.TAG, "digest", Part.DIGEST);

    private final String path;
    private final String text;
    private final List<Found> found = new ArrayList<>();

    TextFields(String path, String text) {
        this.path = path;
        this.text = text;
    }

    List<Found> find(List<TextPattern> patterns) {
        patterns.forEach(this::matches);
        return found;
    }

    private void matches(TextPattern pattern) {
        Matcher matcher = pattern.pattern().matcher(new BoundedText(path, text));
        Map<String, Part> groups = new TreeMap<>(GROUPS);
        groups.keySet().retainAll(TextPattern.groups(pattern.pattern()));
        while (matcher.find()) {
            List<Held> parts = new ArrayList<>();
            groups.forEach((group, part) -> {
                if (matcher.start(group) >= 0) {
                    parts.add(Held.of(part, spot(matcher.start(group), matcher.end(group))));
                }
            });
            if (!parts.isEmpty()) {
                parts.sort(Comparator.comparingInt(held -> ((TextSpot) held.spot()).from()));
                add(pattern, parts);
            }
        }
    }

    private void add(TextPattern pattern, List<Held> parts) {
        Found one = Found.of(
                Form.TEXT_PATTERN, "line " + parts.get(0).spot().place().line(), parts);
        found.add(pattern.image().map(one::ofImage).orElse(one));
    }

    private TextSpot spot(int from, int to) {
        return spot(path, text, from, to);
    }

    static TextSpot spot(String path, String text, int from, int to) {
        int line = 1;
        int start = 0;
        for (int at = text.indexOf('\n'); at >= 0 && at < from; at = text.indexOf('\n', at + 1)) {
            line++;
            start = at + 1;
        }
        int column = text.codePointCount(start, from) + 1;
        return new TextSpot(new Place(path, line, column), from, to, text.substring(from, to));
    }
}
