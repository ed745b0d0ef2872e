package dev.fairlead.manifest.yaml;

import dev.fairlead.Problem;
import dev.fairlead.manifest.yaml.EventParser.Events;
import dev.fairlead.manifest.yaml.Node.Origin;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;

/** Builds the trees of a file from the parser's events, without recursion and without expanding aliases. */
final class TreeBuilder {
    private final YamlFile file;
    private final SourceText text;
    private final int deepest;
    private final List<Document> documents = new ArrayList<>(1);
    private final List<Scalar> scalars = new ArrayList<>();
    private final Deque<Branch> open = new ArrayDeque<>();
    private final Map<String, Node> anchors = new HashMap<>();
    private @Nullable Document document;
    private int branches;

    private TreeBuilder(YamlFile file, SourceText text, YamlLimits limits) {
        this.file = file;
        this.text = text;
        this.deepest = limits.depth();
    }

    /** What a file holds: its documents, and all its scalars in the order of the text, keys included. */
    record Trees(List<Document> documents, List<Scalar> scalars, Optional<Events> events) {}

    static Trees build(YamlFile file, SourceText text, YamlLimits limits) {
        return EventParser.read(text, parser -> {
            TreeBuilder builder = new TreeBuilder(file, text, limits);
            for (Event event = parser.getEvent(); event != null; event = parser.getEvent()) {
                builder.take(event);
            }
            return builder.trees(Optional.empty());
        });
    }

    /** Keeps the events, too, for who is going to compare them. */
    static Trees buildAndKeep(YamlFile file, SourceText text, YamlLimits limits) {
        int[] attempts = {0};
        return EventParser.read(text, parser -> {
            int tabs = attempts[0]++;
            List<Event> events = new ArrayList<>();
            TreeBuilder builder = new TreeBuilder(file, text, limits);
            for (Event event = parser.getEvent(); event != null; event = parser.getEvent()) {
                builder.take(event);
                events.add(event);
            }
            return builder.trees(Optional.of(new Events(events, tabs)));
        });
    }

    /** The trees of a text whose events were read already. */
    static Trees build(YamlFile file, SourceText text, YamlLimits limits, Events events) {
        TreeBuilder builder = new TreeBuilder(file, text, limits);
        events.events().forEach(builder::take);
        return builder.trees(Optional.empty());
    }

    private Trees trees(Optional<Events> events) {
        return new Trees(documents, scalars, events);
    }

    private void take(Event event) {
        switch (event.getEventId()) {
            case DocumentStart -> startDocument();
            case MappingStart, SequenceStart -> startBranch((CollectionStartEvent) event);
            case MappingEnd, SequenceEnd -> open.pop().close(event.getEndMark().getIndex());
            case Scalar -> scalar((ScalarEvent) event);
            case Alias -> alias((AliasEvent) event);
            default -> {}
        }
    }

    private void startDocument() {
        document = new Document(file, documents.size());
        documents.add(document);
        anchors.clear();
    }

    private void startBranch(CollectionStartEvent event) {
        if (open.size() == deepest) {
            throw refuse(event.getStartMark(), "more than " + deepest + " levels of mappings and sequences");
        }
        boolean flow = event.getFlowStyle() == FlowStyle.FLOW;
        Origin origin = origin(event, event.getTag(), event.getEndMark());
        Branch branch = event.getEventId() == Event.ID.MappingStart
                ? new Mapping(document(), origin, flow, branches++)
                : new Sequence(document(), origin, flow, branches++);
        attach(branch, event);
        open.push(branch);
    }

    private void scalar(ScalarEvent event) {
        Origin origin = origin(event, event.getTag(), event.getEndMark());
        Scalar scalar = new Scalar(
                document(),
                origin,
                event.getValue(),
                style(event),
                event.getEndMark().getIndex(),
                scalars.size());
        scalars.add(scalar);
        attach(scalar, event);
    }

    private void alias(AliasEvent event) {
        Node target = anchors.get(event.getAnchor());
        if (target == null) {
            throw refuse(event.getStartMark(), "the alias *" + event.getAnchor() + " names no anchor above it");
        }
        Mark mark = event.getStartMark();
        Origin origin = new Origin(null, null, mark.getIndex(), mark.getLine(), mark.getColumn());
        Alias alias = new Alias(document(), origin, event.getAnchor(), target);
        document().alias(alias);
        hang(alias);
    }

    private void attach(Node node, NodeEvent event) {
        if (event.getAnchor() != null) {
            anchors.put(event.getAnchor(), node);
        }
        hang(node);
    }

    private void hang(Node node) {
        Branch above = open.peek();
        if (above == null) {
            document().root(node);
        } else {
            above.add(node);
        }
    }

    private Document document() {
        Document current = document;
        if (current == null) {
            throw new IllegalStateException("a node outside of a document");
        }
        return current;
    }

    /** Where a node's own text begins: the events of nodes with an anchor or a tag begin with these. */
    private Origin origin(NodeEvent event, @Nullable String tag, Mark end) {
        Mark mark = event.getStartMark();
        if (event.getAnchor() == null && tag == null) {
            return new Origin(null, null, mark.getIndex(), mark.getLine(), mark.getColumn());
        }
        int line = mark.getLine();
        int lineStart = mark.getIndex() - mark.getColumn();
        int at = mark.getIndex();
        while (at < end.getIndex()) {
            int next = afterProperty(at);
            if (next == at) {
                break;
            }
            if (text.isBreak(at)) {
                line++;
                lineStart = next;
            }
            at = Math.min(next, end.getIndex());
        }
        return new Origin(event.getAnchor(), tag, at, line, at - lineStart);
    }

    /** The index after the anchor, tag, comment or white space that begins here, or the same index where there is none. */
    private int afterProperty(int at) {
        int c = text.at(at);
        if (text.isBreak(at)) {
            return text.afterBreak(at);
        }
        if (c == ' ' || c == '\t') {
            return at + 1;
        }
        if (c == '#') {
            return text.lineEnd(at);
        }
        if (c != '&' && c != '!') {
            return at;
        }
        int next = at + 1;
        while (next < text.length() && !text.isBlank(next) && !text.isBreak(next)) {
            next++;
        }
        return next;
    }

    private UnreadableException refuse(Mark mark, String cause) {
        String place = text.name() + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
        return new UnreadableException(new Problem(place, cause, "correct the file"));
    }

    private static ScalarStyle style(ScalarEvent event) {
        return switch (event.getScalarStyle()) {
            case SINGLE_QUOTED -> ScalarStyle.SINGLE_QUOTED;
            case DOUBLE_QUOTED -> ScalarStyle.DOUBLE_QUOTED;
            case LITERAL -> ScalarStyle.LITERAL;
            case FOLDED -> ScalarStyle.FOLDED;
            default -> ScalarStyle.PLAIN;
        };
    }
}
