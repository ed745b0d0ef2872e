package dev.fairlead.manifest.locate;

import dev.fairlead.manifest.field.Place;
import dev.fairlead.manifest.field.Refusal;
import dev.fairlead.manifest.marker.FluxMarker;
import dev.fairlead.manifest.marker.OwnMarker;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the lines that end in a marker which no value took: a person meant something there, and would otherwise wonder why
 * nothing is updated. Lines that are commented out as a whole are not meant.
 */
final class StrayMarkers {
    private static final Pattern MARKER = Pattern.compile("(?:^|\\s)(#\\s*(?:\\{\\s*\"" + Pattern.quote(FluxMarker.KEY)
            + "\"|" + Pattern.quote(OwnMarker.KEY) + ").*)");

    private final String path;
    private final Set<Integer> readLines;

    StrayMarkers(String path, Set<Integer> readLines) {
        this.path = path;
        this.readLines = Set.copyOf(readLines);
    }

    List<Refusal> find(String text) {
        List<Refusal> strays = new ArrayList<>();
        int number = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            if (!readLines.contains(number)) {
                Matcher marker = MARKER.matcher(line);
                if (marker.find() && !line.substring(0, marker.start(1)).strip().startsWith("#")) {
                    strays.add(MarkerPass.stray(new Place(path, number, marker.start(1) + 1)));
                }
            }
        }
        return strays;
    }
}
