package dev.fairlead.manifest.yaml;

import dev.fairlead.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;

/**
 * Runs SnakeYAML's parser over a text and turns its complaints into problems with a place.
 *
 * <p>YAML, and the Go readers of Kubernetes, allow a tab between a key's colon and its value and behind a value; SnakeYAML does not. Where it stumbles
 * over such a tab, the text is read again with a space in the tab's place: both are one column wide, and the bytes of the file keep the tab.
 */
final class EventParser {
    /** Reading again costs a whole pass; more tabs than this make the file unreadable. */
    static final int MOST_TABS = 100;

    private static final LoaderOptions OPTIONS = options();

    private EventParser() {}

    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE); // held by SourceText
        return options;
    }

    /**
     * All events of a text.
     *
     * @param tabs how many tabs had to be read as spaces
     */
    record Events(List<Event> events, int tabs) {}

    /**
     * All events of the text.
     *
     * @param mostTabs how many tabs may be read as spaces
     */
    static Events events(SourceText text, int mostTabs) {
        int[] attempts = {0};
        List<Event> all = read(text, mostTabs, parser -> {
            attempts[0]++;
            List<Event> events = new ArrayList<>();
            for (Event event = parser.getEvent(); event != null; event = parser.getEvent()) {
                events.add(event);
            }
            return events;
        });
        return new Events(all, attempts[0] - 1);
    }

    /** Lets the consumer take the events from a parser; it is called again, with a new parser, for each tab that had to be a space. */
    static <T> T read(SourceText text, Function<Parser, T> consumer) {
        return read(text, MOST_TABS, consumer);
    }

    private static <T> T read(SourceText text, int mostTabs, Function<Parser, T> consumer) {
        int @Nullable [] points = text.points();
        for (int tabs = 0; ; tabs++) {
            try {
                return consumer.apply(new ParserImpl(new CodePointReader(text, points), OPTIONS));
            } catch (MarkedYAMLException e) {
                int tab = separatingTab(text, e.getProblemMark());
                if (tab < 0 || tabs == mostTabs) {
                    throw unreadable(text, e);
                }
                points = withSpaces(text, tab, tabs == 0 || points == null ? text.copyOfPoints() : points);
            } catch (UnreadableException e) {
                throw e;
            } catch (RuntimeException e) { // the scanner answers some garbage with errors of other kinds
                throw new UnreadableException(
                        new Problem(
                                text.name(), "the YAML parser gave up: " + e.getMessage(), "correct the file's syntax"),
                        e);
            }
        }
    }

    private static int[] withSpaces(SourceText text, int from, int[] points) {
        for (int i = from; text.isBlank(i); i++) {
            points[i] = ' ';
        }
        return points;
    }

    /** The index of the tab that the parser stumbled over, if a value or a comment may stand behind it; else -1. */
    private static int separatingTab(SourceText text, @Nullable Mark at) {
        if (at == null || text.at(at.getIndex()) != '\t') {
            return -1;
        }
        int before = at.getIndex() - 1;
        while (text.isBlank(before)) {
            before--;
        }
        int start = text.lineStart(at.getIndex());
        boolean indentation = before < start;
        // Behind "-", "?" and a ":" of their kind a block may begin, whose indentation no tab can be part of.
        String head = text.substring(start, before + 1).strip();
        boolean indicator = head.equals("-") || head.equals("?") || head.equals(":") || head.endsWith(" -");
        return indentation || indicator ? -1 : at.getIndex();
    }

    private static UnreadableException unreadable(SourceText text, MarkedYAMLException e) {
        Mark mark = e.getProblemMark() != null ? e.getProblemMark() : e.getContextMark();
        String place =
                mark == null ? text.name() : text.name() + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
        String cause = e.getProblem() != null ? e.getProblem() : "it cannot be parsed";
        String context = e.getContext() != null ? " (" + e.getContext() + ")" : "";
        return new UnreadableException(
                new Problem(place, "not valid YAML: " + cause + context, "correct the file's syntax"), e);
    }
}
