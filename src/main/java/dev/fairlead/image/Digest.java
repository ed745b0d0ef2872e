package dev.fairlead.image;

import dev.fairlead.FairleadException;
import dev.fairlead.Problem;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A content digest, such as {@code sha256:e3b0…}. The hexadecimal part of the registered algorithms (sha256, sha384,
 * sha512) is lower case and has its full length, as the OCI image specification asks; of any other algorithm it has at
 * least 32 digits.
 *
 * @param algorithm the part before the colon
 * @param hex the part after the colon
 */
public record Digest(String algorithm, String hex) {
    private static final int MIN_HEX = 32;

    public Digest {
        String fault = fault(algorithm, hex);
        if (fault != null) {
            throw refused(algorithm + ":" + hex, fault);
        }
    }

    /**
     * The digest of {@code algorithm:hex}.
     *
     * @throws FairleadException if the text is no digest
     */
    public static Digest parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw refused(text, "the algorithm and its colon are missing");
        }
        return new Digest(text.substring(0, colon), text.substring(colon + 1));
    }

    /** The digest of this text, or empty if the text is none. */
    public static Optional<Digest> tryParse(String text) {
        return fault(text) == null ? Optional.of(parse(text)) : Optional.empty();
    }

    static @Nullable String fault(String text) {
        int colon = text.indexOf(':');
        return colon < 0
                ? "the digest has no algorithm and colon"
                : fault(text.substring(0, colon), text.substring(colon + 1));
    }

    private static @Nullable String fault(String algorithm, String hex) {
        if (!isAlgorithm(algorithm)) {
            return "'" + Grammar.shown(algorithm) + "' is no digest algorithm";
        }
        int length = registeredLength(algorithm);
        if (length > 0 && hex.length() != length) {
            return "a " + algorithm + " digest has " + length + " hexadecimal digits, this one " + hex.length();
        }
        if (hex.length() < MIN_HEX) {
            return "the digest has fewer than " + MIN_HEX + " hexadecimal digits";
        }
        for (int i = 0; i < hex.length(); i++) {
            char c = hex.charAt(i);
            boolean upper = c >= 'A' && c <= 'F';
            if (!Grammar.isLowerHex(c) && !(upper && length == 0)) {
                return upper
                        ? "the digest is not lower case"
                        : "a digest cannot hold " + Grammar.quoted(c) + " after the colon";
            }
        }
        return null;
    }

    private static int registeredLength(String algorithm) {
        return switch (algorithm) {
            case "sha256" -> 64;
            case "sha384" -> 96;
            case "sha512" -> 128;
            default -> 0;
        };
    }

    /** {@code component ([+._-] component)*} where a component is a letter followed by letters and digits. */
    private static boolean isAlgorithm(String algorithm) {
        boolean wantsLetter = true;
        for (int i = 0; i < algorithm.length(); i++) {
            char c = algorithm.charAt(i);
            if (wantsLetter) {
                if (!Grammar.isLetter(c)) {
                    return false;
                }
                wantsLetter = false;
            } else if (c == '+' || c == '.' || c == '_' || c == '-') {
                wantsLetter = true;
            } else if (!Grammar.isLetter(c) && !Grammar.isDigit(c)) {
                return false;
            }
        }
        return !wantsLetter;
    }

    private static FairleadException refused(String text, String fault) {
        return new FairleadException(new Problem(
                "digest '" + Grammar.shown(text) + "'",
                fault,
                "write it as sha256: and 64 lower-case hexadecimal digits"));
    }

    @Override
    public String toString() {
        return algorithm + ":" + hex;
    }
}
