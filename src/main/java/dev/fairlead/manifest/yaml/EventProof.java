package dev.fairlead.manifest.yaml;

import dev.fairlead.manifest.yaml.Content.Field;
import dev.fairlead.manifest.yaml.Content.Fields;
import dev.fairlead.manifest.yaml.Content.Items;
import dev.fairlead.manifest.yaml.Content.Text;
import dev.fairlead.manifest.yaml.EventParser.Events;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentEndEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;

/** Compares the events of a text before and after some edits: nothing may differ but what was wanted, and all that was wanted must. */
final class EventProof {
    private final Map<Integer, String> values;
    private final Map<Integer, Content> additions;
    private final Iterator<Event> before;
    private final Iterator<Event> after;
    private final Deque<Integer> open = new ArrayDeque<>();
    private int scalars;
    private int branches;

    private EventProof(Map<Integer, String> values, Map<Integer, Content> additions, Events before, Events after) {
        this.values = values;
        this.additions = additions;
        this.before = before.events().iterator();
        this.after = after.events().iterator();
    }

    /**
     * What differs without being wanted; empty if the edits are proved.
     *
     * @param values the wanted new values by the number of the scalar in the text before
     * @param additions what is to be found at the end of mappings and sequences, by their number in the text before
     */
    static Optional<String> difference(
            Map<Integer, String> values, Map<Integer, Content> additions, Events before, Events after) {
        return new EventProof(values, additions, before, after).compare();
    }

    private Optional<String> compare() {
        while (before.hasNext()) {
            Event was = before.next();
            if (!isSame(was)) {
                return Optional.of("reading the edited file again shows another difference, near what is in line "
                        + (was.getStartMark().getLine() + 1) + " now");
            }
        }
        return after.hasNext() ? Optional.of("the edited file has something more at its end") : Optional.empty();
    }

    private boolean isSame(Event was) {
        switch (was.getEventId()) {
            case MappingStart, SequenceStart -> open.push(branches++);
            case MappingEnd, SequenceEnd -> {
                Content added = additions.get(open.pop());
                if (added != null && !followsInside(added)) {
                    return false;
                }
            }
            default -> {}
        }
        if (!after.hasNext()) {
            return false;
        }
        Event is = after.next();
        if (was instanceof ScalarEvent old) {
            String wanted = values.get(scalars++);
            return is instanceof ScalarEvent now
                    && (wanted == null ? isSameScalar(old, now) : isWanted(old, now, wanted));
        }
        return is.getEventId() == was.getEventId() && isSameShape(was, is);
    }

    private static boolean isSameShape(Event was, Event is) {
        if (was instanceof CollectionStartEvent old && is instanceof CollectionStartEvent now) {
            return isSameNode(old, now)
                    && Objects.equals(old.getTag(), now.getTag())
                    && old.getImplicit() == now.getImplicit()
                    && old.getFlowStyle() == now.getFlowStyle();
        }
        if (was instanceof DocumentStartEvent old && is instanceof DocumentStartEvent now) {
            return old.getExplicit() == now.getExplicit()
                    && old.getVersion() == now.getVersion()
                    && Objects.equals(old.getTags(), now.getTags());
        }
        if (was instanceof DocumentEndEvent old && is instanceof DocumentEndEvent now) {
            return old.getExplicit() == now.getExplicit();
        }
        return !(was instanceof NodeEvent old) || isSameNode(old, (NodeEvent) is);
    }

    private static boolean isSameNode(NodeEvent was, NodeEvent is) {
        return Objects.equals(was.getAnchor(), is.getAnchor());
    }

    private static boolean isSameScalar(ScalarEvent was, ScalarEvent is) {
        return isSameNode(was, is)
                && Objects.equals(was.getTag(), is.getTag())
                && was.getScalarStyle() == is.getScalarStyle()
                && was.getImplicit().canOmitTagInPlainScalar()
                        == is.getImplicit().canOmitTagInPlainScalar()
                && was.getImplicit().canOmitTagInNonPlainScalar()
                        == is.getImplicit().canOmitTagInNonPlainScalar()
                && was.getValue().equals(is.getValue());
    }

    private static boolean isWanted(ScalarEvent was, ScalarEvent is, String wanted) {
        boolean quoted = is.getScalarStyle() == DumperOptions.ScalarStyle.DOUBLE_QUOTED;
        return isSameNode(was, is)
                && Objects.equals(was.getTag(), is.getTag())
                && is.getValue().equals(wanted)
                && (quoted || was.getScalarStyle() == is.getScalarStyle())
                && (is.getScalarStyle() != DumperOptions.ScalarStyle.PLAIN
                        || is.getTag() != null
                        || PlainText.isString(wanted));
    }

    private boolean followsInside(Content added) {
        if (added instanceof Items items) {
            return items.items().stream().allMatch(this::follows);
        }
        return ((Fields) added).fields().stream().allMatch(this::followsField);
    }

    private boolean followsField(Field field) {
        return follows(new Text(field.name())) && follows(field.content());
    }

    private boolean follows(Content added) {
        if (!after.hasNext()) {
            return false;
        }
        Event is = after.next();
        if (added instanceof Text wanted) {
            return is instanceof ScalarEvent now
                    && now.getValue().equals(wanted.value())
                    && now.getTag() == null
                    && now.getAnchor() == null
                    && (now.getScalarStyle() != DumperOptions.ScalarStyle.PLAIN || PlainText.isString(wanted.value()));
        }
        boolean mapping = added instanceof Fields;
        return is.getEventId() == (mapping ? Event.ID.MappingStart : Event.ID.SequenceStart)
                && followsInside(added)
                && after.hasNext()
                && after.next().getEventId() == (mapping ? Event.ID.MappingEnd : Event.ID.SequenceEnd);
    }
}
