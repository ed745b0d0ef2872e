package dev.fairlead.bot.answers;

import dev.fairlead.image.Digest;
import dev.fairlead.image.Tag;
import dev.fairlead.registry.TagInfo;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Tags in the order of their listing, in as little memory as they need: a bot keeps those of thousands of images. Not for
 * several threads.
 */
final class PackedTags {
    /** A tag, and where the next one begins. */
    record Read(TagInfo info, int next) {}

    private static final String SHA256 = "sha256";
    private static final int SHA256_BYTES = 32;
    private static final int DIGEST = 1;
    private static final int OTHER_DIGEST = 2;
    private static final int PUSHED = 4;
    private static final int CREATED = 8;
    private static final byte[] EMPTY = {};

    private byte[] bytes = EMPTY;
    private int used;
    private int size;

    int size() {
        return size;
    }

    /** Bytes held. */
    int weight() {
        return bytes.length;
    }

    /** Where the last one ends. */
    int end() {
        return used;
    }

    void add(TagInfo info) {
        byte[] packed = pack(info);
        if (used + packed.length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(used + packed.length, bytes.length + bytes.length / 2));
        }
        System.arraycopy(packed, 0, bytes, used, packed.length);
        used += packed.length;
        size++;
    }

    /** Lets go of what was held in reserve. */
    void trim() {
        bytes = bytes.length == used ? bytes : Arrays.copyOf(bytes, used);
    }

    /** Whether both begin alike, as far as this one goes, from a place of this one on. */
    boolean beginsLike(PackedTags other, int from) {
        int shared = Math.min(used, other.used);
        return from >= shared || Arrays.equals(bytes, from, shared, other.bytes, from, shared);
    }

    /** The tag that begins at this place. */
    Read read(int at) {
        ByteBuffer in = ByteBuffer.wrap(bytes, at, used - at);
        Tag tag = Tag.of(text(in, Byte.toUnsignedInt(in.get())));
        int has = in.get();
        Optional<Digest> digest = Optional.empty();
        if ((has & DIGEST) != 0) {
            byte[] hash = new byte[SHA256_BYTES];
            in.get(hash);
            digest = Optional.of(new Digest(SHA256, HexFormat.of().formatHex(hash)));
        } else if ((has & OTHER_DIGEST) != 0) {
            digest = Optional.of(Digest.parse(text(in, Short.toUnsignedInt(in.getShort()))));
        }
        TagInfo info = new TagInfo(tag, digest, time(in, has & PUSHED), time(in, has & CREATED));
        return new Read(info, in.position());
    }

    private static String text(ByteBuffer in, int length) {
        byte[] text = new byte[length];
        in.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private static Optional<Instant> time(ByteBuffer in, int has) {
        return has == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(in.getLong(), in.getInt()));
    }

    private static byte[] pack(TagInfo info) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(packed)) {
            byte[] tag = info.tag().value().getBytes(StandardCharsets.UTF_8);
            out.writeByte(tag.length);
            out.write(tag);
            boolean sha256 = info.digest()
                    .filter(digest -> digest.algorithm().equals(SHA256))
                    .isPresent();
            out.writeByte((info.digest().isEmpty() ? 0 : sha256 ? DIGEST : OTHER_DIGEST)
                    | (info.pushed().isPresent() ? PUSHED : 0)
                    | (info.created().isPresent() ? CREATED : 0));
            if (info.digest().isPresent()) {
                write(out, info.digest().get(), sha256);
            }
            write(out, info.pushed());
            write(out, info.created());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static void write(DataOutputStream out, Digest digest, boolean sha256) throws IOException {
        if (sha256) {
            out.write(HexFormat.of().parseHex(digest.hex()));
        } else {
            byte[] text = digest.toString().getBytes(StandardCharsets.UTF_8);
            out.writeShort(text.length);
            out.write(text);
        }
    }

    private static void write(DataOutputStream out, Optional<Instant> time) throws IOException {
        if (time.isPresent()) {
            Instant moment = time.get();
            out.writeLong(moment.getEpochSecond());
            out.writeInt(moment.getNano());
        }
    }
}
