package dev.fairlead.manifest.locate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Tells by its bytes alone whether a file can hold an image field, in one pass and long before a parse. Every form needs one
 * of a few words: {@code image} in some spelling (also {@code images}, {@code $imagepolicy}, {@code proxyImage}),
 * {@code repository}, {@code registry}, {@code fairlead:}, or a word that the configuration adds. A key can also be written
 * with escapes, so a file with escapes passes. A file in UTF-16 is looked at as what it says: it cannot be edited, and that is
 * to be told where it matters.
 */
final class ByteTest {
    private static final List<String> WORDS = List.of("mage", "MAGE", "epository", "egistry", "fairlead:");
    private static final List<String> ESCAPES = List.of("\\u00", "\\U00", "\\x", "\\\n", "\\\r");
    /** Bytes that manifests are full of, the most frequent first: a word is looked for by its rarest byte. */
    private static final String FREQUENT = " e-atoin:srldcpmuhgy/.fbvkwx_";

    /** For each byte the words that are looked for when it is met, with the place of the byte in the word. */
    private final Word[][] byTrigger = new Word[256][];

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Word(byte[] bytes, int trigger) {
        static Word of(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            int rarest = 0;
            for (int i = 1; i < bytes.length; i++) {
                rarest = rank(bytes[i]) > rank(bytes[rarest]) ? i : rarest;
            }
            return new Word(bytes, rarest);
        }

        private static int rank(byte b) {
            int rank = FREQUENT.indexOf((char) b);
            return rank < 0 ? FREQUENT.length() : rank;
        }

        boolean isAround(byte[] text, int at) {
            int from = at - trigger;
            return from >= 0
                    && from + bytes.length <= text.length
                    && Arrays.equals(text, from, from + bytes.length, bytes, 0, bytes.length);
        }
    }

    private ByteTest(Collection<String> words) {
        for (String text : words) {
            Word word = Word.of(text);
            int trigger = word.bytes()[word.trigger()] & 0xFF;
            Word[] known = byTrigger[trigger];
            Word[] more = known == null ? new Word[1] : Arrays.copyOf(known, known.length + 1);
            more[more.length - 1] = word;
            byTrigger[trigger] = more;
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
        words.stream().filter(word -> !word.isEmpty()).forEach(all::add);
        return new ByteTest(all);
    }

    /** The test for these words as they are, where escapes do not matter. */
    static ByteTest forLiteralWords(String... words) {
        return new ByteTest(List.of(words));
    }

    boolean passes(byte[] bytes) {
        return isUtf16(bytes)
                ? holdsAny(new String(bytes, StandardCharsets.UTF_16).getBytes(StandardCharsets.UTF_8))
                : holdsAny(bytes);
    }

    private static boolean isUtf16(byte[] bytes) {
        return bytes.length >= 2 && ((bytes[0] == -2 && bytes[1] == -1) || (bytes[0] == -1 && bytes[1] == -2));
    }

    private boolean holdsAny(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            Word[] words = byTrigger[bytes[i] & 0xFF];
            if (words != null && isAnyAround(words, bytes, i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAnyAround(Word[] words, byte[] bytes, int at) {
        for (Word word : words) {
            if (word.isAround(bytes, at)) {
                return true;
            }
        }
        return false;
    }
}
