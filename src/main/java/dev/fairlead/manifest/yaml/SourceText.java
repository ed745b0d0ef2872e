package dev.fairlead.manifest.yaml;

import dev.fairlead.Problem;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a file as code points, and the way back from a code point to its bytes. A byte order mark is not part of the text. The bytes of a
 * text in ASCII, as nearly all manifests are, serve as its code points.
 */
final class SourceText {
    /** Every so many code points the byte offset is noted; in between it is counted. */
    private static final int STRIDE = 64;

    private final String name;
    private final byte[] bytes;
    private final int bom;
    private final int length;
    private final int @Nullable [] points;
    private int @Nullable [] offsets;
    private @Nullable Boolean template;

    private SourceText(String name, byte[] bytes, int bom, int @Nullable [] points) {
        this.name = name;
        this.bytes = bytes;
        this.bom = bom;
        this.points = points;
        this.length = points == null ? bytes.length - bom : points.length;
    }

    static SourceText decode(String name, byte[] bytes, YamlLimits limits) {
        Utf8.refuseUtf16(name, bytes);
        int bom = Utf8.bomLength(bytes);
        boolean clean = isPrintableAscii(bytes, bom);
        SourceText text = new SourceText(name, bytes, bom, clean ? null : Utf8.decode(name, bytes, bom));
        if (text.length > limits.codePoints()) {
            throw new UnreadableException(new Problem(
                    name,
                    "it has " + text.length + " characters, more than the limit of " + limits.codePoints(),
                    "split the file, or raise the limit"));
        }
        if (!clean) {
            text.refuseUnprintable();
        }
        return text;
    }

    private static boolean isPrintableAscii(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] < ' ' ? !Characters.isPrintable(bytes[i]) : bytes[i] == 0x7F) {
                return false;
            }
        }
        return true;
    }

    /** YAML allows no control characters but tab and line breaks; JSON none at all outside of escapes. */
    private void refuseUnprintable() {
        for (int i = 0; i < length; i++) {
            int c = at(i);
            if (!Characters.isPrintable(c)) {
                throw new UnreadableException(new Problem(
                        Utf8.place(name, IntStream.range(0, i).map(this::at).toArray()),
                        "the control character U+%04X is not allowed".formatted(c),
                        "remove it, or write it as an escape in double quotes"));
            }
        }
    }

    String name() {
        return name;
    }

    byte[] bytes() {
        return bytes;
    }

    /** The first byte of the text itself. */
    int bom() {
        return bom;
    }

    /** The code points; null where each is the byte at its place. */
    int @Nullable [] points() {
        return points;
    }

    int[] copyOfPoints() {
        return points != null
                ? points.clone()
                : IntStream.range(0, length).map(this::at).toArray();
    }

    int length() {
        return length;
    }

    /** The code point at an index, or 0 outside of the text. */
    int at(int index) {
        if (index < 0 || index >= length) {
            return 0;
        }
        return points != null ? points[index] : bytes[bom + index];
    }

    String substring(int from, int to) {
        return points != null
                ? new String(points, from, to - from)
                : new String(bytes, bom + from, to - from, StandardCharsets.ISO_8859_1);
    }

    /** Whether a line ends here, for a YAML 1.1 reader. */
    boolean isBreak(int index) {
        return Characters.isBreak(at(index));
    }

    boolean isBlank(int index) {
        int c = at(index);
        return c == ' ' || c == '\t';
    }

    int lineStart(int index) {
        int at = index;
        while (at > 0 && !isBreak(at - 1)) {
            at--;
        }
        return at;
    }

    /** The index of the line's break, or of the text's end. */
    int lineEnd(int index) {
        int at = index;
        while (at < length && !isBreak(at)) {
            at++;
        }
        return at;
    }

    /** The index after the break that begins at that index. */
    int afterBreak(int index) {
        if (index >= length) {
            return index;
        }
        return at(index) == '\r' && at(index + 1) == '\n' ? index + 2 : index + 1;
    }

    /** Whether two braces open next to each other anywhere, as they do in templates. */
    boolean hasTemplate() {
        Boolean known = template;
        if (known == null) {
            known = hasTemplate(0, length);
            template = known;
        }
        return known;
    }

    boolean hasTemplate(int from, int to) {
        for (int index = from; index + 1 < to; index++) {
            if (at(index) == '{' && at(index + 1) == '{') {
                return true;
            }
        }
        return false;
    }

    /** Where the bytes of the code point at that index begin. */
    int byteOffset(int index) {
        if (points == null) {
            return bom + index;
        }
        int[] known = offsets;
        if (known == null) {
            known = noteOffsets();
            offsets = known;
        }
        int from = index / STRIDE;
        int offset = known[from];
        for (int i = from * STRIDE; i < index; i++) {
            offset += utf8Length(at(i));
        }
        return offset;
    }

    private int[] noteOffsets() {
        int[] noted = new int[length / STRIDE + 1];
        int offset = bom;
        for (int i = 0; i <= length; i++) {
            if (i % STRIDE == 0) {
                noted[i / STRIDE] = offset;
            }
            offset += utf8Length(at(i));
        }
        return noted;
    }

    private static int utf8Length(int c) {
        if (c < 0x80) {
            return 1;
        }
        return c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    }
}
