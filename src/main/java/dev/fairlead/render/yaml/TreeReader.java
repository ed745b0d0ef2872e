package dev.fairlead.render.yaml;

import dev.fairlead.Problem;
import dev.fairlead.render.RenderException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.comments.CommentType;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CommentEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/** Builds the tree of a text's first document. An alias becomes a copy of its anchor's node, of which there may not be too many. */
final class TreeReader {
    private static final int DEEPEST = 1_000;
    private static final int MOST_COPIED = 1_000_000;
    private static final int MOST_TABS = 100;
    private static final LoaderOptions OPTIONS = options();

    private final String name;
    private final int lineBefore;
    private final Map<String, Node> anchors = new HashMap<>();
    private int copied;
    private String text = "";
    private boolean narrow; // every character is a code point of its own

    /** @param lineBefore how many lines of the file stand before the text */
    TreeReader(String name, int lineBefore) {
        this.name = name;
        this.lineBefore = lineBefore;
    }

    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        return options;
    }

    /** Whether there is a comment in a text that can be read. */
    static boolean hasComments(String text) {
        if (text.indexOf('#') < 0) {
            return false;
        }
        LoaderOptions options = options();
        options.setProcessComments(true);
        Parser parser = new ParserImpl(new StreamReader(text), options);
        for (Event event = parser.getEvent(); event != null; event = parser.getEvent()) {
            if (event instanceof CommentEvent comment && comment.getCommentType() != CommentType.BLANK_LINE) {
                return true;
            }
        }
        return false;
    }

    /** The first document, null if there is none. */
    @Nullable
    Node read(String text) {
        String readable = text.startsWith("\uFEFF") ? text.substring(1) : text;
        for (int tabs = 0; ; tabs++) {
            try {
                this.text = readable;
                this.narrow = readable.codePointCount(0, readable.length()) == readable.length();
                return document(new ParserImpl(new StreamReader(readable), OPTIONS));
            } catch (MarkedYAMLException e) {
                int tab = tab(readable, e.getProblemMark());
                if (tab < 0 || tabs == MOST_TABS) {
                    throw malformed(e);
                }
                readable = readable.substring(0, tab) + ' ' + readable.substring(tab + 1);
            } catch (RenderException e) {
                throw e;
            } catch (RuntimeException e) { // the scanner answers some garbage with errors of other kinds
                throw new RenderException(
                        new Problem(name, "not valid YAML: " + e.getMessage(), "correct the file's syntax"), e);
            }
        }
    }

    /** Where the parser stumbled over a tab between a key and its value, which Go's readers allow; -1 if it did not. */
    private static int tab(String text, @Nullable Mark mark) {
        if (mark == null) {
            return -1;
        }
        int at = text.offsetByCodePoints(0, Math.min(mark.getIndex(), text.codePointCount(0, text.length())));
        if (at >= text.length() || text.charAt(at) != '\t') {
            return -1;
        }
        int start = text.lastIndexOf('\n', at) + 1;
        String head = text.substring(start, at).strip();
        boolean block =
                head.isEmpty() || head.equals("-") || head.equals("?") || head.equals(":") || head.endsWith(" -");
        return block ? -1 : at;
    }

    private RenderException malformed(MarkedYAMLException e) {
        Mark mark = e.getProblemMark() != null ? e.getProblemMark() : e.getContextMark();
        String place =
                mark == null ? name : name + ":" + (lineBefore + mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
        String problem = e.getProblem() != null ? e.getProblem() : "it cannot be parsed";
        return new RenderException(new Problem(place, "not valid YAML: " + problem, "correct the file's syntax"), e);
    }

    private @Nullable Node document(Parser parser) {
        anchors.clear();
        copied = 0;
        parser.getEvent();
        Event event = parser.getEvent();
        if (event.is(Event.ID.StreamEnd)) {
            return null;
        }
        Node root = node(parser, parser.getEvent(), 0);
        parser.getEvent();
        return root;
    }

    private Node node(Parser parser, Event event, int depth) {
        if (depth > DEEPEST) {
            throw new RenderException(
                    new Problem(place(event), "it is nested more than " + DEEPEST + " levels deep", "flatten it"));
        }
        if (event instanceof ScalarEvent scalar) {
            return anchored(scalar.getAnchor(), scalar(scalar), event);
        }
        if (event instanceof AliasEvent alias) {
            return aliased(alias);
        }
        if (event instanceof SequenceStartEvent start) {
            Node node = collection(Kind.SEQUENCE, Tags.SEQ, start.getTag(), start.isFlow());
            anchored(start.getAnchor(), node, event);
            children(parser, node, Event.ID.SequenceEnd, depth);
            return node;
        }
        MappingStartEvent start = (MappingStartEvent) event;
        Node node = collection(Kind.MAPPING, Tags.MAP, start.getTag(), start.isFlow());
        anchored(start.getAnchor(), node, event);
        children(parser, node, Event.ID.MappingEnd, depth);
        return node;
    }

    private void children(Parser parser, Node node, Event.ID end, int depth) {
        for (Event event = parser.getEvent(); !event.is(end); event = parser.getEvent()) {
            boolean key = node.is(Kind.MAPPING) && node.content().size() % 2 == 0;
            if (key && node.style() == Style.FLOW && event instanceof ScalarEvent scalar) {
                demandSpaceBehindColon(scalar);
            }
            node.content().add(node(parser, event, depth + 1));
        }
    }

    /** Go's readers take the colon of {@code {a:}} for a part of the key; so does nobody who writes it. */
    private void demandSpaceBehindColon(ScalarEvent key) {
        if (!key.isPlain()) {
            return;
        }
        int end = narrow
                ? key.getEndMark().getIndex()
                : text.offsetByCodePoints(0, key.getEndMark().getIndex());
        boolean colon = end + 1 < text.length() && text.charAt(end) == ':';
        if (colon && ",[]{}".indexOf(text.charAt(end + 1)) >= 0) {
            throw new RenderException(new Problem(
                    place(key),
                    "'" + key.getValue() + ":' has no space behind its colon, and is no key for every reader",
                    "put a space behind the colon"));
        }
    }

    private Node anchored(@Nullable String anchor, Node node, Event event) {
        if (anchor != null) {
            anchors.put(anchor, node);
        }
        return node.withLine(line(event));
    }

    private Node aliased(AliasEvent alias) {
        Node target = anchors.get(alias.getAnchor());
        if (target == null) {
            throw new RenderException(new Problem(
                    place(alias), "the anchor '" + alias.getAnchor() + "' is not known here", "define it above"));
        }
        copied += size(target, MOST_COPIED - copied, 0);
        if (copied >= MOST_COPIED) {
            throw new RenderException(new Problem(
                    place(alias), "its aliases stand for more than " + MOST_COPIED + " nodes", "write less of it"));
        }
        return target.copy().withLine(line(alias));
    }

    private int size(Node node, int most, int depth) {
        int size = 1;
        for (Node child : node.content()) {
            if (size >= most || depth > DEEPEST) {
                return most;
            }
            size += size(child, most - size, depth + 1);
        }
        return size;
    }

    private int line(Event event) {
        return lineBefore + event.getStartMark().getLine() + 1;
    }

    private String place(Event event) {
        return name + ":" + line(event);
    }

    private static Node collection(Kind kind, String core, @Nullable String tag, boolean flow) {
        Node node = Node.empty(kind);
        node.retype(kind, explicit(tag) ? Tags.shortened(tag(tag)) : core);
        return flow ? node.withStyle(Style.FLOW) : node;
    }

    private static boolean explicit(@Nullable String tag) {
        return tag != null && !tag.isEmpty() && !tag.equals("!");
    }

    private static String tag(@Nullable String tag) {
        return tag == null ? "" : tag;
    }

    private static Node scalar(ScalarEvent event) {
        Style style = style(event.getScalarStyle());
        String value = event.getValue();
        if (explicit(event.getTag())) {
            return Node.scalar(Tags.shortened(tag(event.getTag())), value)
                    .withStyle(style)
                    .withTagWritten();
        }
        if (style != Style.PLAIN) {
            return Node.scalar(Tags.STR, value).withStyle(style);
        }
        return Node.scalar(
                value.equals("<<") ? Tags.MERGE : Scalars.resolve(value).tag(), value);
    }

    private static Style style(DumperOptions.ScalarStyle style) {
        return switch (style) {
            case DOUBLE_QUOTED -> Style.DOUBLE_QUOTED;
            case SINGLE_QUOTED -> Style.SINGLE_QUOTED;
            case LITERAL -> Style.LITERAL;
            case FOLDED -> Style.FOLDED;
            default -> Style.PLAIN;
        };
    }
}
