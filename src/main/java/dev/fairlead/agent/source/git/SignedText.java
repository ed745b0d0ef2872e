package dev.fairlead.agent.source.git;

import dev.fairlead.configrepo.GitId;
import dev.fairlead.configrepo.StoredObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What was signed of a commit or tag, and the signature: a commit's is in a header of it ({@code gpgsig}), a tag's at its
 * end.
 */
@SuppressWarnings("ArrayRecordComponent") // never changed, never compared
record SignedText(byte[] payload, String signature) {
    private static final String HEADER = "gpgsig ";
    private static final List<String> BEGINNINGS =
            List.of("-----BEGIN PGP SIGNATURE-----", "-----BEGIN SSH SIGNATURE-----", "-----BEGIN PGP MESSAGE-----");

    boolean isSsh() {
        return signature.startsWith("-----BEGIN SSH");
    }

    /** Empty where nothing is signed. */
    static Optional<SignedText> of(StoredObject object) {
        return object.tag() ? tag(object.bytes()) : commit(object.bytes());
    }

    private static Optional<SignedText> commit(byte[] bytes) {
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        StringBuilder signature = new StringBuilder();
        boolean inside = false;
        int at = 0;
        while (at < bytes.length) {
            int end = end(bytes, at);
            boolean continued = inside && bytes[at] == ' ';
            if (continued || starts(bytes, at, HEADER)) {
                if (!continued && !signature.isEmpty()) {
                    return Optional.empty(); // two signatures: which one is meant?
                }
                int from = at + (continued ? 1 : HEADER.length());
                signature.append(new String(bytes, from, end - from, StandardCharsets.UTF_8));
                inside = true;
            } else {
                inside = false;
                payload.write(bytes, at, end - at);
                if (end - at == 1) {
                    // The empty line ends the headers.
                    payload.write(bytes, end, bytes.length - end);
                    break;
                }
            }
            at = end;
        }
        return signature.isEmpty()
                ? Optional.empty()
                : Optional.of(new SignedText(payload.toByteArray(), signature.toString()));
    }

    /** Behind the last line that begins a signature. */
    private static Optional<SignedText> tag(byte[] bytes) {
        int begins = -1;
        for (int at = 0; at < bytes.length; at = end(bytes, at)) {
            int line = at;
            if (BEGINNINGS.stream().anyMatch(text -> starts(bytes, line, text))) {
                begins = at;
            }
        }
        return begins < 0
                ? Optional.empty()
                : Optional.of(new SignedText(
                        java.util.Arrays.copyOf(bytes, begins),
                        new String(bytes, begins, bytes.length - begins, StandardCharsets.UTF_8)));
    }

    /** The commit that a tag's text names in its first line. */
    static Optional<GitId> commitOf(byte[] tag) {
        String text = new String(tag, StandardCharsets.UTF_8);
        return text.startsWith("object ") && text.length() > 47 && text.startsWith("\ntype commit\n", 47)
                ? Optional.of(GitId.of(text.substring(7, 47)))
                : Optional.empty();
    }

    /** Behind the line that begins here. */
    private static int end(byte[] bytes, int at) {
        int end = at;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        return Math.min(end + 1, bytes.length);
    }

    private static boolean starts(byte[] bytes, int at, String text) {
        if (bytes.length - at < text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (bytes[at + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
