package dev.fairlead.manifest.yaml;

import dev.fairlead.Problem;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Decodes strictly: what is no UTF-8 is refused, never replaced, since what is replaced cannot be written back. */
final class Utf8 {
    private static final int[] BOM = {0xEF, 0xBB, 0xBF};

    private Utf8() {}

    /** How many bytes the byte order mark takes. */
    static int bomLength(byte[] bytes) {
        return startsWith(bytes, BOM) ? BOM.length : 0;
    }

    static void refuseUtf16(String name, byte[] bytes) {
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

    /** The code points from that byte on. */
    static int[] decode(String name, byte[] bytes, int from) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes, from, bytes.length - from);
        CharBuffer out = CharBuffer.allocate(bytes.length - from);
        CoderResult result = decoder.decode(in, out, true);
        int[] points = out.flip().codePoints().toArray();
        if (result.isError()) {
            throw new UnreadableException(new Problem(
                    place(name, points),
                    "the byte 0x%02X at offset %d is not UTF-8".formatted(bytes[in.position()], in.position()),
                    "store the file as UTF-8"));
        }
        return points;
    }

    /** {@code file:line:column} of the place behind those characters. */
    static String place(String name, int[] before) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < before.length; i++) {
            boolean lone = before[i] == '\r' && (i + 1 == before.length || before[i + 1] != '\n');
            if (before[i] == '\n' || lone) {
                line++;
                lineStart = i + 1;
            }
        }
        return name + ":" + line + ":" + (before.length - lineStart + 1);
    }
}
