package dev.fairlead.agent.source.helm;

import dev.fairlead.Problem;
import dev.fairlead.agent.source.SourceException;
import dev.fairlead.agent.source.SourceException.Kind;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceEndEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;

/**
 * Reads one chart's versions out of a repository's {@code index.yaml}. It is read as a stream of events, and only the chart
 * that is wanted is kept: indexes of many megabytes are common.
 */
final class ChartIndex {
    /** Nobody has so many versions of one chart; each is a few hundred bytes. */
    private static final int MOST = 20_000;

    private final Iterator<Event> events;
    private final String place;

    private ChartIndex(Iterator<Event> events, String place) {
        this.events = events;
        this.place = place;
    }

    /**
     * One version of a chart.
     *
     * @param digest the SHA-256 of its archive in hexadecimal, with or without {@code sha256:}; empty where the index has none
     */
    record Entry(String version, List<String> urls, Optional<String> digest) {}

    /**
     * The chart's versions, in the index's order; none where it has no such chart.
     *
     * @throws SourceException ({@link Kind#MALFORMED}) if it is no index
     */
    static List<Entry> read(byte[] yaml, String chart, String place) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        Yaml parser = new Yaml(new SafeConstructor(options));
        try {
            Iterable<Event> events =
                    parser.parse(new InputStreamReader(new ByteArrayInputStream(yaml), StandardCharsets.UTF_8));
            return new ChartIndex(events.iterator(), place).chart(chart);
        } catch (YAMLException | IllegalStateException | java.util.NoSuchElementException e) {
            throw malformed(place, "its index is no YAML", e);
        }
    }

    private List<Entry> chart(String chart) {
        next(); // the stream
        next(); // the document
        if (!(next() instanceof MappingStartEvent)) {
            throw malformed(place, "its index is no mapping", null);
        }
        List<Entry> found = List.of();
        boolean any = false;
        for (Event key = next(); !(key instanceof MappingEndEvent); key = next()) {
            if (isKey(key, "entries")) {
                any = true;
                found = entries(chart);
            } else {
                skip(key);
                skip(next());
            }
        }
        if (!any) {
            throw malformed(place, "its index has no entries", null);
        }
        return found;
    }

    private List<Entry> entries(String chart) {
        Event start = next();
        if (!(start instanceof MappingStartEvent)) {
            skip(start);
            return List.of();
        }
        List<Entry> found = new ArrayList<>();
        for (Event key = next(); !(key instanceof MappingEndEvent); key = next()) {
            if (isKey(key, chart)) {
                versions(found);
            } else {
                skip(key);
                skip(next());
            }
        }
        return found;
    }

    private void versions(List<Entry> found) {
        Event start = next();
        if (!(start instanceof SequenceStartEvent)) {
            skip(start);
            return;
        }
        for (Event item = next(); !(item instanceof SequenceEndEvent); item = next()) {
            if (item instanceof MappingStartEvent) {
                version().ifPresent(found::add);
            } else {
                skip(item);
            }
            if (found.size() > MOST) {
                throw malformed(place, "its index has more than " + MOST + " versions of one chart", null);
            }
        }
    }

    /** A version without a place to get it from is none. */
    private Optional<Entry> version() {
        String version = "";
        String digest = "";
        List<String> urls = List.of();
        for (Event key = next(); !(key instanceof MappingEndEvent); key = next()) {
            Event value = next();
            if (isKey(key, "version") && value instanceof ScalarEvent scalar) {
                version = scalar.getValue();
            } else if (isKey(key, "digest") && value instanceof ScalarEvent scalar) {
                digest = scalar.getValue();
            } else if (isKey(key, "urls") && value instanceof SequenceStartEvent) {
                urls = texts();
            } else {
                skip(value);
            }
        }
        return version.isEmpty() || urls.isEmpty()
                ? Optional.empty()
                : Optional.of(new Entry(version, urls, Optional.of(digest).filter(text -> !text.isBlank())));
    }

    private List<String> texts() {
        List<String> found = new ArrayList<>();
        for (Event item = next(); !(item instanceof SequenceEndEvent); item = next()) {
            if (item instanceof ScalarEvent scalar) {
                found.add(scalar.getValue());
            } else {
                skip(item);
            }
        }
        return found;
    }

    private static boolean isKey(Event event, String name) {
        return event instanceof ScalarEvent scalar && scalar.getValue().equals(name);
    }

    /** What follows of a value whose first event was read. */
    private void skip(Event first) {
        int depth = 0;
        for (Event event = first; ; event = next()) {
            if (event instanceof AliasEvent && depth == 0) {
                return;
            }
            if (event instanceof MappingStartEvent || event instanceof SequenceStartEvent) {
                depth++;
            } else if (event instanceof MappingEndEvent || event instanceof SequenceEndEvent) {
                depth--;
            }
            if (depth == 0) {
                return;
            }
        }
    }

    private Event next() {
        return events.next();
    }

    private static SourceException malformed(
            String place, String cause, @org.jspecify.annotations.Nullable Exception e) {
        return new SourceException(
                Kind.MALFORMED, new Problem(place, cause, "check that the address is a Helm repository's"), e);
    }
}
