package dev.fairlead.render.kustomize.generate;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Bytes as text. */
final class Texts {
    private static final int LINE = 70;

    private Texts() {}

    static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** Base 64; behind every 70 characters and at the end a line break, if there are that many. */
    static String base64(byte[] bytes) {
        String all = Base64.getEncoder().encodeToString(bytes);
        if (all.length() < LINE) {
            return all;
        }
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < all.length(); i += LINE) {
            lines.append(all, i, Math.min(i + LINE, all.length())).append('\n');
        }
        return lines.toString();
    }
}
