package dev.fairlead.agent.source.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** Writes tar archives byte by byte, also such as no honest program writes. */
public final class Tar {
    private static final int BLOCK = 512;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    public Tar file(String name, String content) {
        return entry('0', name, "", content.getBytes(StandardCharsets.UTF_8), 0644);
    }

    public Tar executable(String name, String content) {
        return entry('0', name, "", content.getBytes(StandardCharsets.UTF_8), 0755);
    }

    public Tar folder(String name) {
        return entry('5', name, "", new byte[0], 0755);
    }

    public Tar symlink(String name, String target) {
        return entry('2', name, target, new byte[0], 0777);
    }

    public Tar hardlink(String name, String target) {
        return entry('1', name, target, new byte[0], 0644);
    }

    /** An entry of any type, a device for example. */
    public Tar entry(char type, String name, String link, byte[] content, int mode) {
        header(type, name, link, content.length, mode);
        bytes.writeBytes(content);
        bytes.writeBytes(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
        return this;
    }

    /** Only the header of an entry that claims a size. */
    public Tar header(char type, String name, String link, long size, int mode) {
        byte[] header = new byte[BLOCK];
        put(header, 0, 100, name);
        put(header, 100, 8, String.format("%07o", mode));
        put(header, 108, 8, "0000000");
        put(header, 116, 8, "0000000");
        put(header, 124, 12, String.format("%011o", size));
        put(header, 136, 12, "00000000000");
        header[156] = (byte) type;
        put(header, 157, 100, link);
        put(header, 257, 8, "ustar\00000");
        put(header, 148, 8, "        ");
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        put(header, 148, 8, String.format("%06o\0 ", sum));
        bytes.writeBytes(header);
        return this;
    }

    /** A name longer than a header holds, in GNU's way. */
    public Tar longName(String name) {
        return entry('L', "././@LongLink", "", (name + "\0").getBytes(StandardCharsets.UTF_8), 0644);
    }

    /** Attributes of the next entry, in PAX's way. */
    public Tar pax(String key, String value) {
        String rest = " " + key + "=" + value + "\n";
        int length = rest.getBytes(StandardCharsets.UTF_8).length;
        int digits = String.valueOf(length).length();
        digits = String.valueOf(length + digits).length();
        return entry('x', "PaxHeader", "", ((length + digits) + rest).getBytes(StandardCharsets.UTF_8), 0644);
    }

    private static void put(byte[] header, int at, int most, String text) {
        byte[] value = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(value, 0, header, at, Math.min(most, value.length));
    }

    public byte[] plain() {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(bytes.toByteArray());
        whole.writeBytes(new byte[2 * BLOCK]);
        return whole.toByteArray();
    }

    public byte[] gz() {
        return gz(plain());
    }

    public static byte[] gz(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
