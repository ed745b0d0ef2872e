package dev.fairlead.forge.azure;

import dev.fairlead.Problem;
import dev.fairlead.forge.ForgeException;
import dev.fairlead.forge.PullRequestEdit;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * The hidden marker in a description that has room for 4,000 characters: a long one is packed (zlib, RFC 1950; base64url,
 * RFC 4648), behind a word by which it is known. One that is still too long is written 14 bits a character, in Chinese
 * ideographs: the limit counts characters, not bytes. A text of others that begins so is packed, too.
 */
final class PackedMark {
    private static final String PACKED = "zlib:";
    private static final String DENSE = "zlib14:";

    /** U+4E00 to U+8DFF: all assigned, and left alone by every normalization of Unicode. */
    private static final char FIRST = '\u4e00';

    private static final int BITS = 14;
    private static final int LONG = 1_000;

    /** Leaves room for a few lines that people can read. */
    private static final int LONGEST = 3_500;

    private static final int LONGEST_UNPACKED = 1 << 20;

    private PackedMark() {}

    static PullRequestEdit packed(PullRequestEdit edit, String place) {
        return edit.marker()
                .map(marker -> edit.withMarker(packed(marker, place)))
                .orElse(edit);
    }

    static String packed(String marker, String place) {
        if (marker.length() <= LONG && !marker.startsWith(PACKED) && !marker.startsWith(DENSE)) {
            return marker;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
            out.write(marker.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String plain = PACKED + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
        String packed = plain.length() <= LONGEST ? plain : DENSE + dense(bytes.toByteArray());
        if (packed.length() > LONGEST) {
            throw new ForgeException(
                    ForgeException.Kind.INVALID,
                    new Problem(
                            place,
                            "what is to be remembered of the changes does not fit into a description of Azure Repos",
                            "put fewer changes into one pull request: group them by application or path"));
        }
        return packed;
    }

    /** The last character is filled up with zeros, which stand behind the end of the packed text. */
    private static String dense(byte[] bytes) {
        BigInteger bits = new BigInteger(1, bytes);
        int count = (bytes.length * 8 + BITS - 1) / BITS;
        BigInteger padded = bits.shiftLeft(count * BITS - bytes.length * 8);
        StringBuilder out = new StringBuilder(count);
        for (int at = count - 1; at >= 0; at--) {
            out.append((char) (FIRST + (padded.shiftRight(at * BITS).intValue() & ((1 << BITS) - 1))));
        }
        return out.toString();
    }

    private static byte[] sparse(String text) {
        byte[] bytes = new byte[(text.length() * BITS + 7) / 8];
        for (int bit = 0; bit < text.length() * BITS; bit++) {
            int value = text.charAt(bit / BITS) - FIRST;
            int set = value >> (BITS - 1 - bit % BITS) & 1;
            bytes[bit / 8] |= (byte) (set << (7 - bit % 8));
        }
        return bytes;
    }

    /** The marker as it was; as it stands where somebody else wrote what only looks like one. */
    static Optional<String> read(Optional<String> hidden) {
        return hidden.map(PackedMark::unpacked);
    }

    private static String unpacked(String text) {
        try {
            if (text.startsWith(PACKED)) {
                return inflated(text, Base64.getUrlDecoder().decode(text.substring(PACKED.length())));
            }
            return text.startsWith(DENSE) ? inflated(text, sparse(text.substring(DENSE.length()))) : text;
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static String inflated(String text, byte[] bytes) {
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
            return new String(in.readNBytes(LONGEST_UNPACKED), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return text;
        }
    }
}
