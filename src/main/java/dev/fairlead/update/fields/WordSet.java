package dev.fairlead.update.fields;

import java.nio.charset.StandardCharsets;
import java.util.Collection;

/**
 * Tells in one pass over a file's bytes whether it holds one of some words, however many they are. A word is a run of
 * letters, digits, {@code _}, {@code .} and {@code -}. A file without any of them is never parsed; one that only seems to
 * hold one costs no more than a parse in vain.
 */
final class WordSet {
    private static final int OFFSET_BASIS = 0x811c9dc5;
    private static final int PRIME = 0x01000193;
    private static final boolean[] PART = new boolean[256];

    static {
        for (int c = 0; c < 128; c++) {
            PART[c] = Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '-';
        }
    }

    private final int[] table;
    private final int mask;

    /** Words of which each consists of word characters alone. */
    WordSet(Collection<String> words) {
        int size = Integer.highestOneBit(Math.max(16, words.size() * 4)) << 1;
        table = new int[size];
        mask = size - 1;
        words.forEach(word -> add(hash(word.getBytes(StandardCharsets.UTF_8))));
    }

    private static int hash(byte[] word) {
        int hash = OFFSET_BASIS;
        for (byte b : word) {
            hash = (hash ^ (b & 0xff)) * PRIME;
        }
        return hash == 0 ? 1 : hash;
    }

    private void add(int hash) {
        int at = hash & mask;
        while (table[at] != 0 && table[at] != hash) {
            at = (at + 1) & mask;
        }
        table[at] = hash;
    }

    private boolean has(int hash) {
        int wanted = hash == 0 ? 1 : hash;
        int at = wanted & mask;
        while (table[at] != 0) {
            if (table[at] == wanted) {
                return true;
            }
            at = (at + 1) & mask;
        }
        return false;
    }

    /** Whether one of the words stands in these bytes. */
    boolean anyIn(byte[] bytes) {
        int hash = OFFSET_BASIS;
        boolean inside = false;
        for (byte b : bytes) {
            if (PART[b & 0xff]) {
                hash = (hash ^ (b & 0xff)) * PRIME;
                inside = true;
            } else if (inside) {
                if (has(hash)) {
                    return true;
                }
                hash = OFFSET_BASIS;
                inside = false;
            }
        }
        return inside && has(hash);
    }
}
