package dev.fairlead.manifest.locate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Tells by its bytes alone whether a file can hold an image field, in one pass and long before a parse. Every form needs one
 * of a few words: {@code image} in some spelling (also {@code images}, {@code $imagepolicy}, {@code proxyImage}),
 * {@code repository}, {@code fairlead:}, or a word that the configuration adds. A key can also be written with escapes, so
 * a file with escapes passes.
 */
final class ByteTest {
    private static final List<String> WORDS = List.of("mage", "MAGE", "epository", "fairlead:");
    private static final List<String> ESCAPES = List.of("\\u00", "\\x");

    private final byte[][] words;
    /** For each byte whether it is the second of a word: these are rarer than the first ones, and tested first. */
    private final boolean[] second = new boolean[256];

    private ByteTest(Collection<String> words) {
        this.words = words.stream()
                .map(word -> word.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        for (byte[] word : this.words) {
            second[word[Math.min(1, word.length - 1)] & 0xFF] = true;
        }
    }

    /** The test for the known forms and these words more. */
    static ByteTest forFields(Collection<String> more) {
        List<String> all = new ArrayList<>(WORDS);
        more.stream()
                .filter(word -> !word.isEmpty() && WORDS.stream().noneMatch(word::contains))
                .forEach(all::add);
        return forWords(all);
    }

    /** The test for any of these words. */
    static ByteTest forWords(Collection<String> words) {
        List<String> all = new ArrayList<>(ESCAPES);
        all.addAll(words);
        return new ByteTest(all);
    }

    boolean passes(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (second[bytes[i] & 0xFF] && isWordAround(bytes, i)) {
                return true;
            }
        }
        return false;
    }

    private boolean isWordAround(byte[] bytes, int second) {
        for (byte[] word : words) {
            if (matches(bytes, second - Math.min(1, word.length - 1), word)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(byte[] bytes, int from, byte[] word) {
        if (from < 0 || from + word.length > bytes.length) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            if (bytes[from + i] != word[i]) {
                return false;
            }
        }
        return true;
    }
}
