package dev.fairlead.forge.azure;

import dev.fairlead.Problem;
import dev.fairlead.forge.ForgeException;
import dev.fairlead.forge.PullRequestEdit;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * The hidden marker in a description that has room for 4,000 characters: a long one is packed (zlib, RFC 1950; base64url,
 * RFC 4648), behind a word by which it is known. A text of others that begins so is packed, too.
 */
final class PackedMark {
    private static final String PACKED = "zlib:";
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
        if (marker.length() <= LONG && !marker.startsWith(PACKED)) {
            return marker;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
            out.write(marker.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String packed = PACKED + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
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

    /** The marker as it was; as it stands where somebody else wrote what only looks like one. */
    static Optional<String> read(Optional<String> hidden) {
        return hidden.map(text -> text.startsWith(PACKED) ? unpacked(text) : text);
    }

    private static String unpacked(String text) {
        try (InflaterInputStream in = new InflaterInputStream(
                new ByteArrayInputStream(Base64.getUrlDecoder().decode(text.substring(PACKED.length()))))) {
            return new String(in.readNBytes(LONGEST_UNPACKED), StandardCharsets.UTF_8);
        } catch (IOException | IllegalArgumentException e) {
            return text;
        }
    }
}
