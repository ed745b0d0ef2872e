package dev.fairlead.update.config.edit;

import dev.fairlead.manifest.yaml.Mapping;
import dev.fairlead.manifest.yaml.Node;
import dev.fairlead.manifest.yaml.Scalar;
import dev.fairlead.manifest.yaml.Sequence;
import java.io.ByteArrayOutputStream;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** The lines of a file, of which those of some nodes are taken out whole, whatever else stands on them. */
final class Lines {
    private final byte[] bytes;
    private final BitSet gone = new BitSet();

    Lines(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Takes a node out, from the line on which it begins to the one on which its last scalar ends.
     *
     * @return whether it begins and ends with a scalar
     */
    boolean takeOut(Node node) {
        Optional<Scalar> first = leaf(node, true);
        Optional<Scalar> last = leaf(node, false);
        if (first.isEmpty() || last.isEmpty()) {
            return false;
        }
        gone.set(lineStart(first.get().startByte()), lineEnd(lastByte(last.get())));
        return true;
    }

    private static Optional<Scalar> leaf(Node node, boolean first) {
        if (node instanceof Mapping mapping && !mapping.entries().isEmpty()) {
            List<Mapping.Entry> entries = mapping.entries();
            return first
                    ? leaf(entries.get(0).key(), true)
                    : leaf(entries.get(entries.size() - 1).value(), false);
        }
        if (node instanceof Sequence list && !list.items().isEmpty()) {
            return leaf(list.items().get(first ? 0 : list.items().size() - 1), first);
        }
        return node instanceof Scalar scalar ? Optional.of(scalar) : Optional.empty();
    }

    /** The last byte of a value: the text of a block ends with the white space behind it. */
    private int lastByte(Scalar scalar) {
        int at = Math.max(scalar.startByte(), scalar.endByte() - 1);
        while (at > scalar.startByte() && Character.isWhitespace(bytes[at])) {
            at--;
        }
        return at;
    }

    private int lineStart(int at) {
        int start = at;
        while (start > 0 && bytes[start - 1] != '\n') {
            start--;
        }
        return start;
    }

    private int lineEnd(int at) {
        int end = at;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        return Math.min(bytes.length, end + 1);
    }

    /** What is left. */
    byte[] rest() {
        ByteArrayOutputStream rest = new ByteArrayOutputStream(bytes.length);
        for (int at = gone.nextClearBit(0); at < bytes.length; at = gone.nextClearBit(at + 1)) {
            rest.write(bytes[at]);
        }
        return rest.toByteArray();
    }
}
