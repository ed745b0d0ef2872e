package dev.fairlead.update.pending;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * A file's path, shortened so that many of them fit into a commit message: eight hexadecimal digits of its FNV-1a hash.
 * Two paths with one mark cost no more than one look into the file.
 *
 * @param hex the digits
 */
public record FileMark(String hex) {
    /** More files than these are not written down. */
    public static final int LIMIT = 24;

    private static final Pattern HEX = Pattern.compile("[0-9a-f]{8}");
    private static final int OFFSET_BASIS = 0x811c9dc5;
    private static final int PRIME = 0x01000193;

    public FileMark {
        if (!HEX.matcher(hex).matches()) {
            throw new IllegalArgumentException("a file's mark is eight hexadecimal digits: " + hex);
        }
    }

    public static FileMark of(String path) {
        int hash = OFFSET_BASIS;
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * PRIME;
        }
        return new FileMark(String.format("%08x", hash));
    }
}
