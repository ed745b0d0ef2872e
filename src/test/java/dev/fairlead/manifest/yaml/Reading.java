package dev.fairlead.manifest.yaml;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/** SnakeYAML's own reading of a file, by its own stream reader: what the code under test is held against. */
final class Reading {
    private final List<Event> events = new ArrayList<>();
    private final List<ScalarEvent> scalars = new ArrayList<>();

    private Reading(String text) {
        String withoutBom = text.startsWith("\uFEFF") ? text.substring(1) : text;
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        ParserImpl parser = new ParserImpl(new StreamReader(withoutBom), options);
        for (Event event = parser.getEvent(); event != null; event = parser.getEvent()) {
            events.add(event);
            if (event instanceof ScalarEvent scalar) {
                scalars.add(scalar);
            }
        }
    }

    static Reading of(byte[] bytes) {
        return new Reading(new String(bytes, StandardCharsets.UTF_8));
    }

    /** Of a text in which a tab stands before some comments, and nothing else looks like that: SnakeYAML takes none there. */
    static Reading withTabsBeforeComments(byte[] bytes) {
        return new Reading(new String(bytes, StandardCharsets.UTF_8).replace("\t#", " #"));
    }

    /** Everything that a reader sees, one line an event, with the named scalars' values and styles left out. */
    List<String> without(List<Integer> ordinals) {
        List<String> told = new ArrayList<>();
        int scalar = 0;
        for (Event event : events) {
            boolean hidden = event instanceof ScalarEvent && ordinals.contains(scalar++);
            told.add(hidden ? "the edited one " + anchor(event) : tell(event));
        }
        return told;
    }

    List<String> everything() {
        return without(List.of());
    }

    String value(int ordinal) {
        return scalars.get(ordinal).getValue();
    }

    /** Whether SnakeYAML's YAML 1.1 rules make it a string. */
    boolean isString(int ordinal) {
        ScalarEvent scalar = scalars.get(ordinal);
        if (scalar.getTag() != null) {
            return scalar.getTag().equals("tag:yaml.org,2002:str")
                    || scalar.getTag().equals("!");
        }
        boolean plain = scalar.getImplicit().canOmitTagInPlainScalar();
        return new Resolver().resolve(NodeId.scalar, scalar.getValue(), plain).equals(Tag.STR);
    }

    private static String anchor(Event event) {
        return event instanceof NodeEvent node && node.getAnchor() != null ? "&" + node.getAnchor() : "";
    }

    private static String tell(Event event) {
        String name = event.getEventId() + " " + anchor(event);
        if (event instanceof ScalarEvent scalar) {
            return name + " " + scalar.getTag() + " " + scalar.getScalarStyle().name() + " " + scalar.getValue();
        }
        if (event instanceof CollectionStartEvent start) {
            return name + " " + start.getTag() + " " + start.getFlowStyle().name();
        }
        if (event instanceof DocumentStartEvent start) {
            return name + " " + start.getExplicit() + " " + start.getTags();
        }
        return event instanceof AliasEvent ? "alias " + name : name;
    }
}
