package dev.fairlead.manifest.yaml;

import dev.fairlead.Problem;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The bytes of a file as code points, and the way back from a code point to its bytes. A byte order mark is not part of the text. */
final class SourceText {
    private static final int BOM_LENGTH = 3;
    /** Every so many code points the byte offset is noted; in between it is counted. */
    private static final int STRIDE = 64;

    private final String name;
    private final byte[] bytes;
    private final int bom;
    private final int[] points;
    private int @Nullable [] offsets;

    private SourceText(String name, byte[] bytes, int bom, int[] points) {
        this.name = name;
        this.bytes = bytes;
        this.bom = bom;
        this.points = points;
    }

    static SourceText decode(String name, byte[] bytes, YamlLimits limits) {
        refuseUtf16(name, bytes);
        int bom = startsWith(bytes, 0xEF, 0xBB, 0xBF) ? BOM_LENGTH : 0;
        int[] points = isAscii(bytes, bom) ? widen(bytes, bom) : decodeUtf8(name, bytes, bom);
        if (points.length > limits.codePoints()) {
            throw new UnreadableException(new Problem(
                    name,
                    "it has " + points.length + " characters, more than the limit of " + limits.codePoints(),
                    "split the file, or raise the limit"));
        }
        SourceText text = new SourceText(name, bytes, bom, points);
        text.refuseUnprintable();
        return text;
    }

    private static void refuseUtf16(String name, byte[] bytes) {
        boolean marked = startsWith(bytes, 0xFE, 0xFF) || startsWith(bytes, 0xFF, 0xFE);
        boolean unmarked = bytes.length > 1 && (bytes[0] == 0) != (bytes[1] == 0);
        if (marked || unmarked) {
            throw new UnreadableException(new Problem(
                    name + ":1:1", "it is in UTF-16 or UTF-32, where only UTF-8 is edited", "store the file as UTF-8"));
        }
    }

    private static boolean startsWith(byte[] bytes, int... prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xFF) != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAscii(byte[] bytes, int from) {
        int all = 0;
        for (int i = from; i < bytes.length; i++) {
            all |= bytes[i];
        }
        return all >= 0;
    }

    private static int[] widen(byte[] bytes, int from) {
        int[] points = new int[bytes.length - from];
        for (int i = 0; i < points.length; i++) {
            points[i] = bytes[from + i];
        }
        return points;
    }

    private static int[] decodeUtf8(String name, byte[] bytes, int from) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes, from, bytes.length - from);
        CharBuffer out = CharBuffer.allocate(bytes.length - from);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            String before = new String(bytes, from, in.position() - from, StandardCharsets.UTF_8);
            int[] lineAndColumn = lineAndColumn(before.codePoints().toArray());
            throw new UnreadableException(new Problem(
                    name + ":" + lineAndColumn[0] + ":" + lineAndColumn[1],
                    "the byte 0x%02X at offset %d is not UTF-8".formatted(bytes[in.position()], in.position()),
                    "store the file as UTF-8"));
        }
        return out.flip().codePoints().toArray();
    }

    /** YAML allows no control characters but tab and line breaks; JSON none at all outside of escapes. */
    private void refuseUnprintable() {
        for (int i = 0; i < points.length; i++) {
            int c = points[i];
            if (!Characters.isPrintable(c)) {
                int[] lineAndColumn = lineAndColumn(Arrays.copyOf(points, i));
                throw new UnreadableException(new Problem(
                        name + ":" + lineAndColumn[0] + ":" + lineAndColumn[1],
                        "the control character U+%04X is not allowed".formatted(c),
                        "remove it, or write it as an escape in double quotes"));
            }
        }
    }

    /** Line and column, from 1, of the place after those characters. */
    private static int[] lineAndColumn(int[] before) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < before.length; i++) {
            boolean lone = before[i] == '\r' && (i + 1 == before.length || before[i + 1] != '\n');
            if (before[i] == '\n' || lone) {
                line++;
                lineStart = i + 1;
            }
        }
        return new int[] {line, before.length - lineStart + 1};
    }

    String name() {
        return name;
    }

    byte[] bytes() {
        return bytes;
    }

    int[] points() {
        return points;
    }

    int length() {
        return points.length;
    }

    /** The code point at an index, or 0 outside of the text. */
    int at(int index) {
        return index >= 0 && index < points.length ? points[index] : 0;
    }

    String substring(int from, int to) {
        return new String(points, from, to - from);
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
        while (at < points.length && !isBreak(at)) {
            at++;
        }
        return at;
    }

    /** The index after the break that begins at that index. */
    int afterBreak(int index) {
        if (index >= points.length) {
            return index;
        }
        return at(index) == '\r' && at(index + 1) == '\n' ? index + 2 : index + 1;
    }

    /** Where the bytes of the code point at that index begin. */
    int byteOffset(int index) {
        if (points.length == bytes.length - bom) {
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
            offset += utf8Length(points[i]);
        }
        return offset;
    }

    private int[] noteOffsets() {
        int[] noted = new int[points.length / STRIDE + 1];
        int offset = bom;
        for (int i = 0; i < points.length; i++) {
            if (i % STRIDE == 0) {
                noted[i / STRIDE] = offset;
            }
            offset += utf8Length(points[i]);
        }
        if (points.length % STRIDE == 0) {
            noted[points.length / STRIDE] = offset;
        }
        return noted;
    }

    private static int utf8Length(int c) {
        return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    }
}
